"""Recording what an investigation found."""

from datetime import date, datetime

from tocsin.core.errors import NotAllowed, Reason, Stale, require_none
from tocsin.core.facts import Status
from tocsin.core.investigation import PlannedStep
from tocsin.core.roles import Permission
from tocsin.incidents.duty_ways import may_read_discipline
from tocsin.incidents.investigation.queries import plan_of, step_row
from tocsin.incidents.models import DisciplinaryDecision, Incident
from tocsin.incidents.refusals import CLOSED
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership

CHANGED = Reason(
    "stale",
    "Somebody recorded this step while you had it open. Your words are below: check what is there"
    " now, then choose what to keep.",
)


def record_step(
    incident: Incident,
    step: PlannedStep,
    *,
    state: str,
    words: str,
    certainty: str,
    found_on: date | None,
    evidence: list[str],
    seen: int,
    by: Membership,
    at: datetime,
) -> None:
    """Record that a step is done, with what it found, or not needed, with the reason.

    evidence: ids of files of the incident. seen: the version that was on screen. A new version
    takes the place of the one before, which the ledger keeps. Raises Stale when somebody recorded
    another meanwhile, NotYet when the incident is closed or the policy no longer asks for the step.
    Source: SI-M3; SI-M3-STEPS; BR-5.5.
    """
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        require_none(_not_asked(incident, step))
        row = step_row(incident, step)
        if row.number != seen:
            raise Stale(CHANGED)
        row.state, row.words, row.certainty = state, words, certainty
        row.found_on, row.evidence = found_on, evidence
        row.by_id, row.at = by.person_id, at
        incident.steps_recorded = sorted({*(incident.steps_recorded or ()), step.code})
        record("step.recorded", saved=[incident, row], step=step.code, state=state)


def decide_discipline(
    incident: Incident, *, is_taken: bool, about: str, words: str, by: Membership, at: datetime
) -> None:
    """Record that disciplinary action is taken, or why not; few may read it.

    Raises NotAllowed unless the policy shows it to one of the roles of `by`.
    Source: SI-M3-STEPS; SI-DISC; BR-5.23.
    """
    row = DisciplinaryDecision(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        is_taken=is_taken, about=about, words=words,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.READ_CASES, at=at) as record:
        if not may_read_discipline(by, incident, at):
            raise NotAllowed(
                Reason("role", "Only those whom your policy names may record this.", "SI-DISC")
            )
        require_none(_closed(incident))
        incident.discipline_decided_at = at
        record("discipline.decided", saved=[incident, row])


def _not_asked(incident: Incident, step: PlannedStep) -> tuple[Reason, ...]:
    if step.is_recorded_elsewhere or step.code not in {each.code for each in plan_of(incident)}:
        return (Reason("not-asked", "Your policy does not ask for this step here."),)
    return _closed(incident)


def _closed(incident: Incident) -> tuple[Reason, ...]:
    if incident.status == Status.CLOSED:
        return (CLOSED,)
    return ()
