"""A report as questions and answers, in words."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse

from tocsin.core.causes import report_kind
from tocsin.core.clock import LONDON
from tocsin.core.when import say_date, say_instant
from tocsin.incidents.models import Report
from tocsin.incidents.words import FOUND, HOW_MANY, RELATIONS, WHOSE, YES_NO_UNSURE

Row = dict[str, str]


def check_rows(answers: Mapping[str, Any], slug: str, draft_id: UUID) -> list[Row]:
    """Every answer in words, with the link to change it."""
    rows = told_rows(answers)
    for row in rows:
        row["href"] = reverse("incidents:report:step", args=[slug, draft_id, row["step"]])
    return rows


def told_rows(answers: Mapping[str, Any]) -> list[Row]:
    """Every answer in words, with the question that it answers."""
    steps = ("what", "story", "story", "found", "whose", "whose", "done")
    rows = [{**row, "step": step} for row, step in zip(_rows(answers), steps, strict=True)]
    return [{**row, "step": "who"} for row in _outsider(answers)] + rows


def report_rows(report: Report) -> list[Row]:
    """A report that was sent, as it was told."""
    told = {name: getattr(report, name) for name in COLUMNS}
    return [*_outsider(told), *_rows(told), *_named(report)]


COLUMNS = (
    "what", "story", "is_continuing", "discovered_at", "discovered_words", "whose", "how_many",
    "already_done", "relation", "supplier_name", "supplier_aware_at",
)  # fmt: skip


def _rows(answers: Mapping[str, Any]) -> list[Row]:
    return [
        {"label": "What has happened", "value": report_kind(answers["what"]).label},
        {"label": "In your own words", "value": answers["story"]},
        {"label": "Is it still happening", "value": dict(YES_NO_UNSURE)[answers["is_continuing"]]},
        {"label": "When you found out", "value": _found(answers)},
        {"label": "Whose information", "value": _several(answers["whose"])},
        {"label": "How many people", "value": dict(HOW_MANY)[answers["how_many"]]},
        {"label": "What has been done already", "value": answers["already_done"] or "Nothing yet"},
    ]


def _outsider(answers: Mapping[str, Any]) -> list[Row]:
    """Who somebody from outside said they are; nothing for whoever works at the school."""
    if answers.get("relation") in {None, "staff"}:
        return []
    rows = [{"label": "Who told us", "value": dict(RELATIONS)[answers["relation"]]}]
    if answers["relation"] == "supplier":
        aware = answers["supplier_aware_at"]
        said = say_instant(aware) if aware else "I do not know"
        rows.append({"label": "Company and product", "value": answers["supplier_name"] or ""})
        rows.append({"label": "When the company became aware", "value": said})
    return rows


def _named(report: Report) -> list[Row]:
    """How to reach somebody without an account who gave their name."""
    contact = report.reporter_contact
    return [{"label": "How to reach them", "value": contact}] if contact else []


def _found(answers: Mapping[str, Any]) -> str:
    if answers["discovered_at"] is None:
        return "I do not know"
    day = say_date(answers["discovered_at"].astimezone(LONDON).date())
    words = dict(FOUND).get(answers["discovered_words"], "")
    return day if answers["discovered_words"] == "date" else f"{day} ({words.lower()})"


def _several(whose: list[str]) -> str:
    return ", ".join(dict(WHOSE)[each] for each in whose) or "I do not know"
