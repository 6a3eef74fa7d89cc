"""Assess the risk of one breach, or of a list, from a JSON file; “-” reads standard input."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tocsin.core.risk_cases import BadCases, NotJson, Wrong, assess_cases, cases_in

WRONG = 2  # exit code


class Command(BaseCommand):
    """Prints an object for a case and a list for a list. Touches no database.

    Exit code 2 when the file cannot be read or a fact is not allowed; then nothing is assessed.
    """

    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", help="a JSON file in the shape of docs/risk.md, or - for stdin")

    def handle(self, *, file: str, **_: Any) -> None:
        """Raises CommandError with a line for each thing wrong."""
        try:
            answer = assess_cases(cases_in(_text(file)))
        except NotJson as fault:
            raise CommandError(str(fault), returncode=WRONG) from fault
        except BadCases as bad:
            lines = "\n".join(_line(each) for each in bad.wrong)
            raise CommandError(lines, returncode=WRONG) from bad
        self.stdout.write(json.dumps(answer, indent=1))


def _text(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as fault:
        raise CommandError(f"{file} cannot be read: {fault.strerror}.", returncode=WRONG) from fault
    except UnicodeDecodeError as fault:
        raise CommandError(f"{file} is not UTF-8 text.", returncode=WRONG) from fault


def _line(wrong: Wrong) -> str:
    called = f"{wrong.number} ({wrong.id})" if wrong.id else str(wrong.number)
    return f"Case {called}: {wrong.message}"
