"""Bring in an earlier breach log from a spreadsheet (xlsx, xls, ods, csv), or nothing of it."""

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404
from django.utils import timezone

from tocsin.core.clock import LONDON
from tocsin.core.errors import NotYet, Refused
from tocsin.core.imported_fields import BY_KEY
from tocsin.core.imported_words import plain
from tocsin.core.roles import Permission
from tocsin.incidents.importing.commands import import_log
from tocsin.incidents.importing.known import Known, known_of
from tocsin.incidents.importing.plans import Plan, plan_of
from tocsin.incidents.workbooks import LARGEST
from tocsin.schools.models import School, System
from tocsin.schools.queries import school_at

NOT_CONFIRMED, WRONG = 1, 2  # exit codes
NOTHING = "nothing"
FIELDS = ", ".join((*BY_KEY, NOTHING))
HELP = f"what a column means, such as “Date of breach=occurred”; one of: {FIELDS}"


class Command(BaseCommand):
    """Prints what each column is taken for, every doubt, and what could not be read.

    Exit code 0 when it is done, also when all was on the log already; 1 when nobody said yes; 2
    when the file or an option cannot be used. Unless it is done, nothing was changed.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the school, and what the columns mean."""
        parser.add_argument("file", type=Path, help="an .xlsx, .xls, .ods or .csv file")
        parser.add_argument("--school", required=True, help="the name in the school's address")
        parser.add_argument(
            "--map", action="append", default=[], metavar="HEADING=FIELD", help=HELP
        )
        parser.add_argument("--dry-run", action="store_true", help="show it, and bring in nothing")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(
        self, *, file: Path, school: str, map: Sequence[str], dry_run: bool, yes: bool, **_: Any  # noqa: A002
    ) -> None:  # fmt: skip
        """Raises CommandError with what to do instead."""
        at: datetime = timezone.now()  # noqa: TID251 - the edge reads the clock once
        where = _school(school)
        try:
            plan = _planned(file, map, at)
        except Refused as refused:
            words = " ".join(reason.message for reason in refused.reasons)
            raise CommandError(words, returncode=WRONG) from refused
        known = known_of(where.pk, plan.entries)
        self._say(_lines(plan, known))
        if dry_run or len(known.left_out) == len(plan.entries):
            self._say(["Nothing was brought in."])
            return
        if not yes and not _agreed():
            raise CommandError(
                "Nothing was brought in. Look at it, then add --yes.", returncode=NOT_CONFIRMED
            )
        try:
            batch = import_log(where, batch_id=uuid4(), entries=plan.entries, by=System(where.pk),
                               may=Permission.OPERATE, at=at)  # fmt: skip
        except NotYet as late:  # somebody else brought it in at the same moment
            self._say([reason.message for reason in late.reasons])
            return
        self._say([f"Brought in {batch.count}. They are on the log of {where.name}, closed."])

    def _say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)


def _planned(file: Path, said: Sequence[str], at: datetime) -> Plan:
    try:
        if file.stat().st_size > LARGEST:
            raise CommandError("This file is bigger than 20MB.", returncode=WRONG)
        data = file.read_bytes()
    except OSError as fault:
        raise CommandError(f"{file} cannot be read: {fault.strerror}.", returncode=WRONG) from fault
    today = at.astimezone(LONDON).date()
    plan = plan_of(data, today=today)
    return plan_of(data, chosen=_chosen(plan, said), today=today) if said else plan


def _chosen(plan: Plan, said: Sequence[str]) -> dict[str, str]:
    """What the options say, by the keys of the columns; a heading that stands twice ends in #2."""
    found = {}
    for each in said:
        heading, _, field = each.rpartition("=")
        name, _, place = heading.rpartition("#") if "#" in heading else (heading, "", "1")
        key = f"{plain(name)}#{place}"
        if key not in {column.key for column in plan.columns}:
            raise CommandError(f"There is no column “{heading}” in this file.", returncode=WRONG)
        if field not in BY_KEY and field != NOTHING:
            words = f"“{field}” is nothing a column can mean. Choose from: {FIELDS}."
            raise CommandError(words, returncode=WRONG)
        found[key] = "" if field == NOTHING else field
    return found


def _lines(plan: Plan, known: Known) -> Iterable[str]:
    for key, words in plan.missing:
        yield f"No column was taken for {words}. Say which it is: --map “its heading={key}”."
    yield "Columns:"
    for column in plan.columns:
        doubt = f"  ({column.doubt})" if column.doubt else ""
        heading, field = column.heading or "(no heading)", column.field or "kept word for word"
        yield f"  {heading} -> {field}{doubt}"
    if doubts := plan.all_doubts:
        yield "Please look at:"
        yield from (f"  {doubt.where}: {doubt.words}" for doubt in doubts)
    if plan.left_out:
        yield "Not taken for entries:"
        yield from (f"  {row}" for row in plan.left_out)
    yield from plan.notes
    yield f"Entries: {len(plan.entries)}, of which {len(known.on_the_log)} are on the log already."
    if known.twice:
        yield f"Twice in the file, and brought in once: {len(known.twice)}."


def _school(slug: str) -> School:
    try:
        return school_at(slug)
    except Http404 as fault:
        raise CommandError(f"There is no school at /s/{slug}/.", returncode=WRONG) from fault


def _agreed() -> bool:
    return sys.stdin.isatty() and input("Bring them in? Type yes: ").strip().lower() == "yes"
