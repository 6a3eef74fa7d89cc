"""What people, the public and the press are told, who cleared it, and on what paper."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from tocsin.incidents.models.attachment import Attachment
from tocsin.incidents.models.incident import IncidentRecord
from tocsin.schools.models import Person, SchoolRecord


class Notice(IncidentRecord):
    """One text for one audience in one language. `by` began it; once cleared it is never altered.

    A change of a cleared notice is a new one, with a number of its own. Source: BR-5.17; BR-5.18.
    """

    class Audience(models.TextChoices):
        PEOPLE = "people", "The people affected"
        CHILDREN = "children", "Children"
        PARENTS = "parents", "Parents and carers"
        PUBLIC = "public", "A public notice"
        PRESS = "press", "A statement to the press"
        LINES = "lines", "Lines to take"

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        WELSH = "cy", "Welsh"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        CLEARED = "cleared", "Cleared"
        WITHDRAWN = "withdrawn", "Withdrawn"

    number = models.PositiveIntegerField()  # 1, 2, 3… within the incident
    audience = models.CharField(max_length=10, choices=Audience.choices)
    language = models.CharField(
        max_length=2, choices=Language.choices, default=Language.ENGLISH.value
    )
    subject = models.CharField(max_length=200, blank=True)
    parts = models.JSONField(default=dict)  # words by key of core.notice_parts
    words = models.TextField(blank=True)  # all parts in order, with {name}, {child}, {school}
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT.value)
    revision = models.PositiveIntegerField(default=0)
    ground = models.CharField(max_length=20, null=True)  # of a public notice: why this way
    reason = models.TextField(null=True)
    put_up_at = models.DateTimeField(null=True)  # since when it waits to be cleared
    cleared_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, null=True)  # SHA-256 of the text that was cleared
    file = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)  # of what goes to no single person: when, and where
    issued_where = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "number"], name="notice_has_its_own_number"
            ),
            models.UniqueConstraint(
                fields=["incident", "audience", "language"],
                condition=~Q(state="withdrawn"),
                name="audience_has_one_notice_in_a_language",
            ),
            models.CheckConstraint(
                name="notice_that_is_cleared_says_when_and_what",
                condition=~Q(state="cleared")
                | (Q(cleared_at__isnull=False, digest__isnull=False) & ~Q(words="")),
            ),
            models.CheckConstraint(
                name="draft_of_a_notice_is_not_cleared",
                condition=~Q(state="draft") | Q(cleared_at__isnull=True, digest__isnull=True),
            ),
            models.CheckConstraint(
                name="notice_is_issued_only_when_it_was_cleared",
                condition=Q(issued_at__isnull=True) | Q(cleared_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"notice {self.pk}"

    def get_absolute_url(self) -> str:
        where = [self.incident.school.slug, self.incident_id, self.pk]
        return reverse("incidents:notices:notice", args=where)

    def revise(self) -> None:
        """Count up the revision, so that what was said of the words before no longer counts."""
        self.revision += 1


class NoticeClearance(IncidentRecord):
    """What one person said of a notice as it then stood. `by` said it. Source: BR-5.17."""

    class Verdict(models.TextChoices):
        CLEARED = "cleared", "Cleared"
        RETURNED = "returned", "Returned"
        ADVISED = "advised", "Advised"  # words of the DPO, which clear nothing

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="clearances")
    text = models.CharField(max_length=64)  # SHA-256 of the text it is about
    revision = models.PositiveIntegerField()  # of the notice, when it was said
    role = models.CharField(max_length=30)  # core.roles.Role, held or stood in for
    stands_in = models.BooleanField(default=False)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "revision", "by"],
                condition=Q(verdict="cleared"),
                name="nobody_clears_a_notice_twice",
            ),
            models.UniqueConstraint(
                fields=["notice", "revision", "role"],
                condition=Q(verdict="cleared"),
                name="role_clears_a_notice_once",
            ),
            models.CheckConstraint(
                name="notice_returned_or_advised_on_says_why",
                condition=Q(verdict="cleared") | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"clearance {self.pk}"


class LetterPaper(SchoolRecord):
    """The school's own Word file that letters are filled into. What is in it is in the store."""

    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()  # bytes
    digest = models.CharField(max_length=64)  # SHA-256 of the file as it came
    sealed_digest = models.CharField(max_length=64)  # SHA-256 of what is kept, and its place
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(replaced_at__isnull=True),
                name="school_has_one_paper_for_letters",
            )
        ]

    def __str__(self) -> str:
        return f"paper {self.pk}"

    @property
    def bound_to(self) -> str:
        """What the sealed file is tied to, so that it opens as nothing else."""
        return f"{self.school_id}:{self.ledger_name}"
