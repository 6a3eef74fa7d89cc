"""What one person, in the school or outside, was asked to do or to say."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.incident import IncidentRecord
from tocsin.schools.models import Person


class Action(IncidentRecord):
    """An action or a request. `by` asked, at `at`. Source: SI-M4; BR-5.23."""

    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    words = models.TextField()  # all that whoever is asked gets to know
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    outsider_name = models.CharField(max_length=150, blank=True)
    outsider_email = models.EmailField(max_length=254, blank=True)
    due_on = models.DateField()
    link_expires_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    said_back = models.TextField(blank=True)  # why it was given back, or how it was found to work
    question = models.CharField(max_length=12, null=True)  # of the review that it follows from
    # Of a company asked by a link only: which questions, and when it was last reminded. BR-5.11.
    questions = models.JSONField(null=True)  # keys of core.supplier_questions
    reminded_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="action_is_asked_of_one_person",
                condition=Q(person__isnull=False, outsider_email="")
                | (Q(person__isnull=True) & ~Q(outsider_email="")),
            ),
            models.CheckConstraint(
                name="action_of_an_outsider_has_a_link_that_expires",
                condition=Q(person__isnull=False) | Q(link_expires_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "person"], name="action_by_person"),
            models.Index(fields=["school", "kind", "due_on"], name="action_by_day"),
        ]

    def __str__(self) -> str:
        return f"action {self.pk}"

    def revise(self) -> None:
        """Count up the revision."""
        self.revision += 1

    def is_reachable(self, at: datetime) -> bool:
        """Whether the outsider's link still works at `at`."""
        return self.link_expires_at is not None and at < self.link_expires_at
