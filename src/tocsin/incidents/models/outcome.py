"""The outcome report of an incident. Source: SI-M3."""

from django.db import models
from django.db.models import F, Q

from tocsin.incidents.models.incident import IncidentRecord
from tocsin.schools.models import Person


class OutcomeReport(IncidentRecord):
    """One version of the report. `by` began it; an accepted one is never altered."""

    number = models.PositiveIntegerField()  # 1, 2, 3… within the incident
    state = models.CharField(max_length=10)  # core.outcome_rules.Outcome
    sections = models.JSONField(default=list)  # of {"title", "words", "is_needed"}, in order
    submitted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    comments = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "number"], name="outcome_report_has_its_own_number"
            ),
            models.CheckConstraint(
                name="outcome_report_is_not_accepted_by_its_author",
                condition=~Q(state="accepted")
                | (Q(reviewed_by__isnull=False) & ~Q(reviewed_by=F("submitted_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"outcome report {self.pk}"

    def revise(self) -> None:
        """Count up the revision."""
        self.revision += 1


class Recommendation(IncidentRecord):
    """What the DPO recommends. Each is kept. Source: SI-M6-DPO."""

    words = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="recommendation_says_something", condition=~Q(words=""))
        ]

    def __str__(self) -> str:
        return f"recommendation {self.pk}"
