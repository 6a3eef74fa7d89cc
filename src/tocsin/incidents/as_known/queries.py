"""An incident as it was known at an instant, from the ledger's content alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.incidents.models import Incident
from tocsin.ledger.queries import Event, history
from tocsin.ledger.rebuilding import known_at, row_from, rows_after
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import pack_of


@dataclass(frozen=True)
class Past:
    """All that is on the record of an incident, oldest first."""

    incident: Incident
    events: Sequence[Event]

    @property
    def is_destroyed(self) -> bool:
        """Whether only the proof is left that there was something."""
        return not any(event.rows for event in self.events)

    def then(self, at: datetime) -> "Then | None":
        """What was known at `at`; None while nothing was."""
        known = known_at(self.events, at)
        values = rows_after(known).get(self.incident.ledger_name)
        if values is None:
            return None
        found = row_from(Incident, values)
        found.school = self.incident.school
        return Then(found, known)


@dataclass(frozen=True)
class Then:
    """The incident as its row stood then, not to be saved, and what had been done to it by then."""

    incident: Incident
    events: Sequence[Event]  # oldest first

    def last(self, table: str) -> Event | None:
        """The newest entry that wrote a row of the table."""
        return next((each for each in reversed(self.events) if each.row(table)), None)

    def last_of_each(self, table: str) -> list[Event]:
        """The newest entry of each row of the table, in the order in which they began."""
        found: dict[str, Event] = {}
        for event in self.events:
            found |= {label: event for label in event.rows if label.startswith(f"{table}:")}
        return list(found.values())


def past_of(incident: Incident) -> Past:
    """Everything that happened to the incident."""
    with reading(incident.school_id):
        pack_of(incident.pack_version_id)
        return Past(incident, history(incident)[::-1])
