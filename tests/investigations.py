"""Investigations for tests, reached by real commands."""

from datetime import datetime
from uuid import uuid4

from tocsin.core.roles import Permission, Role
from tocsin.incidents.investigation.commands import decide_discipline, record_step
from tocsin.incidents.investigation.queries import plan_of
from tocsin.incidents.models import Incident
from tocsin.incidents.outcome.commands import recommend, review_report, write_report
from tocsin.incidents.queries import duties_of
from tocsin.incidents.review.commands import write_review
from tocsin.incidents.review.queries import questions_of, review_to_write
from tocsin.schools.commands import admit
from tocsin.schools.models import Membership, Person, System
from tocsin.schools.queries import holders


def investigated(
    incident: Incident, by: Membership, *, at: datetime, state: str = "done"
) -> Incident:
    """The incident once every step of its plan is recorded, the disciplinary decision included."""
    for step in plan_of(incident):
        if step.is_kept_apart:
            head = holders(incident.school_id, Role.HEAD) or [_a_head(incident, at)]
            decide_discipline(
                incident, is_taken=False, about="nobody", words="An honest mistake.",
                by=head[0], at=at,
            )  # fmt: skip
        elif not step.is_outcome_report:
            record_step(
                incident, step, state=state, words="We asked, and it is so.", evidence=[],
                certainty="established" if step.is_finding else "", found_on=None, seen=0,
                by=by, at=at,
            )  # fmt: skip
    return incident


def reported(incident: Incident, by: Membership, *, at: datetime) -> Incident:
    """The incident once its outcome report is accepted, and the DPO has recommended if asked."""
    dpo = holders(incident.school_id, Role.DPO)
    if dpo and any(duty.code == "recommend" for duty in duties_of(incident)):
        recommend(incident, words="Two people check each list.", by=dpo[0], at=at)
    if not any(duty.code == "write-outcome" for duty in duties_of(incident)):
        return incident
    sections = [{"title": "What happened", "words": "A list went to the wrong people."}]
    write_report(incident, sections=sections, is_submitted=True, seen=0, by=by, at=at)
    others = [
        each
        for each in (*holders(incident.school_id, Role.HEAD), *dpo)
        if each.person_id != by.person_id
    ]
    reviewer = others[0] if others else _a_head(incident, at)
    review_report(incident, accepts=True, comments="", by=reviewer, at=at)
    return incident


def looked_back(incident: Incident, by: Membership, *, at: datetime) -> Incident:
    """The incident once its review is finished, with a yes to everything, if one is asked for."""
    if any(duty.code == "review-incident" for duty in duties_of(incident)):
        answers = {each.key: ("yes", "") for each in questions_of(incident)}
        seen = review_to_write(incident).revision
        write_review(incident, answers=answers, is_finished=True, seen=seen, by=by, at=at)
    return incident


def _a_head(incident: Incident, at: datetime) -> Membership:
    person = Person.objects.create_user(f"head-{uuid4()}@example.org", name="Hope Dale")
    return admit(
        incident.school, person, roles=[Role.HEAD], by=System(incident.school_id),
        may=Permission.OPERATE, at=at,
    )  # fmt: skip
