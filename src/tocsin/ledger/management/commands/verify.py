"""Check every entry, row, file and checkpoint of the schools, and name the first thing wrong."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tocsin.ledger.roster import schools
from tocsin.ledger.verifying import Verdict, verify


class Command(BaseCommand):
    """Prints a line for each school; the exit code is 1 when something is wrong in any of them."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """One school, or all of them."""
        parser.add_argument("--school", default="", help="the name in the school's address")
        parser.add_argument("--json", action="store_true", help="a JSON object for each school")

    def handle(self, *, school: str, json: bool, **_: Any) -> None:
        """Raises CommandError when there is no such school, or a school's ledger does not hold."""
        found = schools(school)
        if school and not found:
            raise CommandError(f"There is no school at /s/{school}/.")
        wrong = 0
        for school_id, slug in found:
            verdict = verify(school_id)
            wrong += not verdict.holds
            self.stdout.write(_as_json(slug, verdict) if json else f"{slug}: {verdict.words()}")
        if wrong:
            raise CommandError(f"{wrong} of {len(found)} ledgers checked did not hold.")


def _as_json(slug: str, verdict: Verdict) -> str:
    return json.dumps(
        {
            "school": slug,
            "holds": verdict.holds,
            "fault": verdict.fault,
            "entries": verdict.entries,
            "rows": verdict.rows,
            "checkpoints": verdict.checkpoints,
            "root": verdict.root,
        }
    )
