"""Reporting an incident. Any member of staff may."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError

from tocsin.core.errors import NotYet, Reason
from tocsin.core.facts import Source
from tocsin.core.roles import Permission, Role, allow
from tocsin.incidents.models import Addition, Channel, Draft, Incident, Protection
from tocsin.incidents.opening import acknowledge, begun, enter_in_log
from tocsin.incidents.queries import own_report
from tocsin.incidents.receipts import Kept
from tocsin.incidents.report.queries import report_of_system
from tocsin.incidents.sealing import Reporter, kept_away, protecting, tell_around
from tocsin.incidents.settling import tell
from tocsin.ledger.writing import writing
from tocsin.registers.models import Supplier
from tocsin.schools.models import ApiToken, Door, Membership

SENT = Reason(
    "sent",
    "This report is not here any more: it was sent already, or you went on without your name."
    " If you kept your name sealed, come back with your code.",
    "SI-ANON",
)


def report(
    *, draft_id: UUID, answers: Mapping[str, Any], by: Membership | ApiToken, at: datetime,
    about: Sequence[Role] = (), supplier: Supplier | None = None,
) -> tuple[Incident, bool]:  # fmt: skip
    """Open an incident from the reporter's answers; the second sending of a draft opens none.

    answers: what, story, is_continuing, discovered_at, discovered_words, whose, how_many,
    already_done. about: roles whose holders it is about, and who see nothing of it. supplier: a
    company of the register at which it happened. What another
    system reports has no person behind it. Returns the incident and whether it is new.
    Source: SI-M1; SI-M2; BR-4.5; BR-5.2.
    """
    incident, told = begun(
        by.school, incident_id=draft_id, answers=answers, source=_source(answers, by), at=at
    )
    incident.reported_by_id = told.by_id = by.person_id
    incident.supplier = supplier
    told.channel = (Channel.SYSTEM if isinstance(by, ApiToken) else Channel.PAGE).value
    try:
        with writing(incident, by=by, may=Permission.REPORT, at=at) as record:
            enter_in_log(incident, at=at)
            if isinstance(by, Membership):  # another system writes no drafts
                Draft.objects.filter(pk=draft_id, school_id=by.school_id).delete()
            away = kept_away(incident, about, at)
            record("incident.reported", saved=[incident, told, *away], source=incident.source)
            tell_around(incident, away, at=at)
            acknowledge(told, at=at)
    except IntegrityError:
        # The draft's id is the incident's: a second click finds the key already taken.
        if isinstance(by, ApiToken):
            return report_of_system(by, draft_id), False
        return own_report(by, draft_id), False
    return incident, True


def report_in_confidence(
    *, draft_id: UUID, answers: Mapping[str, Any], about: Sequence[Role], receipt: Kept,
    by: Membership, at: datetime,
) -> Incident:  # fmt: skip
    """Open an incident whose reporter's name is sealed: nothing else links it to `by`.

    Neither the entry nor the id is theirs, and only the day is kept. Raises NotYet when the draft
    was sent already. Source: SI-ANON.
    """
    person, may = by.person, Permission.REPORT
    reporter = Reporter(
        Protection.CONFIDENTIAL, Channel.PAGE, person.name, person.email, about=tuple(about)
    )
    received = reporter.received_at(at)
    allow(by, may, school_id=by.school_id)
    incident, told = begun(
        by.school,
        incident_id=uuid4(),
        answers=reporter.told(answers),
        source=_source(answers, by),
        at=received,
    )
    incident.alerts_wait_until = reporter.alerts_at(at)
    with writing(incident, by=Door(by.school_id), may=may, at=received) as record:
        if not Draft.objects.filter(pk=draft_id, school_id=by.school_id).delete()[0]:
            raise NotYet(SENT)
        enter_in_log(incident, at=received)
        away = kept_away(incident, about, received)
        beside = protecting(told, reporter, receipt, away)
        record("incident.reported", saved=[incident, told, *beside], source=incident.source)
        tell_around(incident, away, at=received)
    return incident


def add(incident: Incident, *, words: str, by: Membership, at: datetime) -> None:
    """Add to one's own report after sending it; who looks after it is told. Source: SI-M2."""
    addition = Addition(incident=incident, school=by.school, by_id=by.person_id, at=at, words=words)
    with writing(incident, by=by, may=Permission.REPORT, at=at) as record:
        record("report.added-to", saved=[incident, addition])
        tell(incident, Role.DEPUTY_DPO, incident.lead_id, at=at)


def _source(answers: Mapping[str, Any], by: Membership | ApiToken) -> Source:
    if isinstance(by, ApiToken):
        return Source.IT_SYSTEM
    return Source.PROCESSOR if answers["what"] == "supplier" else Source.STAFF
