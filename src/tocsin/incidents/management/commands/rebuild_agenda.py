"""Work the agenda and the next reminders out again, and say where they had gone astray.

With --check nothing is changed, and anything that differs is an error.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from tocsin.incidents.models import AgendaItem, Incident, Watch
from tocsin.incidents.settling import agenda_now, keep_since, put_in_place, since_of, stored_agenda
from tocsin.incidents.watching import watch
from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import entering

BATCH = 200  # incidents that are held at a time, so that nobody waits long
A_WHILE = timedelta(hours=1)  # for which the tick puts a look off


class Command(BaseCommand):
    """Prints a line for each school. It may run while people work."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """One school, or all of them; and whether only to look."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail if it differs"
        )
        parser.add_argument("--school", default="", help="the name in the school's address")

    def handle(self, *, school: str, check: bool, **_: Any) -> None:
        """Raises CommandError when there is no such school, or a check found something."""
        found = schools(school)
        if school and not found:
            raise CommandError(f"There is no school at /s/{school}/.")
        at = timezone.now()  # noqa: TID251 - the edge reads the clock once
        astray = 0
        for school_id, slug in found:
            count, wrong = _rebuild(school_id, at, is_check=check)
            self.stdout.write(f"{slug}: {_said(count, wrong, is_check=check)}")
            astray += wrong
        if check and astray:
            raise CommandError("Run rebuild-agenda without --check to put it right.")


def _rebuild(school_id: UUID, at: datetime, *, is_check: bool) -> tuple[int, int]:
    """How many incidents there are, and of how many the agenda or the next look differed."""
    last = count = wrong = 0
    while rows := _some_put_right(school_id, after=last, at=at, is_check=is_check):
        last = rows[-1][0]
        count += len(rows)
        wrong += sum(was_wrong for _, was_wrong in rows)
    return count, wrong


def _some_put_right(
    school_id: UUID, *, after: int, at: datetime, is_check: bool
) -> Sequence[tuple[int, bool]]:
    """The numbers of the next incidents, each with whether its agenda had gone astray."""
    with transaction.atomic(), entering(school_id):
        # Whoever writes an incident meanwhile waits for this, or this for them.
        held = Incident.objects.select_for_update().filter(school_id=school_id, number__gt=after)
        rows = held.order_by("number")[:BATCH]
        found = [(incident.number, _put_right(incident, at)) for incident in rows]
        transaction.set_rollback(is_check)
        return found


def _put_right(incident: Incident, at: datetime) -> bool:
    now = agenda_now(incident)
    stored = stored_agenda(incident)
    keep_since(since_of(stored), now, at=None)
    agenda_was_wrong = put_in_place(incident, now, instead_of=stored)
    return _watch_put_right(incident, now, at) or agenda_was_wrong


def _watch_put_right(incident: Incident, now: Sequence[AgendaItem], at: datetime) -> bool:
    """Whether nobody would have been reminded, or at another time than they should be.

    The tick puts a look off for a while; one that comes a little later is no fault.
    """
    rows = Watch.objects.filter(pk=incident.pk).values_list("next_at", flat=True)
    before = rows.first()
    watch(incident, now, at=at)
    after = rows.first()
    if before is None or after is None:
        return before != after
    return max(before, at) > max(after, at) + A_WHILE


def _said(count: int, wrong: int, *, is_check: bool) -> str:
    incidents = "1 incident" if count == 1 else f"{count} incidents"
    if not wrong:
        return f"{incidents}, none differed."
    if is_check:
        return f"{incidents}, {wrong} of them {'differs' if wrong == 1 else 'differ'}."
    return f"{incidents}, {wrong} of them differed and {'was' if wrong == 1 else 'were'} put right."
