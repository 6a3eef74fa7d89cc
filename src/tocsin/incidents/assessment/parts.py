"""What the pages of an assessment show, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tocsin.core.causes import cause
from tocsin.incidents.assessment.drafts import Writing
from tocsin.incidents.assessment.fact_words import (
    LABELS,
    answer_in_words,
    in_words,
    outcome_in_words,
)
from tocsin.incidents.assessment.forms import NAMES, PAGES
from tocsin.incidents.assessment.prefilled import new_facts, prefilled
from tocsin.incidents.consequences import cautions, rows_of
from tocsin.incidents.data_kinds import DATA_KINDS
from tocsin.incidents.words import LEVELS_OF_RISK, RECOMMENDED
from tocsin.ui.pieces import Row, Task

CASE_LABELS = {
    "kind": "What it is", "personal_data": "Information about people",
    "confidentiality": "Seen or got by somebody", "integrity": "Changed",
    "availability": "Lost or not usable", "permanent_loss": "Gone for good", "cause": "Cause",
    "people": "How many people", "data_kinds": "Kinds of information",
    "special_category": "Specially protected information", "children": "Children",
    "outage_effect": "What people had to do without",
    "contained": "Stopped from getting worse", "containment": "What has been done",
}  # fmt: skip
CONFIDENCE = {
    "firm": "Nothing that is not known yet could change this.",
    "partly": "Whether to tell the people still depends on what is not known yet. Ask the DPO.",
    "open": "This still depends on what is not known yet. In doubt, the regulator is told. Ask the"
    " DPO.",
}


@dataclass(frozen=True)
class Missing:
    """A fact that is not known, why it matters, and what each answer would make of it."""

    label: str
    why: str
    answers: list[tuple[str, str]]


def tasks_of(writing: Writing, slug: str) -> list[Task]:
    """The eight pages with how far each is."""
    begun = prefilled(writing.incident, writing.last)
    return [
        Task(
            key=name,
            name=PAGES[name].title,
            href=reverse("incidents:assessment:step", args=[slug, writing.incident.pk, name]),
            status=_status(writing, name, begun),
        )
        for name in NAMES
    ]


def _status(writing: Writing, name: str, begun: Mapping[str, Any]) -> str:
    if name not in writing.typed:
        if writing.last:
            return "As in the last version"
        return "From the incident" if begun.keys() & set(PAGES[name].facts()) else "Not started"
    form = writing.form(name)
    if not form.is_valid():
        return "Something to put right"
    unknown = sum(value is None for value in form.known().values())
    return f"Answered, {unknown} not known yet" if unknown else "Answered"


def news_of(writing: Writing) -> list[Row]:
    """What the incident says differently since the last version."""
    if writing.last is None:
        return []
    return [
        Row(CASE_LABELS[name], f"{_case_words(name, before)} → {_case_words(name, now)}")
        for name, (before, now) in new_facts(writing.incident, writing.last).items()
    ]


def _case_words(name: str, value: Any) -> str:
    if name == "data_kinds":
        return ", ".join(dict(DATA_KINDS)[key] for key in value) or "not known yet"
    if name == "cause" and value:
        return cause(value).label
    if value is None or value in {"", "unsure"}:
        return "not known yet"
    return str(in_words("service_impact_on_subjects" if name == "outage_effect" else "", value))


def answer_rows(answers: Mapping[str, Any]) -> list[Row]:
    """Every fact with its answer, those not known yet too."""
    return [
        Row(label, in_words(fact, answers.get(fact)))
        for fact, label in LABELS.items()
        if fact != "number_band" or answers.get("number_of_subjects") is None
    ]


def result_parts(
    result: Mapping[str, Any], consequences: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """The result in words: recommendation, reasons, what is missing and would change it."""
    reasons = result["reasons"]
    return {
        "recommended": RECOMMENDED[result["recommendation"]],
        "risk": LEVELS_OF_RISK[result["risk_level"]],
        "confidence": CONFIDENCE[result["confidence"]],
        "certain": [each for each in reasons if each["is_certain"]],
        "possible": [each for each in reasons if not each["is_certain"]],
        "missing": [_missing(each) for each in result["missing"]],
        "notes": result["notes"],
        "enisa": result["enisa"],
        "cautions": cautions(consequences, result),
        "consequences": rows_of(consequences),
    }


def _missing(each: Mapping[str, Any]) -> Missing:
    fact = each["fact"]
    answers = [
        (answer_in_words(fact, answer["answer"]), outcome_in_words(answer))
        for answer in each["answers"]
    ]
    return Missing(LABELS.get(fact, fact.replace("_", " ")), each["why"], answers)
