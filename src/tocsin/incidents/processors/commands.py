"""A company it happened at: what is known of it, and asking it what it knows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from tocsin.core.actions import ActionKind, ActionState
from tocsin.core.errors import NotYet, Reason
from tocsin.core.roles import Permission
from tocsin.core.supplier_questions import in_words
from tocsin.incidents.asking import asked_now, new_action, queue_link, with_incident
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Action, Incident, Note, ProcessorCase, SupplierAnswer
from tocsin.incidents.refusals import refuse_closed
from tocsin.ledger.writing import writing
from tocsin.registers.models import Supplier
from tocsin.schools.models import Door, Membership, System

ENDED = Reason(
    "ended", "This link does not work any more. Phone the school: your answer still matters.",
    "BR-5.11",
)  # fmt: skip
TOLD_THEN = "The company told the school at that time."


def record_company(
    incident: Incident, *, supplier: Supplier | None, name: str, told_school_at: datetime | None,
    aware_at: datetime | None, under_them: str, words: str, seen: int, by: Membership,
    at: datetime,
) -> None:  # fmt: skip
    """Record at which company it happened, when that knew, and when it told the school.

    name: as typed, of a company that is not in the register. Being told starts the school's clock,
    if nobody at the school knew before; what the company knew does not. Source: BR-5.11.
    """
    with writing(incident, by=by, may=Permission.TRIAGE, at=at, seen=seen) as record:
        refuse_closed(incident)
        row = _company(incident)
        row.supplier, row.name = supplier, supplier.name if supplier else name
        row.told_school_at, row.aware_at = told_school_at, aware_at
        row.under_them, row.words, row.by_id, row.at = under_them, words, by.person_id, at
        incident.supplier, incident.at_processor = supplier, True
        moved = _clock_follows(incident, told_school_at, by=by, at=at)
        record(
            "company.recorded", saved=[incident, row, *moved], clock_moved=bool(moved),
            supplier=str(supplier.pk) if supplier else None,
        )  # fmt: skip


def rule_out_company(incident: Incident, *, seen: int, by: Membership, at: datetime) -> None:
    """Record that it did not happen at a company the school uses. Source: BR-5.11."""
    with writing(incident, by=by, may=Permission.TRIAGE, at=at, seen=seen) as record:
        refuse_closed(incident)
        gone = list(ProcessorCase.objects.filter(incident=incident))
        incident.supplier, incident.at_processor = None, False
        record("company.ruled-out", saved=incident, removed=gone)


def ask_company(
    incident: Incident, *, questions: Sequence[str], words: str, outsider_name: str,
    outsider_email: str, due_on: date, by: Membership, at: datetime,
) -> Action:  # fmt: skip
    """Ask the company what it knows, by a link that works until two weeks after the day.

    It gets to know `words` and the questions, and nothing else of the incident. Source: BR-5.11.
    """
    action = new_action(
        incident, kind=ActionKind.REQUEST.value, words=words, person=None, due_on=due_on, by=by,
        at=at, outsider_name=outsider_name, outsider_email=outsider_email,
        questions=list(questions),
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        refuse_closed(incident)
        rows = with_incident(action, incident)
        record("company.asked", saved=rows, questions=len(questions))
        queue_link(action, at)
    return action


def answer_for_company(
    action: Action, *, answers: Mapping[str, str], said_by: str, said_as: str, at: datetime
) -> None:
    """Keep what somebody at the company answers by the link, beside what it answered before.

    Raises NotYet when it is not asked any more, or the link has ended. Source: BR-5.11.
    """
    door = Door(action.school_id)
    with writing(action.incident, by=door, may=Permission.REPORT, at=at) as record:
        incident = asked_now(action, ActionState.OPEN, ActionState.RETURNED)
        if not action.is_reachable(at):
            raise NotYet(ENDED)
        number = 1 + SupplierAnswer.objects.filter(action=action).count()
        row = SupplierAnswer(
            incident=incident, school_id=incident.school_id, at=at, action=action, number=number,
            answers=dict(answers), said_by=said_by, said_as=said_as,
        )  # fmt: skip
        action.answer, action.answered_at = in_words(answers), at
        action.state = ActionState.ANSWERED.value
        record("company.answered", saved=[*with_incident(action, incident), row], number=number)


def remind_company(action: Action, *, at: datetime) -> None:
    """Send the company the link once more, because it has not answered. Source: BR-5.11."""
    system = System(action.school_id)
    with writing(action.incident, by=system, may=Permission.OPERATE, at=at) as record:
        asked_now(action, ActionState.OPEN, ActionState.RETURNED)
        action.reminded_at = at
        record("company.reminded", saved=action)
        queue_link(action, at)


def _company(incident: Incident) -> ProcessorCase:
    found = ProcessorCase.objects.filter(incident=incident).first()
    return found or ProcessorCase(incident=incident, school_id=incident.school_id)


def _clock_follows(
    incident: Incident, told_at: datetime | None, *, by: Membership, at: datetime
) -> list[Note]:
    """Put the first time known at school back to when it was told; never later. BR-4.2."""
    before = facts_of(incident).clock_start
    known = [each for each in (incident.discovered_at, told_at) if each]
    incident.discovered_at = min(known, default=None)
    if facts_of(incident).clock_start == before:
        return []
    return [
        Note(
            incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
            about="discovered", words=TOLD_THEN, happened_at=at,
        )
    ]  # fmt: skip
