"""Which rules a school works by, and since when."""

from django.db import models

from tocsin.schools.models import Person, School, SchoolRecord


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


class ResponseTeam(SchoolRecord):
    """Who a school puts on the response team of a possible breach. Source: BR-5.7.

    Without a row it is the roles that the policy names.
    """

    roles = models.JSONField(default=list)  # values of core.roles.Role, sorted
    people = models.JSONField(default=list)  # ids of people besides, as text, sorted
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="school_has_one_response_team")
        ]

    def __str__(self) -> str:
        return f"response team of {self.school_id}"


class PackDraft(models.Model):
    """Changes to a school's policy that nobody has adopted yet: one draft for each school.

    It is no record: the ledger knows what was adopted, not what was tried.
    """

    school = models.OneToOneField(School, primary_key=True, on_delete=models.CASCADE)
    base = models.ForeignKey(PackVersion, on_delete=models.CASCADE)  # the version it began as
    text = models.TextField()
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)

    def __str__(self) -> str:
        return f"draft of {self.school_id}"
