"""Another body of whom the school thought: told, asked for help, or left out for a reason."""

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.incident import IncidentRecord
from tocsin.registers.models import Contact
from tocsin.schools.models import Person


class Answered(models.TextChoices):
    """What came of it."""

    TOLD = "told", "We told them"
    ASKED = "asked", "We asked them to help"
    DECLINED = "declined", "We do not tell them, and say why"


class How(models.TextChoices):
    PHONE = "phone", "By phone"
    EMAIL = "email", "By email"
    ONLINE = "online", "With their online form"
    IN_PERSON = "in_person", "In person"
    LETTER = "letter", "By letter"


class ThirdParty(IncidentRecord):
    """The latest answer about one body; earlier ones are in the ledger. Source: BR-5.10."""

    party = models.CharField(max_length=60)  # key of core.third_parties, or of the pack
    answer = models.CharField(max_length=10, choices=Answered.choices)
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices, blank=True)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    spoke_to = models.CharField(max_length=150, blank=True)
    reference = models.CharField(max_length=60, blank=True)  # theirs, such as a crime reference
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "party"], name="party_has_one_answer_in_an_incident"
            ),
            models.CheckConstraint(
                name="party_that_was_told_or_asked_has_a_time_and_a_teller",
                condition=Q(answer=Answered.DECLINED)
                | Q(told_at__isnull=False, told_by__isnull=False),
            ),
            models.CheckConstraint(
                name="party_that_is_not_told_has_a_reason",
                condition=~Q(answer=Answered.DECLINED) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"third party {self.pk}"
