"""A decision not to tell the regulator as a document: why, on what it rests, and the review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.core.when import say_date, say_instant
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Assessment, Decision, Incident, Note, Voice
from tocsin.incidents.words import LEVELS_OF_RISK, RECOMMENDED
from tocsin.ledger.tenancy import reading

Answers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class NotReported:
    """The newest decision not to tell, in words; `is_in_force` unless another came after it."""

    decision: Decision
    parts: Sequence[tuple[str, Answers]]
    is_in_force: bool

    @property
    def as_parts(self) -> list[Mapping[str, Any]]:
        """The parts as the document takes them."""
        return [{"title": title, "answers": list(answers)} for title, answers in self.parts]


def not_reported(incident: Incident) -> NotReported | None:
    """The newest decision not to tell the regulator; None when there is none. Source: BR-5.22."""
    own = {"school_id": incident.school_id, "incident": incident}
    with reading(incident.school_id):
        rows = Decision.objects.filter(**own, tell_regulator="no").select_related("by")
        decision = rows.order_by("-at", "-number").first()
        if decision is None:
            return None
        voices = list(Voice.objects.filter(**own, decision=decision.pk).select_related("by"))
        found = Assessment.objects.filter(**own, number=decision.assessment_number or 0)
        assessment = found.first()
        looks = Note.objects.filter(**own, about="review", at__gte=decision.at)
        reviews = list(looks.select_related("by").order_by("at"))
    parts = (
        ("The decision", _decision(decision, voices)),
        ("What it rests on", _grounds(decision, assessment)),
        ("When it is looked at again", _again(incident, decision, reviews)),
    )
    return NotReported(decision, parts, decision.number == incident.decision_number)


def _decision(row: Decision, voices: Sequence[Voice]) -> Answers:
    said = {True: "agrees", False: "does not agree", None: "has not said yet"}
    together = "\n".join(
        f"{each.by}: {said[each.agrees]}" + (f". {each.words}" if each.words else "")
        for each in voices
    )
    return _kept(
        ("Decided", f"Not to tell the regulator, {say_instant(row.at)}"),
        ("Why", row.regulator_reason),
        ("Decided by", together),
        ("Why not as recommended", row.departure_reason),
        ("Why it did not wait for the DPO", row.without_dpo),
    )


def _grounds(row: Decision, assessment: Assessment | None) -> Answers:
    if assessment is None:
        return _kept(("No assessment", row.without_assessment or "It rests on none."))
    result = assessment.result
    figure = (result.get("enisa") or {}).get("score")
    followed = {True: "Followed", False: "Not followed", None: "None was given"}
    return _kept(
        ("Assessment", f"Version {assessment.number}, {say_instant(assessment.at)}"),
        ("Risk to people", LEVELS_OF_RISK.get(result.get("risk_level", ""), "")),
        ("It recommends", RECOMMENDED.get(result.get("recommendation", ""), "")),
        ("ENISA severity", str(figure) if figure else ""),
        ("The assessor's own words", "\n".join(assessment.reasons.values())),
        ("The DPO's advice", followed[row.followed_advice]),
    )


def _again(incident: Incident, row: Decision, reviews: Sequence[Note]) -> Answers:
    day = incident.regulator_review_on if row.number == incident.decision_number else None
    news = "Yes: it has to be decided anew" if facts_of(incident).has_new_facts else "None"
    return _kept(
        ("First to be looked at on", say_date(row.review_on) if row.review_on else ""),
        *((f"Looked at, {say_instant(each.at)}", f"{each.by}: {each.words}") for each in reviews),
        ("Next on", say_date(day) if day else "No day is set"),
        ("New facts since the assessment", news),
    )


def _kept(*pairs: tuple[str, str | None]) -> Answers:
    return [(label, words) for label, words in pairs if words]
