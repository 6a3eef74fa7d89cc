"""Who is on duty when, and who is away."""

from django.db import models
from django.db.models import F, Q

from tocsin.schools.models.people import Person, SchoolRecord


class DutyTurn(SchoolRecord):
    """An on-call week or holiday cover: days on which one person looks after what comes in."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="turn_does_not_end_before_it_begins", condition=Q(last_on__gte=F("first_on"))
            )
        ]
        indexes = [models.Index(fields=["school", "last_on"], name="turn_by_school")]

    def __str__(self) -> str:
        return f"turn from {self.first_on} to {self.last_on}"


class Absence(SchoolRecord):
    """Days on which somebody is away, and who stands in for them. Why is nobody's business."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_does_not_end_before_it_begins",
                condition=Q(last_on__gte=F("first_on")),
            )
        ]
        indexes = [models.Index(fields=["school", "last_on"], name="absence_by_school")]

    def __str__(self) -> str:
        return f"absence from {self.first_on} to {self.last_on}"
