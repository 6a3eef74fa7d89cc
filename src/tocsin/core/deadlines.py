"""When the school must have answered somebody who asks for their data, or who complains."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.core.clock import Calendar

RESPONSE_MONTHS = 1
EXTENDED_MONTHS = 3  # from the original start, not from the end of the first month
TARGET = timedelta(days=28)  # the ICO's suggestion, the same in every month
ACKNOWLEDGEMENT = timedelta(days=30)
EXAM_MONTHS, EXAM_DAYS = 5, timedelta(days=40)
A_DAY = timedelta(days=1)
DECEMBER = 12
NONE: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Clarification:
    """A question without which the school cannot tell what is asked for, and its answer.

    A question about the format, or about who somebody is, is none.
    """

    asked_on: date
    answered_on: date | None = None

    def __post_init__(self) -> None:
        if self.answered_on and self.answered_on < self.asked_on:
            raise ValueError("Nobody answers before they are asked.")


@dataclass(frozen=True)
class AccessRequest:
    """What the deadlines of an access request follow from. Dates are London's."""

    received_on: date
    identity_received_on: date | None = None  # None when proof of identity was not asked for
    fee_paid_on: date | None = None  # None when there was no fee
    clarifications: tuple[Clarification, ...] = ()
    is_extended: bool = False

    @property
    def starts_on(self) -> date:
        """The day of receipt, or when identity was proved or the fee paid, if that is later.

        Source: UK GDPR Art 12A(2).
        """
        return max(filter(None, (self.received_on, self.identity_received_on, self.fee_paid_on)))

    @property
    def is_paused(self) -> bool:
        """Whether the school waits for an answer, so that no deadline can be named."""
        return any(each.answered_on is None for each in self.clarifications)


def response_due_on(request: AccessRequest, holidays: Collection[date] = NONE) -> date | None:
    """The last day to answer; None while the school waits for a clarification.

    One month from the start, three when it is extended: the same date of the month, or the last
    of a shorter one; days of clarification do not count; a weekend or bank holiday moves it on.
    Source: UK GDPR Art 12A; Regulation 1182/71 Art 3.
    """
    return _due(request, EXTENDED_MONTHS if request.is_extended else RESPONSE_MONTHS, holidays)


def extension_notice_due_on(
    request: AccessRequest, holidays: Collection[date] = NONE
) -> date | None:
    """The last day to say that, and why, the answer will take two months longer.

    Within the first month, which clarification lengthens too. Source: UK GDPR Art 12A(3), (4).
    """
    return _due(request, RESPONSE_MONTHS, holidays)


def response_target_on(request: AccessRequest) -> date:
    """The day to aim at: 28 days from the start. Source: ICO guidance."""
    return request.starts_on + TARGET


def exam_marks_due_on(received_on: date, published_on: date) -> date:
    """The last day to answer a request for marks made before the results are out.

    The earlier of five months from the request and 40 days from the results.
    Source: DPA 2018 Sch 2 para 25.
    """
    return min(add_months(received_on, EXAM_MONTHS), published_on + EXAM_DAYS)


def complaint_acknowledged_by(received_on: date, holidays: Collection[date] = NONE) -> date:
    """The last day to acknowledge a data protection complaint: 30 days, the next day the first.

    Source: DPA 2018 s.164A.
    """
    return next_working_day(received_on + ACKNOWLEDGEMENT, holidays)


def add_months(day: date, months: int) -> date:
    """The same date so many months on, or the last of that month when it has no such date."""
    years, month = divmod(day.month - 1 + months, DECEMBER)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_working_day(day: date, holidays: Collection[date] = NONE) -> date:
    """`day` itself, or the first day after it that is no weekend and no bank holiday."""
    calendar = Calendar(bank_holidays=holidays)
    while not calendar.is_working_day(day):
        day += A_DAY
    return day


def _due(request: AccessRequest, months: int, holidays: Collection[date]) -> date | None:
    if request.is_paused:
        return None
    end = add_months(request.starts_on, months)
    return next_working_day(end + len(_paused_days(request)) * A_DAY, holidays)


def _paused_days(request: AccessRequest) -> frozenset[date]:
    """The days that do not count, each once, and none from before the start.

    The law leaves out a day even when the answer comes the same day; we do not, to be careful.
    """
    return frozenset(
        each.asked_on + A_DAY * place
        for each in request.clarifications
        if each.answered_on and each.answered_on > each.asked_on
        for place in range((each.answered_on - each.asked_on).days + 1)
        if each.asked_on + A_DAY * place >= request.starts_on
    )
