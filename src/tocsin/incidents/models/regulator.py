"""What the school writes to the regulator, and what the regulator writes to it."""

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.attachment import Attachment
from tocsin.incidents.models.incident import IncidentRecord
from tocsin.schools.models import Person


class RegulatorReport(IncidentRecord):
    """One report to the regulator. `by` began it; once sent it is never altered.

    Source: BR-4.4; BR-5.13 to BR-5.15.
    """

    number = models.PositiveIntegerField()  # 1, 2, 3… within the incident
    form = models.CharField(max_length=30)  # which edition of core.regulator_form
    answers = models.JSONField(default=dict)  # of people, by question; the case gives the rest
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)
    # Once it was sent.
    phase = models.CharField(max_length=10, blank=True)  # core.regulator_form.Phase
    sent_at = models.DateTimeField(null=True)
    told = models.JSONField(null=True)  # every part with its questions, and the answers in words
    outstanding = models.JSONField(null=True)  # of {"question", "label", "due_on"}
    file = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "number"], name="regulator_report_has_its_own_number"
            ),
            models.CheckConstraint(
                name="regulator_report_that_was_sent_keeps_what_was_sent",
                condition=Q(sent_at__isnull=True)
                | (Q(file__isnull=False, told__isnull=False) & ~Q(phase="")),
            ),
        ]

    def __str__(self) -> str:
        return f"regulator report {self.pk}"

    def revise(self) -> None:
        """Count up the revision, so that a form opened before this change is known to be stale."""
        self.revision += 1


class RegulatorLetter(IncidentRecord):
    """One piece of correspondence with the regulator after the report."""

    class Direction(models.TextChoices):
        IN = "in", "From the regulator"
        OUT = "out", "To the regulator"

    direction = models.CharField(max_length=3, choices=Direction.choices)
    happened_at = models.DateTimeField()
    how = models.CharField(max_length=30)
    reference = models.CharField(max_length=60, blank=True)
    words = models.TextField()
    answer_by = models.DateField(null=True)  # when the regulator wants an answer
    answered_at = models.DateTimeField(null=True)
    answers = models.UUIDField(null=True)  # the letter that this one answers
    file = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="regulator_letter_says_something", condition=~Q(words="")
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"regulator letter {self.pk}"
