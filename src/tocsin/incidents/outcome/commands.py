"""Closing an incident, and opening it again."""

from datetime import date, datetime

from tocsin.core import lifecycle
from tocsin.core.closing import OUTCOMES, outcomes
from tocsin.core.duties import State
from tocsin.core.errors import NotYet, Reason, Stale, require_none
from tocsin.core.facts import NO_BREACH, Kind, Status
from tocsin.core.outcome_rules import Outcome
from tocsin.core.reopening import News
from tocsin.core.roles import Permission, Role
from tocsin.core.when import say_date
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Awareness, Incident, Note, Recommendation
from tocsin.incidents.outcome.again import ask_again
from tocsin.incidents.outcome.queries import newest_report, report_to_write, reviewer_of
from tocsin.incidents.queries import duties_of
from tocsin.incidents.retention import retention_of
from tocsin.ledger.writing import writing
from tocsin.policies.cover.queries import cover_of
from tocsin.policies.queries import calendar_of, pack_of
from tocsin.schools.models import Membership, Occasion
from tocsin.schools.webhooks.announcing import announce

CHANGED = Reason(
    "stale",
    "Somebody wrote on the report while you had it open. Your words are below: check what is there"
    " now, then choose what to keep.",
)


def close(
    incident: Incident,
    *,
    lessons: str,
    closed_as: str,
    retention_on: date | None,
    seen: int,
    by: Membership,
    at: datetime,
) -> None:
    """Close the incident once nothing the policy demands is left undone.

    lessons: what was learned, also when there was no breach. closed_as: what it turned out to be,
    which may not contradict the facts. retention_on: the last day on which it is kept, none sooner
    than the policy says. Raises NotYet with one reason for each duty still open.
    Source: SI-M5-OVERSEE; BR-4.6; BR-5.23; BR-5.27.1.
    """
    with writing(incident, by=by, may=Permission.CLOSE, at=at, seen=seen) as record:
        pack, calendar = pack_of(incident.pack_version_id), calendar_of(incident.school_id)
        require_none(lifecycle.blockers(facts_of(incident), Status.CLOSED, pack, calendar))
        require_none(_contradicts(incident, closed_as) + _too_soon(incident, retention_on, at))
        incident.status, incident.closed_at = Status.CLOSED.value, at
        incident.lessons, incident.closed_as = lessons, closed_as
        incident.retention_on = retention_on
        record("incident.closed", saved=incident, outcome=closed_as)
        announce(incident.school_id, Occasion.CLOSED, subject_id=incident.pk, at=at)


def reopen(
    incident: Incident,
    *,
    reason: str,
    news: list[str],
    aware_at: datetime | None,
    seen: int,
    by: Membership,
    at: datetime,
) -> None:
    """Open a closed incident again, and ask again for what the new facts touch.

    news: keys of core.reopening.News. aware_at: when the school became aware of something else; the
    72 hours are counted from then unless the regulator was told already. What was found, assessed,
    decided and written before is kept. Source: BR-5.22; BR-4.2.
    """
    saved: list[Incident | Note | Awareness] = [incident, _note_of(incident, reason, by, at)]
    with writing(incident, by=by, may=Permission.CLOSE, at=at, seen=seen) as record:
        if incident.status != Status.CLOSED:
            raise NotYet(Reason("not-closed", "This incident is open already."))
        if News.AWARE in news and aware_at:
            saved.append(_awareness_of(incident, reason, aware_at, by, at))
        incident.status, incident.closed_at, incident.duplicate_of = Status.OPEN.value, None, None
        incident.reopened_at, incident.closed_as = at, None
        ask_again(incident, news, at)
        if incident.kind == Kind.DUPLICATE:
            incident.kind = ""  # what it is, if it repeats nothing, has to be said anew
        record("incident.reopened", saved=saved, news="+".join(sorted(news)))


def finish_own_duty(incident: Incident, *, key: str, by: Membership, at: datetime) -> None:
    """Record that a duty the school's own policy adds has been done.

    Raises NotYet when the policy does not ask for it, now or any more. Source: SI-M7.
    """
    with writing(incident, by=by, may=Permission.TRIAGE, at=at) as record:
        asked = {duty.code for duty in duties_of(incident) if duty.state is State.OPEN}
        if incident.status == Status.CLOSED or f"own-{key}" not in asked:
            raise NotYet(Reason("not-asked", "There is nothing left to do here."))
        incident.own_duties_done = sorted({*incident.own_duties_done, key})
        record("incident.own-duty-done", saved=incident, duty=key)


