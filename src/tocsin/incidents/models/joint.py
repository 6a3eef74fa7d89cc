"""What was agreed with another organisation that is responsible with the school."""

from django.db import models
from django.db.models import Q

from tocsin.core.joint import TELLERS
from tocsin.incidents.models.incident import IncidentRecord

WHO = [(teller.value, label) for teller, label in TELLERS.items()]


class JointArrangement(IncidentRecord):
    """The latest state of it; earlier ones are in the ledger. Source: BR-5.12; UK GDPR Art 26."""

    controller = models.CharField(max_length=200)
    contact = models.CharField(max_length=254, blank=True)
    is_agreed = models.BooleanField()
    tells_regulator = models.CharField(max_length=4, choices=WHO, blank=True)
    tells_people = models.CharField(max_length=4, choices=WHO, blank=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_with = models.CharField(max_length=150, blank=True)
    words = models.TextField(blank=True)  # what was agreed
    reason = models.TextField(blank=True)  # why it could not wait for an agreement

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], name="incident_has_one_arrangement_at_most"
            ),
            models.CheckConstraint(
                name="agreement_says_who_tells_whom_and_when_and_with_whom_it_was_made",
                condition=Q(is_agreed=False)
                | (~Q(tells_regulator="") & ~Q(tells_people="") & ~Q(agreed_with="")
                   & Q(agreed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="arrangement_without_agreement_has_a_reason",
                condition=Q(is_agreed=True) | ~Q(reason=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"joint arrangement {self.pk}"
