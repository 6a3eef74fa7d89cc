"""The hours in which nobody is disturbed for what can wait."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tocsin.core.clock import LONDON, SATURDAY, in_utc
from tocsin.core.policy import Escalation

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Quiet:
    """Nights from one hour to another, London time, and perhaps weekends."""

    from_hour: int
    until_hour: int
    weekends: bool

    def covers(self, at: datetime) -> bool:
        """Whether the instant falls into the quiet hours."""
        here = in_utc(at).astimezone(LONDON)
        return self._is_off(here.date()) or self._is_night(here.hour)

    def over_at(self, at: datetime) -> datetime:
        """The instant itself, or the end of the quiet hours it falls into."""
        if not self.covers(at):
            return in_utc(at)
        here = in_utc(at).astimezone(LONDON)
        # A day off goes on until its night is over; without nights, until midnight.
        day = here.date() + A_DAY if here.hour >= self._morning else here.date()
        while self._is_off(day):
            day += A_DAY
        return datetime.combine(day, time(self._morning), LONDON).astimezone(UTC)

    @property
    def _morning(self) -> int:
        return self.until_hour if self.from_hour != self.until_hour else 0

    def _is_off(self, day: date) -> bool:
        return self.weekends and day.weekday() >= SATURDAY

    def _is_night(self, hour: int) -> bool:
        if self.from_hour <= self.until_hour:
            return self.from_hour <= hour < self.until_hour
        return hour >= self.from_hour or hour < self.until_hour


def quiet_of(setting: Escalation) -> Quiet:
    """The quiet hours that a policy sets."""
    return Quiet(setting.quiet_from, setting.quiet_until, setting.quiet_weekends)