def write_report(
    incident: Incident,
    *,
    sections: list[dict[str, object]],
    is_submitted: bool,
    seen: int,
    by: Membership,
    at: datetime,
) -> None:
    """Keep what was written of the outcome report, and hand it in when `is_submitted`.

    sections: title, words and is_needed of each, in order. seen: the revision that was on screen.
    Raises NotYet when it is handed in with a section that says nothing, or was accepted; and Stale.
    Source: SI-M3.
    """
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        require_none(_not_open(incident))
        if incident.outcome_state == Outcome.ACCEPTED:
            raise NotYet(Reason("accepted", "The report is accepted, and is not altered any more."))
        row = report_to_write(incident)
        if row.revision != seen:
            raise Stale(CHANGED)
        if row.state == Outcome.SUBMITTED:
            raise NotYet(Reason("handed-in", "The report is handed in. Somebody is looking at it."))
        if is_submitted:
            require_none(_empty(sections))
            row.submitted_by_id, row.submitted_at = by.person_id, at
            incident.outcome_reviewer = reviewer_of(incident, by).value
        if row.is_new:
            row.by_id, row.at = by.person_id, at
        row.sections = sections
        row.state = (Outcome.SUBMITTED if is_submitted else Outcome.DRAFT).value
        incident.outcome_state = row.state
        action = "outcome.submitted" if is_submitted else "outcome.drafted"
        record(action, saved=[incident, row], number=row.number)


def review_report(
    incident: Incident, *, accepts: bool, comments: str, by: Membership, at: datetime
) -> None:
    """Accept the outcome report that was handed in, or give it back with what is missing.

    Raises NotYet for whoever handed it in, and when there is none to look at.
    Source: SI-M5-OVERSEE.
    """
    with writing(incident, by=by, may=Permission.CLOSE, at=at) as record:
        row = newest_report(incident)
        if row is None or row.state != Outcome.SUBMITTED:
            raise NotYet(Reason("not-handed-in", "There is no outcome report to look at now."))
        if accepts and row.submitted_by_id == by.person_id:
            raise NotYet(
                Reason("own", "Somebody else has to accept it: you handed it in yourself.")
            )
        row.state = (Outcome.ACCEPTED if accepts else Outcome.RETURNED).value
        row.reviewed_by_id, row.reviewed_at, row.comments = by.person_id, at, comments
        incident.outcome_state = row.state
        action = "outcome.accepted" if accepts else "outcome.returned"
        record(action, saved=[incident, row], number=row.number)


def recommend(incident: Incident, *, words: str, by: Membership, at: datetime) -> None:
    """Record what the DPO recommends, so that it does not happen again.

    Raises NotYet for anybody who does not act for the DPO. Source: SI-M6-DPO; BR-5.25.
    """
    row = Recommendation(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at, words=words
    )
    with writing(incident, by=by, may=Permission.DECIDE, at=at) as record:
        require_none(_not_open(incident) or _not_dpo(by, at))
        incident.recommended_at = at
        record("recommendation.made", saved=[incident, row])


def _not_open(incident: Incident) -> tuple[Reason, ...]:
    if incident.status == Status.OPEN:
        return ()
    return (Reason("not-open", "This incident is not open. Open it again first."),)


def _not_dpo(by: Membership, at: datetime) -> tuple[Reason, ...]:
    if Role.DPO in by.held_roles or by.person_id in cover_of(by.school_id, at).acting(Role.DPO):
        return ()
    return (Reason("role", "Only the DPO, or whoever acts for them, can recommend here."),)


def _empty(sections: list[dict[str, object]]) -> tuple[Reason, ...]:
    return tuple(
        Reason("empty", f"Write something under “{each['title']}”, or say why it is not needed.")
        for each in sections
        if not str(each["words"]).strip()
    )


def _contradicts(incident: Incident, closed_as: str) -> tuple[Reason, ...]:
    allowed = outcomes(facts_of(incident))
    if closed_as in allowed:
        return ()
    words = OUTCOMES[allowed[0]]
    return (Reason("outcome", f"The facts say otherwise: “{words}”. Change those first."),)


def _too_soon(incident: Incident, retention_on: date | None, at: datetime) -> tuple[Reason, ...]:
    least = retention_of(incident, at)
    if least is None or (retention_on and retention_on >= least):
        return ()
    words = f"Your policy keeps it until {say_date(least)}. Enter that day, or a later one."
    return (Reason("retention", words, "BR-5.27.1"),)


def _note_of(incident: Incident, reason: str, by: Membership, at: datetime) -> Note:
    return Note(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        about="reopened", words=reason, happened_at=at,
    )  # fmt: skip


def _awareness_of(
    incident: Incident, reason: str, aware_at: datetime, by: Membership, at: datetime
) -> Awareness:
    """A further finding; the clock follows it unless the regulator has been told already."""
    if incident.kind in NO_BREACH:
        raise NotYet(
            Reason(
                "no-breach",
                "It was closed as no breach. Open it again for new facts about the risk, say that"
                " it is a breach, and then when the school became aware.",
                "BR-4.2",
            )
        )
    if not incident.regulator_told_at:
        incident.aware_at = aware_at
    return Awareness(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        aware_at=aware_at, grounds=reason,
    )  # fmt: skip
