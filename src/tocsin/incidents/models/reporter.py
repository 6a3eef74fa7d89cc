"""How a reporter is protected: a sealed name, who opened it, and the code to come back with."""

from django.db import models
from django.db.models import F, Q

from tocsin.incidents.models.incident import IncidentRecord
from tocsin.incidents.models.report import Report
from tocsin.schools.models import Person


class Receipt(IncidentRecord):
    """What is kept of the code by which a reporter without an account comes back.

    `lookup` is a few bits of a keyed digest: it says which slow hashes are worth trying, and tells
    nothing to anybody without the school's key. `at` is a day. Source: SI-ANON.
    """

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="receipt")
    lookup = models.PositiveSmallIntegerField()
    code_hash = models.CharField(max_length=200)  # argon2id

    class Meta:
        indexes = [models.Index(fields=["school", "lookup"], name="receipt_by_lookup")]

    def __str__(self) -> str:
        return f"receipt {self.pk}"


class SealedName(IncidentRecord):
    """Who reported in confidence: name and contact, encrypted under the incident's own key."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="sealed_name")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"sealed name {self.pk}"


class NameOpening(IncidentRecord):
    """Somebody (`by`) asked to open a sealed name, and why; it is shown once. Source: SI-ANON."""

    sealed_name = models.ForeignKey(SealedName, on_delete=models.PROTECT, related_name="openings")
    reason = models.TextField()
    takes_two = models.BooleanField(default=False)
    agreed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="name_opening_is_agreed_to_by_somebody_else",
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("by")),
            ),
            models.CheckConstraint(
                name="name_that_takes_two_is_opened_once_agreed",
                condition=Q(takes_two=False) | Q(opened_at=None) | Q(agreed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"name opening {self.pk}"
