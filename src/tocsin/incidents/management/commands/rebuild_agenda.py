"""Work the agenda out again from the facts, school by school, and say where it had gone astray."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from tocsin.incidents.models import AgendaItem, Incident
from tocsin.incidents.settling import agenda_now
from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import enter

BATCH = 200  # incidents that are held at a time, so that nobody waits long
COLUMNS = ("duty", "title", "role", "person_id", "due_at", "order")


class Command(BaseCommand):
    """Prints a line for each school. It may run while people work."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """One school, or all of them."""
        parser.add_argument("--school", default="", help="the name in the school's address")

    def handle(self, *, school: str, **_: Any) -> None:
        """Raises CommandError when there is no such school."""
        found = schools(school)
        if school and not found:
            raise CommandError(f"There is no school at /s/{school}/.")
        for school_id, slug in found:
            self.stdout.write(f"{slug}: {_rebuild(school_id)}")


def _rebuild(school_id: UUID) -> str:
    last = count = wrong = 0
    while rows := _some_put_right(school_id, after=last):
        last = rows[-1][0]
        count += len(rows)
        wrong += sum(was_wrong for _, was_wrong in rows)
    return _said(count, wrong)


def _some_put_right(school_id: UUID, *, after: int) -> Sequence[tuple[int, bool]]:
    """The numbers of the next incidents, each with whether its agenda had gone astray."""
    with transaction.atomic():
        enter(school_id)
        # Whoever writes an incident meanwhile waits for this, or this for them.
        held = Incident.objects.select_for_update().filter(school_id=school_id, number__gt=after)
        rows = held.order_by("number")[:BATCH]
        return [(incident.number, _put_right(incident)) for incident in rows]


def _put_right(incident: Incident) -> bool:
    stored = AgendaItem.objects.filter(school_id=incident.school_id, incident=incident)
    now = agenda_now(incident)
    wanted = [tuple(getattr(item, name) for name in COLUMNS) for item in now]
    if list(stored.order_by("order", "duty").values_list(*COLUMNS)) == wanted:
        return False
    stored.delete()
    AgendaItem.objects.bulk_create(now)
    return True


def _said(count: int, wrong: int) -> str:
    incidents = "1 incident" if count == 1 else f"{count} incidents"
    if not wrong:
        return f"{incidents}, none differed."
    return f"{incidents}, {wrong} of them differed and {'was' if wrong == 1 else 'were'} put right."
