"""Interviews as their page draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.incidents.inquiries import standing
from tocsin.incidents.models import Interview

A = Interview.Agreement


@dataclass(frozen=True)
class ShownInterview:
    """One interview, and what can be done about it now."""

    row: Interview
    agreement: str
    counts: bool
    can_change: bool
    can_send: bool


def shown(rows: Sequence[Interview], *, at: datetime, is_open: bool) -> list[ShownInterview]:
    """Every interview; those that do not count any more come last."""
    count = {each.pk for each in standing(rows)}
    first = sorted(rows, key=lambda row: row.pk not in count)
    return [_one(row, at, counts=row.pk in count, is_open=is_open) for row in first]


def _one(row: Interview, at: datetime, *, counts: bool, is_open: bool) -> ShownInterview:
    is_over = row.agreement == A.ASKED and not row.is_reachable(at)
    said = "The link has ended, and they did not reply" if is_over else row.get_agreement_display()
    can_change = counts and is_open
    can_send = can_change and bool(row.email) and (row.agreement == A.NOT_ASKED or is_over)
    return ShownInterview(row, said, counts, can_change, can_send)
