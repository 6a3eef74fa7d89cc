"""Assess the risk of one breach, or of a list, from a JSON file; “-” reads standard input."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tocsin.core.risk_reading import BadFacts, read_facts
from tocsin.core.risk_writing import assessed

WRONG = 2  # exit code
TOLD_APART = {"id", "title", "source", "facts"}  # of a case, and no facts themselves
SHAPE = "Give an object of facts, one with “attributes”, or a list of these."


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
        given = _parsed(_text(file))
        cases = given if isinstance(given, list) else [given]
        found, wrong = [], []
        for number, case in enumerate(cases, start=1):
            try:
                found.append(_of(case))
            except BadFacts as bad:
                wrong += [f"Case {_called(case, number)}: {why.message}" for why in bad.reasons]
        if wrong:
            raise CommandError("\n".join(wrong), returncode=WRONG)
        answer = found if isinstance(given, list) else found[0]
        self.stdout.write(json.dumps(answer, indent=1))


def _text(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as fault:
        raise CommandError(f"{file} cannot be read: {fault.strerror}.", returncode=WRONG) from fault
    except UnicodeDecodeError as fault:
        raise CommandError(f"{file} is not UTF-8 text.", returncode=WRONG) from fault


def _parsed(text: str) -> object:
    try:
        given: object = json.loads(text, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as fault:
        raise CommandError(f"This is not JSON: {fault}.", returncode=WRONG) from fault
    if not isinstance(given, dict | list):
        raise CommandError(SHAPE, returncode=WRONG)
    return given


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{twice}” stands twice in one object")
    return found


def _of(case: object) -> dict[str, object]:
    """Raises BadFacts."""
    if not isinstance(case, Mapping):
        raise BadFacts.about("case", f"It is not an object. {SHAPE}")
    facts = case.get("attributes", {name: case[name] for name in case if name not in TOLD_APART})
    if not isinstance(facts, Mapping):
        raise BadFacts.about("attributes", f"attributes is not an object of facts. {SHAPE}")
    return {"id": case.get("id"), **assessed(read_facts(facts))}


def _called(case: object, number: int) -> str:
    name = case.get("id") if isinstance(case, Mapping) else None
    return f"{number} ({name})" if name else str(number)
