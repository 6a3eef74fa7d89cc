"""Fill an empty database with a fictional trust to practise on."""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from tocsin import startup
from tocsin.demo.loading import Demo, load
from tocsin.schools.models import School


class Command(BaseCommand):
    """Prints who can sign in, with passwords that are made anew each time and shown only here."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to go on and show it."""
        parser.add_argument("--serve", action="store_true", help="serve the pages afterwards")

    def handle(self, *, serve: bool, **_: Any) -> None:
        """Raises CannotStart when the database is in use, or the port is taken."""
        if serve:
            startup.free_address(os.environ)  # asked first, so that nothing is made in vain
        if serve and _is_there_already():
            self.stdout.write("The practice trust is here already. For a new password, type:")
            self.stdout.write(f"  {typed('demo-code EMAIL --new-password')}")
        else:
            self.stdout.write("Making the practice trust. This takes some seconds.")
            self.stdout.write(table(load(timezone.now())))  # noqa: TID251 - an edge
            self.stdout.write(
                "\nThese passwords are not shown again. After the password each needs"
            )
            self.stdout.write("a code. In another terminal, this shows it:")
            self.stdout.write(f"  {typed('demo-code EMAIL')}\n")
        if serve:
            if "TOCSIN_MAIL_URL" not in os.environ:
                self._keep_mail(Path(settings.DATA).resolve() / "mail")
            self.stdout.flush()
            # As a new program: what drew the demo's papers does not work in a fork of this one.
            os.execv(sys.executable, [sys.executable, "-m", "tocsin", "serve"])  # noqa: S606

    def _keep_mail(self, folder: Path) -> None:
        """Have messages kept as files, since on the terminal they would bury the passwords."""
        os.environ["TOCSIN_MAIL_URL"] = f"filemail:///{folder}"
        self.stdout.write(f"Mail goes to nobody: look for it in {_from_here(folder)}.\n")


def table(demo: Demo) -> str:
    """The people of the demo as lines of text, with what they sign in with."""
    widest = max(len(person.email) for person in demo.people)
    lines = [
        f"{demo.schools} schools with {demo.incidents} incidents. Sign in as one of these:",
        "",
    ]
    for person in demo.people:
        lines.append(f"{person.email:<{widest}}  {person.password}  {person.name}")
        lines += [f"{'':<{widest}}  {place}" for place in person.places]
    return "\n".join(lines)


def typed(command: str) -> str:
    """What to type to run another command on the same data."""
    folder, python = _from_here(Path(settings.DATA)), _from_here(Path(sys.executable))
    return f"TOCSIN_DATA={folder} {python} -m tocsin {command}"


def _from_here(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _is_there_already() -> bool:
    kinds = set(School.objects.values_list("is_demo", flat=True))
    return kinds == {True}
