"""The review after an incident, and what should change because of it. Source: BR-5.23; BR-5.24."""

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.incident import IncidentRecord
from tocsin.schools.models import Person


class Review(IncidentRecord):
    """One version of the review. `by` began it; a finished one is never altered."""

    number = models.PositiveIntegerField()  # 1, 2, 3… within the incident
    answers = models.JSONField(default=list)  # of {"key", "verdict", "words"}, in order
    timescales = models.JSONField(default=list)  # how each was kept, as it stood when finished
    finished_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "number"], name="review_has_its_own_number"
            ),
            models.CheckConstraint(
                name="review_that_is_finished_says_when_and_by_whom",
                condition=Q(finished_at__isnull=True, finished_by__isnull=True)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"

    def revise(self) -> None:
        """Count up the revision."""
        self.revision += 1


class Improvement(IncidentRecord):
    """What an answer of the review leads to, other than an action. Source: BR-5.24; BR-5.25."""

    class Kind(models.TextChoices):
        POLICY = "policy", "A policy should change"
        TRAINING = "training", "Somebody needs training"
        RISK = "risk", "A risk to watch"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    question = models.CharField(max_length=12)  # key of core.review_rules.QUESTIONS
    words = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(name="improvement_says_what", condition=~Q(words=""))]

    def __str__(self) -> str:
        return f"improvement {self.pk}"
