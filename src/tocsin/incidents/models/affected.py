"""The people affected, their letters, and what they answered: names only ever sealed."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.incident import IncidentRecord

GONE_OUT = ("sent", "bounced", "returned", "spoken")


class AffectedPerson(IncidentRecord):
    """One person whose information it is, with one contact. Source: BR-5.17.

    `sealed` holds name, date of birth, addressee, addresses and what was said, encrypted under the
    incident's own key; `likeness` is a keyed digest by which the same person is known again.
    """

    class Kind(models.TextChoices):
        PUPIL = "pupil", "A pupil"
        ADULT = "adult", "An adult"

    class Word(models.TextChoices):
        WRITE = "write", "Write to them, as it stands here"
        SPARE = "spare", "Do not write to them"

    sealed = models.BinaryField()
    likeness = models.CharField(max_length=64)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    language = models.CharField(max_length=2, default="en")
    flags = models.JSONField(default=list)  # codes of core.addressees.FLAGS
    addressed_to = models.CharField(max_length=6, blank=True)  # "self" or "parent", against the age
    word = models.CharField(max_length=5, choices=Word.choices, blank=True)  # of the DSL
    word_of = models.CharField(max_length=10, blank=True)  # whose it is: "dsl" or "decider"
    word_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)  # a letter went out, or somebody spoke to them
    pupil = models.UUIDField(null=True)  # one for all rows of a pupil with several contacts
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "likeness"], name="person_is_on_the_list_once"
            ),
            models.CheckConstraint(
                name="person_has_a_word_exactly_when_it_was_given",
                condition=Q(word="", word_at__isnull=True)
                | (~Q(word="") & Q(word_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"affected person {self.pk}"

    def revise(self) -> None:
        """Count up the revision."""
        self.revision += 1


class Dispatch(IncidentRecord):
    """Letters that were made in one go, all by the same way. Source: BR-5.17."""

    class Way(models.TextChoices):
        EMAIL = "email", "Email"
        PAPER = "paper", "Printed letter"
        PHONE = "phone", "By phone"

    number = models.PositiveIntegerField()  # 1, 2, 3… within the incident
    way = models.CharField(max_length=5, choices=Way.choices)
    count = models.PositiveIntegerField()  # letters
    medium_reason = models.TextField(blank=True)  # why this way is safe enough

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "number"], name="dispatch_number_is_used_once_in_an_incident"
            )
        ]

    def __str__(self) -> str:
        return f"dispatch {self.pk}"


class Letter(IncidentRecord):
    """One letter to one addressee, about one person or several. Source: BR-5.17.

    `sealed` holds whom it goes to and every word of it, as they stood when it was made.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"
        BOUNCED = "bounced", "Came back by email"
        RETURNED = "returned", "Came back by post"
        SPOKEN = "spoken", "Spoken to instead"
        STOPPED = "stopped", "Stopped before it went out"

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="letters")
    dispatch_id: UUID
    number = models.PositiveIntegerField()  # within the incident; the file is named by it
    notice_id = models.UUIDField()  # the notice whose words it has
    people = models.JSONField(default=list)  # ids of those it is about
    sealed = models.BinaryField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    sent_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    fault = models.CharField(max_length=20, blank=True)  # a code of why it is where it is
    needs_another_way = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "number"], name="letter_number_is_used_once_in_an_incident"
            ),
            models.CheckConstraint(
                name="letter_that_went_out_says_when",
                condition=Q(state__in=GONE_OUT, sent_at__isnull=False)
                | (~Q(state__in=GONE_OUT) & Q(sent_at__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["incident", "state"], name="letter_by_state")]

    def __str__(self) -> str:
        return f"letter {self.pk}"

    def revise(self) -> None:
        """Count up the revision."""
        self.revision += 1


class Reply(IncidentRecord):
    """Somebody who was told answered, or complained; it is dealt with by a day. Source: BR-5.17."""

    class Kind(models.TextChoices):
        ANSWER = "answer", "A question or an answer"
        COMPLAINT = "complaint", "A complaint"

    person = models.ForeignKey(
        AffectedPerson, null=True, on_delete=models.PROTECT, related_name="replies"
    )
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    received_on = models.DateField()
    due_on = models.DateField()
    sealed = models.BinaryField()  # what they said, and what came of it
    done_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reply_is_of_a_person_or_to_a_letter",
                condition=Q(person__isnull=False) | Q(letter__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"reply {self.pk}"

    def revise(self) -> None:
        """Count up the revision."""
        self.revision += 1
