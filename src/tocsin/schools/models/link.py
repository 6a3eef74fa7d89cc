"""The school's public reporting link, and for whom it is open."""

from django.db import models

from tocsin.schools.models.people import SchoolRecord


class ReportingLink(SchoolRecord):
    """What the school has decided about its link; without a row everything is open. SI-M1."""

    is_open = models.BooleanField(default=True)
    is_open_to_outsiders = models.BooleanField(default=True)
    is_open_to_anonymous = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="school_has_one_reporting_link")
        ]

    def __str__(self) -> str:
        return f"reporting link of {self.school_id}"
