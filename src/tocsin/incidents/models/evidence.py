"""Evidence other than files, who had which evidence when, and what a check of the files found."""

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.attachment import Attachment
from tocsin.incidents.models.incident import IncidentRecord


class EvidenceItem(IncidentRecord):
    """A thing that is kept somewhere, or what somebody saw. Never altered. Source: SI-M3-STEPS."""

    class Kind(models.TextChoices):
        THING = "thing", "A thing"
        NOTE = "note", "A note of what somebody saw"

    kind = models.CharField(max_length=5, choices=Kind.choices)
    name = models.CharField(max_length=200)
    words = models.TextField()
    came_from = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)  # where it was first kept

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_says_what_it_is", condition=~Q(name="") & ~Q(words="")
            ),
            models.CheckConstraint(
                name="evidence_that_is_a_thing_says_where_it_is",
                condition=~Q(kind="thing") | ~Q(place=""),
            ),
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk}"


class Handling(IncidentRecord):
    """One change of hands of a file or a thing. Rows are added, never altered. Source: SI-M3-STEPS.

    `by` wrote it down, at `at`; `who` had it, from `done_at` on.
    """

    class Deed(models.TextChoices):
        RECEIVED = "received", "Received"
        VIEWED = "viewed", "Looked at"
        COPIED = "copied", "Copied"
        HANDED_OVER = "handed_over", "Handed over"
        RETURNED = "returned", "Given back"

    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    item = models.ForeignKey(EvidenceItem, null=True, on_delete=models.PROTECT)
    deed = models.CharField(max_length=12, choices=Deed.choices)
    who = models.CharField(max_length=150)
    done_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)  # where it is from then on
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="handling_is_of_one_file_or_one_thing",
                condition=Q(attachment__isnull=False, item__isnull=True)
                | Q(attachment__isnull=True, item__isnull=False),
            ),
            models.CheckConstraint(name="handling_says_who", condition=~Q(who="")),
        ]

    def __str__(self) -> str:
        return f"handling {self.pk}"


class FileCheck(IncidentRecord):
    """Whether each file was still what was added, when somebody asked. Source: SI-M3-STEPS."""

    # Of {"file": its id, "fault": "", "changed" or "missing"}, for each file there was.
    found = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"file check {self.pk}"
