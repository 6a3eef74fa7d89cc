"""The calendar as its page shows it."""

from collections.abc import Sequence
from datetime import date

from tocsin.core.bank_holidays import bank_holidays
from tocsin.schools.models import Period, PeriodKind


def groups_of(periods: Sequence[Period], *, since: date | None) -> list[tuple[str, list[Period]]]:
    """The periods by what they are; those that ended before `since` are left out."""
    shown = [each for each in periods if since is None or each.last_on >= since]
    groups = [(kind.label, [each for each in shown if each.kind == kind]) for kind in PeriodKind]
    return [(label, found) for label, found in groups if found]


def terms_end(periods: Sequence[Period]) -> date | None:
    """The last day of the last term entered; after it every working day is a school day."""
    return max((each.last_on for each in periods if each.kind == PeriodKind.TERM), default=None)


def holidays_shown(
    nation: str, periods: Sequence[Period], *, since: date
) -> list[tuple[date, str]]:
    """The nation's bank holidays to come, without those on which this school works."""
    worked = [each for each in periods if each.kind == PeriodKind.ORDINARY]
    return [
        (day, name)
        for day, name in bank_holidays(nation).items()
        if day >= since and not any(each.first_on <= day <= each.last_on for each in worked)
    ]
