"""Work the agenda out again from the facts, school by school, and say where it had gone astray."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from tocsin.incidents.settling import rebuilt
from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import enter


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
            with transaction.atomic():
                enter(school_id)
                count, wrong = rebuilt(school_id)
            incidents = "1 incident" if count == 1 else f"{count} incidents"
            self.stdout.write(f"{slug}: {incidents}, {_astray(wrong)}.")


def _astray(wrong: int) -> str:
    if not wrong:
        return "none differed"
    return f"{wrong} of them differed and {'was' if wrong == 1 else 'were'} put right"
