"""What is written to and fro about an incident: with the reporter, the team, and others."""

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.incident import IncidentRecord


class Thread(IncidentRecord):
    """One line of correspondence with one party. `by` opened it. Source: BR-5.6; BR-5.8."""

    class Party(models.TextChoices):
        REPORTER = "reporter", "Whoever reported it"
        HEAD = "head", "The Headteacher"
        TEAM = "team", "The response team"
        OTHER = "other", "Somebody else"

    party = models.CharField(max_length=10, choices=Party.choices)
    report = models.ForeignKey(
        "incidents.Report", null=True, on_delete=models.PROTECT, related_name="threads"
    )
    address = models.CharField(max_length=254, null=True)  # where mail of this thread goes
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="thread_with_a_reporter_names_the_report",
                condition=~Q(party="reporter") | Q(report__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(report__isnull=False),
                name="report_has_one_thread",
            ),
        ]

    def __str__(self) -> str:
        return f"thread {self.pk}"


class Message(IncidentRecord):
    """One message of a thread, never altered.

    `by` is the member who wrote it, empty when it came from outside; `at` is when it was written,
    for an anonymous reporter only the day.
    """

    class Direction(models.TextChoices):
        IN = "in", "To the school"
        OUT = "out", "From the school"

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    by_mail = models.BooleanField(default=False)
    words = models.TextField()
    is_instruction = models.BooleanField(default=False)  # what to do to contain it. BR-5.0
    seen_at = models.DateTimeField(null=True)  # when the other side first opened it
    number = models.PositiveIntegerField(null=True)  # 1, 2, 3… within the thread

    class Meta:
        indexes = [models.Index(fields=["thread", "at"], name="message_by_thread")]

    def __str__(self) -> str:
        return f"message {self.pk}"
