"""Reading what an investigation has recorded, always within the incident's school."""

from datetime import datetime

from django.http import Http404

from tocsin.core.investigation import PlannedStep, plan
from tocsin.core.roles import Role
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import DisciplinaryDecision, Incident, PlanStep
from tocsin.incidents.recusals import people_kept_from
from tocsin.ledger.tenancy import reading
from tocsin.policies.cover.queries import cover_of
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership


def plan_of(incident: Incident) -> tuple[PlannedStep, ...]:
    """The steps that the policy asks for, in its order."""
    with reading(incident.school_id):
        return plan(facts_of(incident), pack_of(incident.pack_version_id))


def planned(incident: Incident, playbook: str, step: str) -> PlannedStep:
    """One step of the plan; 404 for one that is not asked for here, or is recorded elsewhere."""
    for each in plan_of(incident):
        if each.code == f"{playbook}.{step}" and not each.is_recorded_elsewhere:
            return each
    raise Http404


def recorded_steps(incident: Incident) -> dict[str, PlanStep]:
    """What came of each step so far, by its code."""
    with reading(incident.school_id):
        rows = PlanStep.objects.filter(school_id=incident.school_id, incident=incident)
        return {row.code: row for row in rows.select_related("by")}


def step_row(incident: Incident, planned_step: PlannedStep) -> PlanStep:
    """The row of one step; a new one when nothing was recorded."""
    known = recorded_steps(incident).get(planned_step.code)
    return known or PlanStep(
        incident=incident,
        school_id=incident.school_id,
        playbook=planned_step.playbook.key,
        step=planned_step.step.key,
    )


def may_read_discipline(reader: Membership, incident: Incident, at: datetime) -> bool:
    """Whether one of the reader's roles is among those to whom the policy shows the decision.

    Where everybody in such a role must not see the incident, whoever is asked in their place may.
    """
    visible_to: tuple[Role, ...] = pack_of(incident.pack_version_id).disciplinary.visible_to
    if not set(visible_to).isdisjoint(reader.held_roles):
        return True
    off = people_kept_from(incident)
    if not off:
        return False
    cover = cover_of(incident.school_id, at)
    return any(
        reader.person_id in cover.without(off).whose(role, None, without=off)
        for role in visible_to
        if off.issuperset(cover.rota.holders.get(role, ()))
    )


def disciplinary_decisions(incident: Incident) -> list[DisciplinaryDecision]:
    """Every version of the decision, newest first; ask `may_read_discipline` before."""
    with reading(incident.school_id):
        rows = DisciplinaryDecision.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by").order_by("-at"))
