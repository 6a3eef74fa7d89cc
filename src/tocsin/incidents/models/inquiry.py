"""What an investigation writes down beside its steps: its records, and what people said."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.incident import IncidentRecord


class InquiryRecord(IncidentRecord):
    """A stakeholder, a risk, a control… A correction is a new row beside it. Source: SI-M3-STEPS.

    What was struck out stays, with the reason; so does what was corrected.
    """

    kind = models.CharField(max_length=15)  # a key of core.inquiry.KINDS
    name = models.CharField(max_length=200)
    words = models.TextField()
    state = models.CharField(max_length=15)
    owner = models.CharField(max_length=150, blank=True)
    due_on = models.DateField(null=True)
    replaces = models.UUIDField(null=True)  # the row in whose place it stands
    struck_because = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="record_of_an_inquiry_says_what", condition=~Q(name="") & ~Q(words="")
            ),
            models.UniqueConstraint(
                fields=["replaces"], name="record_of_an_inquiry_is_replaced_once",
                condition=Q(replaces__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"inquiry record {self.pk}"

    def revise(self) -> None:
        """Count up the revision."""
        self.revision += 1


class Interview(IncidentRecord):
    """What somebody said, and whether they agree with how it was put. Source: SI-M3-STEPS.

    A correction is a new row beside it, with which they have to agree anew.
    """

    class Agreement(models.TextChoices):
        NOT_ASKED = "", "Not asked whether they agree"
        ASKED = "asked", "Asked whether they agree"
        AGREED = "agreed", "They agree"
        DISPUTED = "disputed", "They say that something is wrong"

    name = models.CharField(max_length=150)  # who was spoken to
    email = models.EmailField(max_length=254, blank=True)  # where the link goes
    held_on = models.DateField()
    present = models.CharField(max_length=300)  # everybody else who was there
    words = models.TextField()  # a fair summary of what they said
    replaces = models.UUIDField(null=True)
    struck_because = models.TextField(blank=True)
    agreement = models.CharField(max_length=10, choices=Agreement.choices, blank=True)
    link_expires_at = models.DateTimeField(null=True)
    reply = models.TextField(blank=True)  # what is wrong, in their words
    replied_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="interview_says_with_whom_and_what", condition=~Q(name="") & ~Q(words="")
            ),
            models.UniqueConstraint(
                fields=["replaces"], name="interview_is_replaced_once",
                condition=Q(replaces__isnull=False),
            ),
            models.CheckConstraint(
                name="interview_is_agreed_or_disputed_exactly_when_they_replied",
                condition=Q(agreement__in=["agreed", "disputed"], replied_at__isnull=False)
                | (~Q(agreement__in=["agreed", "disputed"]) & Q(replied_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="interview_that_is_disputed_says_what_is_wrong",
                condition=~Q(agreement="disputed") | ~Q(reply=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"interview {self.pk}"

    def revise(self) -> None:
        """Count up the revision."""
        self.revision += 1

    def is_reachable(self, at: datetime) -> bool:
        """Whether the link to its summary still works at `at`."""
        return self.link_expires_at is not None and at < self.link_expires_at
