"""A company at which it happened: what it told the school, and what it answers when asked."""

from django.db import models
from django.db.models import F, Q

from tocsin.incidents.models.action import Action
from tocsin.incidents.models.incident import IncidentRecord
from tocsin.registers.models import Supplier


class ProcessorCase(IncidentRecord):
    """What is known of the company, in its latest form; earlier ones are in the ledger. BR-5.11."""

    supplier = models.ForeignKey(
        Supplier, null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    name = models.CharField(max_length=200)  # as the register had it, or as it was typed
    told_school_at = models.DateTimeField(null=True)  # the school's own clock runs from here
    aware_at = models.DateTimeField(null=True)  # when the company itself knew
    under_them = models.CharField(max_length=200, blank=True)  # a company that works for it
    words = models.TextField(blank=True)  # how it told the school, and what it said

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], name="incident_happened_at_one_company_at_most"
            ),
            models.CheckConstraint(name="company_it_happened_at_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="company_does_not_tell_before_it_knows",
                condition=Q(aware_at__isnull=True)
                | Q(told_school_at__isnull=True)
                | Q(told_school_at__gte=F("aware_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"processor case {self.pk}"


class SupplierAnswer(IncidentRecord):
    """One answer by the link: in whose name, and what to each question. Never altered. BR-5.11."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="supplier_answers")
    number = models.PositiveIntegerField()  # 1, 2, 3… of what was asked
    answers = models.JSONField(default=dict)  # key of core.supplier_questions → their words
    said_by = models.CharField(max_length=150)
    said_as = models.CharField(max_length=150, blank=True)  # their place in the company

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "number"], name="supplier_answer_number_is_used_once"
            ),
            models.CheckConstraint(
                name="supplier_answer_says_whose_it_is", condition=~Q(said_by="")
            ),
        ]

    def __str__(self) -> str:
        return f"supplier answer {self.pk}"
