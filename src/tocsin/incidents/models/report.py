"""A report: the reporter's own words, never altered."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.incident import IncidentRecord
from tocsin.schools.models import Person, School

if TYPE_CHECKING:
    from tocsin.incidents.models.received import ReceivedMail


class Channel(models.TextChoices):
    """By which way a report came in. Empty on reports older than the other ways: the page."""

    PAGE = "page", "Tocsin, signed in"
    PUBLIC = "public", "The school's reporting link"
    OUTSIDE = "outside", "The reporting link for parents, suppliers and others"
    PHONE = "phone", "By phone"
    PAPER = "paper", "On paper"
    IN_PERSON = "in_person", "In person"
    EMAIL = "email", "An email read by the office"
    MAILBOX = "mailbox", "The school's data protection mailbox"
    SYSTEM = "system", "Another system"
    IMPORT = "import", "An earlier log"


class Protection(models.TextChoices):
    """What the reporter asked for. Source: SI-ANON."""

    NAMED = "named", "Gave their name"
    CONFIDENTIAL = "confidential", "Name kept sealed"
    ANONYMOUS = "anonymous", "Gave no name"


class Report(IncidentRecord):
    """What one person told the school. `by` is the reporter, `at` when it was received.

    `by` is empty when nobody was signed in; a reporter without an account who gave a name has it
    in `reporter_name`; a sealed name is elsewhere; an anonymous report has a day and no hour. After
    a merge the report stays with its own incident, which then says which one it repeats.
    """

    mail: "ReceivedMail | None" = None  # the mail that it came by, where somebody asked for it

    what = models.CharField(max_length=30)  # one of the nine plain choices
    story = models.TextField()
    is_continuing = models.CharField(max_length=6)
    discovered_at = models.DateTimeField(null=True)
    discovered_words = models.CharField(max_length=20, blank=True)
    whose = models.JSONField(default=list)
    how_many = models.CharField(max_length=10, blank=True)
    already_done = models.TextField(blank=True)

    channel = models.CharField(max_length=10, null=True)
    protection = models.CharField(max_length=12, null=True)
    relation = models.CharField(max_length=20, null=True)  # to the school: staff, pupil, parent
    reporter_name = models.CharField(max_length=150, null=True)
    reporter_contact = models.CharField(max_length=254, null=True)  # email address or phone number
    supplier_name = models.CharField(max_length=200, null=True)  # the company, and its product
    supplier_aware_at = models.DateTimeField(null=True)  # when the supplier itself became aware
    sheet = models.CharField(max_length=12, null=True)  # code of the paper it was written on
    keyed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "sheet"],
                condition=Q(sheet__isnull=False),
                name="sheet_of_paper_is_keyed_once",
            ),
            models.CheckConstraint(
                name="protected_report_names_nobody",
                condition=Q(protection__isnull=True)
                | Q(protection=Protection.NAMED.value)
                | Q(by__isnull=True, reporter_name__isnull=True, reporter_contact__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"

    @property
    def came_by(self) -> str:
        """By which way it came, and whether its reporter asked to be protected."""
        way = Channel(self.channel or Channel.PAGE).label
        if self.protection in {None, Protection.NAMED.value}:
            return str(way)
        asked = Protection(self.protection).label
        return f"{way} ({asked[:1].lower()}{asked[1:]})"

    @property
    def told_by(self) -> str:
        """Who told it, as far as whoever reads it may know."""
        if self.protection == Protection.CONFIDENTIAL:
            return "somebody whose name is sealed"
        if self.protection == Protection.ANONYMOUS:
            return "somebody who gave no name"
        return (self.by.name if self.by else self.reporter_name) or "the reporter"


class Addition(IncidentRecord):
    """Something the reporter added after sending. Source: SI-M2."""

    words = models.TextField()

    def __str__(self) -> str:
        return f"addition {self.pk}"


class Draft(models.Model):
    """A report being written: kept at every step, so that no typed word is lost.

    Its id becomes the id of the incident, so that sending it twice makes one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    answers = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["school", "person"], name="draft_by_person")]

    def __str__(self) -> str:
        return f"draft {self.pk}"
