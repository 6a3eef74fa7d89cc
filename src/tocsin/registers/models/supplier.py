"""A company that handles the school's data, and what shows that it does so safely."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from tocsin.schools.models import Person, SchoolRecord


class About(models.TextChoices):
    """What a file of evidence is about. Source: BR-8.1."""

    BACKUP = "backup", "Backups"
    SECURITY = "security", "Security measures"
    CERTIFICATE = "certificate", "Certificate or test report"
    CONTRACT = "contract", "Contract"
    IMPACT = "impact", "Data protection impact assessment"
    OTHER = "other", "Something else"


class Supplier(SchoolRecord):
    """A processor: what it handles, under which contract, and who to reach. Source: BR-8.1."""

    name = models.CharField(max_length=200)
    service = models.CharField(max_length=200)  # what it does for the school
    information = models.TextField(blank=True)
    whose = models.JSONField(default=list)
    systems = models.TextField(blank=True)
    contract_from = models.DateField(null=True)
    contract_until = models.DateField(null=True)
    terms = models.JSONField(default=dict)  # key of core.processor_terms → Found
    breach_contact = models.CharField(max_length=150, blank=True)
    breach_phone = models.CharField(max_length=40, blank=True)
    breach_email = models.EmailField(max_length=254, blank=True)
    tells_within_hours = models.PositiveIntegerField(null=True)  # as the contract has it
    impact_note = models.TextField(blank=True)
    transfer_note = models.TextField(blank=True)
    review_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)  # no longer used

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contract_does_not_end_before_it_begins",
                condition=Q(contract_from__isnull=True)
                | Q(contract_until__isnull=True)
                | Q(contract_until__gte=F("contract_from")),
            )
        ]
        indexes = [models.Index(fields=["school", "name"], name="supplier_by_name")]

    def __str__(self) -> str:
        return f"supplier {self.pk}"

    @property
    def has_breach_contact(self) -> bool:
        return bool(self.breach_phone or self.breach_email)

    def is_due(self, today: date) -> bool:
        """Whether it is time to look at it again."""
        return self.review_on is None or self.review_on <= today

    def has_run_out(self, today: date) -> bool:
        return self.contract_until is not None and self.contract_until < today

    def revise(self) -> None:
        """Count up the revision, so that a form opened before this change is known to be stale."""
        self.revision += 1


class Evidence(SchoolRecord):
    """One version of one piece of evidence. What is in it is in the store, sealed. BR-8.1."""

    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="evidence")
    about = models.CharField(max_length=12, choices=About.choices)
    number = models.PositiveIntegerField()  # 1, 2, 3… of what it is about
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()  # bytes
    digest = models.CharField(max_length=64)  # SHA-256 of the file as it came
    sealed_digest = models.CharField(max_length=64)  # SHA-256 of what is kept, and its place
    review_on = models.DateField(null=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "about", "number"], name="evidence_version_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["supplier", "about", "digest"], name="evidence_is_kept_once"
            ),
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk}"

    @property
    def bound_to(self) -> str:
        """What the sealed file is tied to, so that it opens as nothing else."""
        return f"{self.school_id}:{self.ledger_name}"
