"""Reading what an investigation has recorded, always within the incident's school."""

from collections.abc import Iterable

from django.http import Http404

from tocsin.core.investigation import PlannedStep, plan
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Attachment, DisciplinaryDecision, Incident, PlanStep
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import pack_of


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


def names_of_evidence(incident: Incident, rows: Iterable[PlanStep]) -> dict[str, str]:
    """The names of the files on which these steps rely, by id."""
    wanted = {file for row in rows for file in row.evidence}
    if not wanted:
        return {}
    with reading(incident.school_id):
        files = Attachment.objects.filter(school_id=incident.school_id, pk__in=wanted)
        return {str(pk): name for pk, name in files.values_list("pk", "name")}


def step_row(incident: Incident, planned_step: PlannedStep) -> PlanStep:
    """The row of one step; a new one when nothing was recorded."""
    known = recorded_steps(incident).get(planned_step.code)
    return known or PlanStep(
        incident=incident,
        school_id=incident.school_id,
        playbook=planned_step.playbook.key,
        step=planned_step.step.key,
    )


def disciplinary_decisions(incident: Incident) -> list[DisciplinaryDecision]:
    """Every version of the decision, newest first; ask `may_read_discipline` before."""
    with reading(incident.school_id):
        rows = DisciplinaryDecision.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by").order_by("-at"))
