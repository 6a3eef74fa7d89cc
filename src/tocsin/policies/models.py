"""Which rules a school works by, and since when."""

from django.db import models

from tocsin.schools.models import Person, SchoolRecord


class PackVersion(SchoolRecord):
    """One version of a school's policy pack. An incident keeps the version it was opened under."""

    number = models.PositiveIntegerField()  # 1, 2, 3… within the school
    key = models.CharField(max_length=60)  # the shipped pack it began as
    text = models.TextField()  # the pack itself, as TOML
    in_force_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "number"], name="pack_version_number_is_used_once_in_a_school"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} version {self.number}"
