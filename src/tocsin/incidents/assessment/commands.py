"""Recording an assessment of the risk to people."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tocsin.core.errors import NotYet, Reason, Stale
from tocsin.core.facts import NO_BREACH, Status
from tocsin.core.roles import Permission
from tocsin.incidents.assessment.judging import ENGINE, judged, known_of
from tocsin.incidents.facts import digest_of_judged, judged_facts
from tocsin.incidents.models import Assessment, AssessmentDraft, Incident
from tocsin.incidents.refusals import CLOSED
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership

CHANGED = Reason(
    "stale",
    "Somebody else is writing this assessment too, and changed it while you had this page open."
    " Your words are below: check what is there now, then choose what to keep.",
)
CODES = {True: "yes", False: "no", "depends": "depends"}


def record_assessment(
    incident: Incident,
    *,
    answers: Mapping[str, Any],
    reasons: Mapping[str, str],
    consequences: Mapping[str, Mapping[str, str]],
    draft: int | None = None,
    seen: int,
    by: Membership,
    at: datetime,
) -> None:
    """Record the next version of the assessment, with what the rules make of it.

    answers: facts in the words of core.risk_facts. reasons: the assessor's words, by page. draft:
    the revision of the draft it was written in, which ends. Raises BadFacts for answers that the
    rules cannot read, and Stale when somebody else changed the draft meanwhile.
    Source: BR-3.1; BR-3.2; BR-1.4; SI-M6-DPO.
    """
    result = judged(answers)
    with writing(incident, by=by, may=Permission.TRIAGE, at=at, seen=seen) as record:
        _refuse_if_nothing_to_assess(incident)
        _end_draft(incident, draft)
        row = Assessment(
            incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
            number=(incident.assessment_number or 0) + 1, engine=ENGINE, answers=known_of(answers),
            reasons=dict(reasons), consequences={k: dict(v) for k, v in consequences.items()},
            result=result, rested_on=judged_facts(incident),
        )  # fmt: skip
        incident.assessed_at, incident.assessment_number = at, row.number
        incident.assessed_facts = digest_of_judged(incident)
        incident.risk_level = result["risk_level"]
        incident.enisa = result["enisa"]["score"] if result["enisa"] else None
        incident.recommends_regulator = CODES[result["notify_authority"]]
        incident.recommends_people = CODES[result["notify_subjects"]]
        record(
            "assessment.recorded", saved=[incident, row], number=row.number,
            risk_level=incident.risk_level, regulator=incident.recommends_regulator,
            people=incident.recommends_people, engine=ENGINE, enisa=incident.enisa,
        )  # fmt: skip


def _end_draft(incident: Incident, revision: int | None) -> None:
    if revision is None:
        return
    found = AssessmentDraft.objects.filter(pk=incident.pk, school_id=incident.school_id)
    current = found.values_list("revision", flat=True).first() or 0
    if current != revision:
        raise Stale(CHANGED)
    found.delete()


def _refuse_if_nothing_to_assess(incident: Incident) -> None:
    if incident.status == Status.CLOSED:
        raise NotYet(CLOSED)
    if not incident.kind or incident.kind in NO_BREACH:
        raise NotYet(Reason("no-breach", "Say first that this is, or may be, a breach.", "BR-3.2"))
