"""When a school is open: terms, half-terms, INSET days, closures and its own bank holidays."""

from django.db import models
from django.db.models import F, Q

from tocsin.schools.models.people import School, SchoolRecord


class PeriodKind(models.TextChoices):
    TERM = "term", "Term"
    HALF_TERM = "half_term", "Half-term"
    INSET = "inset", "INSET day"
    CLOSURE = "closure", "Holiday or closure"
    BANK_HOLIDAY = "bank_holiday", "Bank holiday of our own"
    ORDINARY = "ordinary", "Not a bank holiday for us"


class Period(SchoolRecord):
    """One or more days of a school's calendar, both ends included."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="periods")
    kind = models.CharField(max_length=20, choices=PeriodKind.choices)
    name = models.CharField(max_length=200, blank=True)
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="period_does_not_end_before_it_begins",
                condition=Q(last_on__gte=F("first_on")),
            )
        ]
        indexes = [models.Index(fields=["school", "first_on"], name="period_by_school")]

    def __str__(self) -> str:
        return f"{self.kind} from {self.first_on} to {self.last_on}"
