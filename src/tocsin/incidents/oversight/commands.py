"""Overseeing an investigation: checking its details, advising, stepping in, handing over."""

from datetime import datetime

from tocsin.core.errors import NotAllowed, NotYet, Reason, require_none
from tocsin.core.facts import Status
from tocsin.core.roles import Permission, Role, may
from tocsin.incidents.leading import ACCEPTED, HANDED_OVER
from tocsin.incidents.models import Incident, Note
from tocsin.incidents.recusals import people_kept_from
from tocsin.incidents.refusals import CLOSED
from tocsin.incidents.settling import tell
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership, Person

VERIFIED = "verification"


def verify_details(incident: Incident, *, words: str, by: Membership, at: datetime) -> None:
    """Record that the details were checked, with whom or what they were compared.

    Source: SI-M5-OVERSEE.
    """
    note = _note(incident, VERIFIED, words, by, at)
    with writing(incident, by=by, may=Permission.CLASSIFY, at=at) as record:
        require_none(_not_open(incident))
        record("details.verified", saved=[incident, note])


def oversee(incident: Incident, *, about: str, words: str, by: Membership, at: datetime) -> None:
    """Advise, support or step in, or note what one saw; whoever leads is told to look.

    about: a key of oversight.forms.KINDS. Source: SI-M5-OVERSEE.
    """
    note = _note(incident, about, words, by, at)
    with writing(incident, by=by, may=Permission.CLASSIFY, at=at) as record:
        require_none(_not_open(incident))
        record("oversight.written", saved=[incident, note], about=about)
        if incident.lead_id:
            tell(incident, Role.DEPUTY_DPO, incident.lead_id, at=at)


def hand_over(
    incident: Incident, *, lead: Person, words: str, by: Membership, at: datetime
) -> None:
    """Make somebody else the lead, and say where things stand; they are told, and asked to accept.

    Raises NotAllowed for anybody but the lead and those who classify, and NotYet when the other
    must not see the incident. Source: SI-M3; SI-M5-OVERSEE; SI-M6-DPO.
    """
    note = _note(incident, HANDED_OVER, words, by, at)
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        require_none(_not_open(incident))
        if by.person_id != incident.lead_id and not may(by, Permission.CLASSIFY):
            raise NotAllowed(Reason("role", "Only whoever leads it can hand it over."))
        if lead.pk in people_kept_from(incident):
            raise NotYet(Reason("taken-off", "Select somebody else: they must not see it."))
        incident.lead = lead
        record("lead.handed-over", saved=[incident, note], lead=str(lead.pk))
        tell(incident, Role.DEPUTY_DPO, lead.pk, at=at)


def accept_lead(incident: Incident, *, by: Membership, at: datetime) -> None:
    """Say that one leads the investigation from now on. Source: SI-M3."""
    note = _note(incident, ACCEPTED, "", by, at)
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        require_none(_not_open(incident))
        if by.person_id != incident.lead_id:
            raise NotYet(Reason("not-lead", "Somebody else leads this incident now."))
        record("lead.accepted", saved=[incident, note])


def _note(incident: Incident, about: str, words: str, by: Membership, at: datetime) -> Note:
    return Note(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        about=about, words=words, happened_at=at,
    )  # fmt: skip


def _not_open(incident: Incident) -> tuple[Reason, ...]:
    if incident.status == Status.CLOSED:
        return (CLOSED,)
    return ()
