"""Writing down what people said, and asking whether they agree with how it was put."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from tocsin.core.errors import NotYet, Reason
from tocsin.core.roles import Actor, Permission, Role
from tocsin.incidents.inquiries import interviews_of, standing_now
from tocsin.incidents.models import Incident, Interview
from tocsin.incidents.refusals import refuse_closed
from tocsin.incidents.settling import tell
from tocsin.jobs.queue import enqueue
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership

LINK_LASTS = timedelta(days=14)
A = Interview.Agreement


def record_interview(
    incident: Incident,
    *,
    name: str,
    email: str,
    held_on: date,
    present: str,
    words: str,
    replaces: Interview | None,
    by: Membership,
    at: datetime,
) -> None:
    """Write down what somebody said, or put it another way; what stood there is kept.

    Whoever agreed before has to agree anew. Raises NotYet when the incident is closed, or the other
    was corrected or struck out meanwhile. Source: SI-M3-STEPS; SI-M4.
    """
    row = Interview(
        id=uuid4(), incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        name=name, email=email, held_on=held_on, present=present, words=words,
        replaces=replaces.pk if replaces else None,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        refuse_closed(incident)
        if replaces:
            standing_now(interviews_of(incident), replaces)
        action = "interview.corrected" if replaces else "interview.recorded"
        record(action, saved=[incident, row], interview=str(row.pk))


def strike_out(row: Interview, *, reason: str, by: Membership, at: datetime) -> None:
    """Say that an interview does not count any more, and why; its link stops.

    Source: SI-M3-STEPS.
    """
    incident = row.incident
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        refuse_closed(incident)
        row = standing_now(interviews_of(incident), row)
        row.struck_because = reason
        record("interview.struck-out", saved=[incident, row], interview=str(row.pk))


def ask_to_agree(row: Interview, *, by: Membership, at: datetime) -> None:
    """Send whoever was spoken to a link to the summary, which works for two weeks.

    Raises NotYet when there is no address, or they have replied. Source: SI-M3-STEPS.
    """
    incident = row.incident
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        refuse_closed(incident)
        row = standing_now(interviews_of(incident), row)
        if not row.email or row.replied_at:
            raise NotYet(Reason("no-address", "Give their email address first, by a correction."))
        row.agreement, row.link_expires_at = A.ASKED.value, at + LINK_LASTS
        record("interview.sent", saved=[incident, row], interview=str(row.pk))
        enqueue(
            "incidents.ask-to-agree", at=at, school_id=incident.school_id, interview=str(row.pk),
            revision=row.revision,
        )  # fmt: skip


def reply(row: Interview, *, agrees: bool, words: str, by: Actor, at: datetime) -> None:
    """Say by the link whether the summary is right, or what is wrong with it.

    Raises NotYet when that is not asked any more. Source: SI-M3-STEPS; SI-M4.
    """
    incident = row.incident
    with writing(incident, by=by, may=Permission.REPORT, at=at) as record:
        row = standing_now(interviews_of(incident), row)
        if row.agreement != A.ASKED or not row.is_reachable(at):
            raise NotYet(Reason("moved-on", "This is not asked any more. Phone the school."))
        row.agreement = A.AGREED.value if agrees else A.DISPUTED.value
        row.reply, row.replied_at = words, at
        action = "interview.agreed" if agrees else "interview.disputed"
        record(action, saved=[incident, row], interview=str(row.pk))
        tell(incident, Role.DEPUTY_DPO, incident.lead_id, at=at)
