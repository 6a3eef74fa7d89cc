"""What should change, as its page draws it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from tocsin.core.clock import LONDON
from tocsin.core.duty import by_the_end_of
from tocsin.core.review_rules import QUESTIONS
from tocsin.core.when import say_date
from tocsin.incidents.improving.queries import UNDONE
from tocsin.incidents.models import Action, Improvement
from tocsin.incidents.words import ACTION_STATES
from tocsin.ui.pieces import Due, due

ASKED = {each.key: each.words for each in QUESTIONS}


@dataclass(frozen=True)
class Change:
    """One thing that should change, or has."""

    words: str
    state: str
    who: str
    due: Due | None
    because: str  # the question of the review that it follows from
    reference: str
    href: str


def of_actions(rows: Iterable[Action], slug: str, at: datetime) -> list[Change]:
    """Actions against another."""
    return [
        Change(
            row.words, ACTION_STATES[row.state], _who(row),
            due(by_the_end_of(row.due_on), at) if row.state in UNDONE else None,
            ASKED.get(row.question or "", ""), row.incident.reference,
            reverse("incidents:actions:actions", args=[slug, row.incident_id]),
        )
        for row in rows
    ]  # fmt: skip


def of_suggestions(rows: Iterable[Improvement], slug: str) -> list[Change]:
    """What reviews suggested."""
    return [
        Change(
            row.words, row.get_kind_display(),
            f"{row.by.name if row.by else ''}, {say_date(row.at.astimezone(LONDON).date())}",
            None, ASKED.get(row.question, ""), row.incident.reference,
            reverse("incidents:review:review", args=[slug, row.incident_id]),
        )
        for row in rows
    ]  # fmt: skip


def _who(row: Action) -> str:
    name = row.person.name if row.person else f"{row.outsider_name} (outside the school)"
    return f"{name}, by {say_date(row.due_on)}"
