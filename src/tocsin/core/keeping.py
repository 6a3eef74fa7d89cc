"""Until when a record is kept, by the school's policy. Source: BR-5.27.1."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from tocsin.core.pack_parts import ANY
from tocsin.core.pack_practice import KeptFrom, Period, Retention

SIX_YEARS = Retention(ANY, 6, Period.YEARS, KeptFrom.OCCURRED)  # where a policy says nothing


def kept_until(rule: Retention, days: Mapping[KeptFrom, date]) -> date | None:
    """The last day on which it is kept, counted from the day the policy names.

    days: what is known of the incident; at least the day on which it occurred, at the latest. None
    where the policy counts in terms, whose length nobody knows so far ahead.
    """
    if rule.unit is Period.TERMS:
        return None
    start = days.get(rule.counted_from, days[KeptFrom.OCCURRED])
    if rule.unit is Period.DAYS:
        return start + timedelta(days=rule.amount)
    months = start.month - 1 + rule.amount * (12 if rule.unit is Period.YEARS else 1)
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
