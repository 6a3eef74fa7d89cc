"""Who is on duty, and who acts for whom while somebody is away."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from tocsin.core.clock import LONDON, Calendar, in_utc
from tocsin.core.closures import is_closure
from tocsin.core.roles import Role

LOOK_AHEAD = timedelta(weeks=8)
A_DAY = timedelta(days=1)
Deputies = Callable[[Role], Iterable[Role]]  # the pack's, in order


@dataclass(frozen=True)
class Turn:
    """Days on which one person is on duty, both included."""

    person: UUID
    first_on: date
    last_on: date

    def covers(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True)
class Absence(Turn):
    """Days on which one person is away, and who stands in for them, if they named somebody."""

    deputy: UUID | None = None


@dataclass(frozen=True)
class Rota:
    """Who holds which role, whose turn it is, and who is away."""

    holders: Mapping[Role, tuple[UUID, ...]] = field(default_factory=dict)
    turns: tuple[Turn, ...] = ()
    absences: tuple[Absence, ...] = ()

    def stand_in(self, person: UUID, day: date) -> UUID | None:
        """Who acts for `person`: they themselves, or whoever is named; None when all are away."""
        asked: set[UUID] = set()
        while (away := self._absence(person, day)) is not None:
            asked.add(person)
            if away.deputy is None or away.deputy in asked:
                return None
            person = away.deputy
        return person

    def _absence(self, person: UUID, day: date) -> Absence | None:
        away = [each for each in self.absences if each.person == person and each.covers(day)]
        # Of two that overlap, the one that names a deputy is the one to ask.
        return max(away, key=lambda each: each.deputy is not None, default=None)


@dataclass(frozen=True)
class Gap:
    """Days in a row on which nobody would act."""

    first_on: date
    last_on: date
    is_closure: bool  # the school is closed, and nobody has been put on duty


def on_duty(rota: Rota, at: datetime) -> tuple[UUID, ...]:
    """Whose turn it is at the instant, or who stands in for them. Source: BR-6.1."""
    return _on_duty(rota, _day(at))


def acting(rota: Rota, role: Role, deputies: Deputies, at: datetime) -> tuple[UUID, ...]:
    """Who acts for a role at the instant.

    Those who hold it, each while away replaced by the deputy they named; else the first of the
    pack's deputies who is there; else whoever is on duty. Empty when there is nobody at all.
    Source: BR-5.7.
    """
    return _acting(rota, role, deputies, _day(at))


def acting_for(rota: Rota, person: UUID, deputies: Deputies, at: datetime) -> tuple[UUID, ...]:
    """Who acts for a person at the instant: they themselves, a named deputy, or for their roles.

    Source: BR-5.7.
    """
    day = _day(at)
    found = rota.stand_in(person, day)
    if found:
        return (found,)
    roles = [role for role, people in rota.holders.items() if person in people]
    people = [each for role in roles for each in _acting(rota, role, deputies, day)]
    return tuple(dict.fromkeys(people)) or _on_duty(rota, day)


def gaps(
    rota: Rota, calendar: Calendar, deputies: Deputies, *, start: date, role: Role = Role.DEPUTY_DPO
) -> tuple[Gap, ...]:
    """The days of the next eight weeks on which no report would reach anybody.

    In a closure somebody must be on duty by name; otherwise somebody must act for the role to
    which reports fall. Source: BR-6.1; BR-5.7.
    """
    found: list[Gap] = []
    for day, closed in _uncovered(rota, calendar, deputies, start, role):
        last = found[-1] if found else None
        if last and last.last_on + A_DAY == day and last.is_closure == closed:
            found[-1] = Gap(last.first_on, day, closed)
        else:
            found.append(Gap(day, day, closed))
    return tuple(found)


def _uncovered(
    rota: Rota, calendar: Calendar, deputies: Deputies, start: date, role: Role
) -> Iterator[tuple[date, bool]]:
    for place in range(LOOK_AHEAD.days):
        day = start + A_DAY * place
        closed = is_closure(calendar, day)
        there = _on_duty(rota, day) if closed else _acting(rota, role, deputies, day)
        if not there:
            yield day, closed


def _acting(rota: Rota, role: Role, deputies: Deputies, day: date) -> tuple[UUID, ...]:
    for each in (role, *deputies(role)):
        standing = (rota.stand_in(person, day) for person in rota.holders.get(each, ()))
        there = tuple(dict.fromkeys(person for person in standing if person))
        if there:
            return there
    return _on_duty(rota, day)


def _on_duty(rota: Rota, day: date) -> tuple[UUID, ...]:
    standing = (rota.stand_in(turn.person, day) for turn in rota.turns if turn.covers(day))
    return tuple(dict.fromkeys(person for person in standing if person))


def _day(at: datetime) -> date:
    return in_utc(at).astimezone(LONDON).date()
