"""Make a school's emergency card now, send it to whoever should have it, and write it down."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tocsin.ledger.roster import schools
from tocsin.registers.card.commands import make_card
from tocsin.registers.keeping import pieces_of
from tocsin.schools.models import School


class Command(BaseCommand):
    """Sends nothing when the card would say the same as the last one of this week."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """The school, and perhaps where to write the file."""
        parser.add_argument("--school", required=True, help="the name in the school's address")
        parser.add_argument("--file", type=Path, help="where to write the PDF")

    def handle(self, *, school: str, file: Path | None, **_: Any) -> None:
        """Raises CommandError when there is no such school."""
        found = schools(school)
        if not found:
            raise CommandError(f"There is no school at /s/{school}/.")
        card = make_card(School.objects.get(pk=found[0][0]), at=timezone.now())  # noqa: TID251 - an edge
        if file:
            file.write_bytes(b"".join(pieces_of(card)))
        self.stdout.write(f"The card of {school} was made at {card.made_at:%Y-%m-%d %H:%M} UTC.")
