"""Reading what is known of a company at which something happened, within one school."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from tocsin.core.actions import ActionState
from tocsin.core.clock import LONDON, say_length
from tocsin.core.processor_terms import Term, gaps
from tocsin.core.supplier_questions import QUESTIONS
from tocsin.incidents.models import (
    Action,
    Incident,
    ProcessorCase,
    Report,
    SharedCase,
    SupplierAnswer,
)
from tocsin.ledger.tenancy import reading
from tocsin.registers.models import Supplier

LATELY = timedelta(hours=20)  # since it was asked, or reminded
STATES = {
    ActionState.OPEN: ("Waiting for an answer", "blue"),
    ActionState.RETURNED: ("Asked again", "yellow"),
    ActionState.ANSWERED: ("Answered: look at it", "yellow"),
    ActionState.ACCEPTED: ("Answered", "green"),
    ActionState.WITHDRAWN: ("Not asked any more", "grey"),
}


@dataclass(frozen=True)
class Asked:
    """One request to the company, with every answer to it, the newest first."""

    action: Action
    answers: list[tuple[SupplierAnswer, list[tuple[str, str]]]] = field(default_factory=list)

    @property
    def status(self) -> tuple[str, str]:
        return STATES[ActionState(self.action.state)]


@dataclass(frozen=True)
class Company:
    """The company with its contract, as far as the register knows it."""

    row: ProcessorCase | None
    supplier: Supplier | None
    report: Report | None  # by which the company told the school itself, where it did
    event: UUID | None = None  # over several schools, of which this is a part

    @property
    def name(self) -> str:
        known = self.row.name if self.row else self.supplier.name if self.supplier else ""
        return known or (self.report.supplier_name if self.report else "") or ""

    @property
    def gaps(self) -> Sequence[Term]:
        return gaps(self.supplier.terms) if self.supplier else ()

    @property
    def took(self) -> timedelta | None:
        """How long the company took to tell the school; None while that is not known."""
        row = self.row
        if row is None or row.told_school_at is None or row.aware_at is None:
            return None
        return row.told_school_at - row.aware_at

    @property
    def took_words(self) -> str:
        return say_length(self.took) if self.took is not None else ""

    @property
    def is_late(self) -> bool:
        """Whether that was longer than the contract allows."""
        hours = self.supplier.tells_within_hours if self.supplier else None
        return self.took is not None and hours is not None and self.took > timedelta(hours=hours)


def company_of(incident: Incident) -> Company:
    """What is known of the company."""
    of = {"school_id": incident.school_id, "incident": incident}
    with reading(incident.school_id):
        row = ProcessorCase.objects.filter(**of).first()
        supplier = None
        if incident.supplier_id is not None:
            supplier = Supplier.objects.get(school_id=incident.school_id, pk=incident.supplier_id)
        report = Report.objects.filter(**of, supplier_name__isnull=False).order_by("at").first()
        shared = SharedCase.objects.filter(**of).first()
    return Company(row, supplier, report, shared.event if shared else None)


def asked_of_company(incident: Incident) -> list[Asked]:
    """Every request to the company, the newest first."""
    of = {"school_id": incident.school_id, "incident": incident}
    with reading(incident.school_id):
        actions = Action.objects.filter(**of, questions__isnull=False).order_by("-at")
        found = {each.pk: Asked(each) for each in actions}
        for row in SupplierAnswer.objects.filter(**of).order_by("-at"):
            found[row.action_id].answers.append((row, in_lines(row)))
    return list(found.values())


def in_lines(row: SupplierAnswer) -> list[tuple[str, str]]:
    """Each question with the answer to it."""
    return [
        (label, row.answers[key] or "Not known yet")
        for key, label in QUESTIONS.items()
        if key in row.answers
    ]


def to_remind(school_id: UUID, at: datetime) -> list[Action]:
    """The requests that are due within a day or late, each once a day: the 72 hours are running."""
    today = at.astimezone(LONDON).date()
    waiting = [ActionState.OPEN.value, ActionState.RETURNED.value]
    rows = Action.objects.filter(
        school_id=school_id, questions__isnull=False, state__in=waiting, link_expires_at__gt=at,
        due_on__lte=today + timedelta(days=1), incident__closed_at=None,
    )  # fmt: skip
    return [each for each in rows if (each.reminded_at or each.at) < at - LATELY]
