"""A mail that came to the school's data protection mailbox, or that the office put in by hand."""

from django.db import models
from django.db.models import Q

from tocsin.incidents.mail_warnings import left_inside, said
from tocsin.incidents.models.incident import Incident
from tocsin.schools.models import Person, SchoolRecord


class ReceivedMail(SchoolRecord):
    """One mail, from the moment its bytes are safe. Source: BR-5.1.

    The bytes are sealed under the school's key until an incident has them as a file of its own;
    from then on they live and die with that incident. Its id is that of the incident it opened, or
    of the message that it became in a thread, so that neither can be made twice.
    """

    class State(models.TextChoices):
        KEPT = "kept", "Being read"
        REPORT = "report", "Became a report"
        JOINED = "joined", "Joined an incident"
        ASIDE = "aside", "Kept aside"
        REPEAT = "repeat", "Came twice"

    place = models.CharField(max_length=64, blank=True)  # digest: which folder of which mailbox
    uid = models.BigIntegerField(null=True)  # its number there; none for a mail put in by hand
    digest = models.CharField(max_length=64)  # SHA-256 of the bytes as they came
    likeness = models.CharField(max_length=64)  # the same for the same mail by another way
    number = models.CharField(max_length=64, blank=True)  # digest of its Message-ID
    size = models.PositiveBigIntegerField()  # bytes, on the mail server
    kind = models.CharField(max_length=4, default="eml")  # "eml" or "msg"
    sealed_digest = models.CharField(max_length=64, blank=True)  # its place in the store, once
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField()  # when the school received it
    at = models.DateTimeField()  # when Tocsin did

    state = models.CharField(max_length=6, choices=State.choices, default=State.KEPT)
    reason = models.CharField(max_length=20, blank=True)  # a code of mailbox.reasons
    warnings = models.JSONField(default=list)  # codes of mail_warnings
    sender_name = models.CharField(max_length=150, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    incident = models.ForeignKey(
        Incident, null=True, on_delete=models.PROTECT, related_name="received_mail"
    )
    may_belong_to = models.ForeignKey(
        Incident, null=True, on_delete=models.PROTECT, related_name="+"
    )
    files_at = models.DateTimeField(null=True)  # when its files became the incident's
    not_kept = models.JSONField(default=list)  # [name, code] of what only the mail itself has
    answered_at = models.DateTimeField(null=True)  # when an acknowledgement was queued
    seen_at = models.DateTimeField(null=True)  # when somebody looked at it, if it is kept aside
    seen_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "place", "uid"],
                condition=Q(uid__isnull=False),
                name="mail_of_a_folder_is_taken_in_once",
            ),
            models.UniqueConstraint(
                fields=["school", "likeness"],
                condition=~Q(state="repeat"),
                name="same_mail_counts_once",
            ),
            models.CheckConstraint(
                name="mail_that_became_something_says_of_which_incident",
                condition=~Q(state__in=["report", "joined"]) | Q(incident__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "state", "-at"], name="mail_by_state"),
            models.Index(fields=["school", "sender", "answered_at"], name="mail_by_sender"),
            models.Index(fields=["school", "number"], name="mail_by_number"),
            models.Index(fields=["school", "sealed_digest"], name="mail_by_place"),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"

    @property
    def said_warnings(self) -> list[str]:
        """What to mind about it, in words."""
        return said(self.warnings)

    @property
    def left_inside(self) -> list[tuple[str, str]]:
        """The attachments that only the mail itself has: the name of each, and why."""
        return left_inside(self.not_kept)

    @property
    def bound_to(self) -> str:
        """What the sealed bytes are tied to, so that they open as nothing else."""
        return f"{self.school_id}:{self.ledger_name}"
