"""A report as questions and answers, in words."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse

from tocsin.core.causes import report_kind
from tocsin.core.clock import LONDON
from tocsin.core.when import say_date
from tocsin.incidents.models import Report
from tocsin.incidents.words import FOUND, HOW_MANY, WHOSE, YES_NO_UNSURE

Row = dict[str, str]


def check_rows(answers: Mapping[str, Any], slug: str, draft_id: UUID) -> list[Row]:
    """Every answer in words, with the link to change it."""
    steps = ("what", "story", "story", "found", "whose", "whose", "done")
    rows = _rows(answers)
    for row, step in zip(rows, steps, strict=True):
        row["href"] = reverse("incidents:report:step", args=[slug, draft_id, step])
    return rows


def report_rows(report: Report) -> list[Row]:
    """A report that was sent, as it was told."""
    return _rows({name: getattr(report, name) for name in COLUMNS})


COLUMNS = (
    "what", "story", "is_continuing", "discovered_at", "discovered_words", "whose", "how_many",
    "already_done",
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


def _found(answers: Mapping[str, Any]) -> str:
    if answers["discovered_at"] is None:
        return "I do not know"
    day = say_date(answers["discovered_at"].astimezone(LONDON).date())
    words = dict(FOUND).get(answers["discovered_words"], "")
    return day if answers["discovered_words"] == "date" else f"{day} ({words.lower()})"


def _several(whose: list[str]) -> str:
    return ", ".join(dict(WHOSE)[each] for each in whose) or "I do not know"
