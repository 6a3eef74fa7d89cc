"""Write a school's ledger, or the proof of one entry, to a file that others can verify."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tocsin.ledger.proofs import entry_proof, export_lines
from tocsin.ledger.roster import schools


class Command(BaseCommand):
    """Whoever gets the file checks it with tools/verify_export.py, without Tocsin."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """The school, the file, and perhaps one entry."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--school", required=True, help="the name in the school's address")
        parser.add_argument("--entry", type=int, help="the number of one entry, to prove it alone")

    def handle(self, *, file: Path, school: str, entry: int | None, **_: Any) -> None:
        """Raises CommandError when there is no such school or entry."""
        found = schools(school)
        if not found:
            raise CommandError(f"There is no school at /s/{school}/.")
        school_id = found[0][0]
        lines: Iterable[str] = export_lines(school_id)
        if entry is not None:
            proof = entry_proof(school_id, entry)
            if proof is None:
                raise CommandError(f"The ledger of {school} has no entry {entry}.")
            lines = [proof]
        with file.open("w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in lines)
