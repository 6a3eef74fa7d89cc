"""Who got information that was not for them, and whether it is gone again."""

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.incident import IncidentRecord


class Recipient(IncidentRecord):
    """One person or body that has, or had, the information. Source: BR-5.5; BR-5.6."""

    class State(models.TextChoices):
        NOT_ASKED = "not_asked", "Not asked yet"
        ASKED = "asked", "Asked to delete it"
        CONFIRMED = "confirmed", "Said that it is deleted or returned"
        GIVEN_UP = "given_up", "Not followed any more"

    name = models.CharField(max_length=150)  # as it is said of them: "the parent of another class"
    reached_by = models.CharField(max_length=150, blank=True)  # how to reach them
    state = models.CharField(max_length=10, choices=State.choices)
    asked_at = models.DateTimeField(null=True)  # the last time
    times_asked = models.PositiveIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    chase_on = models.DateField(null=True)  # when they are asked, or asked again
    words = models.TextField(blank=True)  # what they said, or why they are not followed any more
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recipient_is_chased_exactly_until_it_is_settled",
                condition=Q(state__in=["not_asked", "asked"], chase_on__isnull=False)
                | Q(state__in=["confirmed", "given_up"], chase_on__isnull=True),
            ),
            models.CheckConstraint(
                name="recipient_that_is_given_up_has_a_reason",
                condition=~Q(state="given_up") | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"recipient {self.pk}"

    def revise(self) -> None:
        """Count up the revision."""
        self.revision += 1
