"""What the page shows of an import before it happens, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tocsin.core.clock import LONDON
from tocsin.core.imported_entry import DAYS, Entry
from tocsin.core.when import say_date
from tocsin.incidents.importing.building import kept_until, story_of
from tocsin.incidents.importing.known import Known, known_of
from tocsin.incidents.importing.plans import Plan
from tocsin.incidents.words import KINDS
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import pack_of, version_in_force

FIRST, MOST_DOUBTS = 5, 200
LONGEST = 120


@dataclass(frozen=True)
class Line:
    """One entry as the log would show it."""

    where: str
    number: str
    day: str
    words: str
    kind: str
    people: str
    why_not: str  # why it does not come in; "" when it does


@dataclass(frozen=True)
class Preview:
    """Counts, the first lines, and what a person should look at."""

    count: int
    new: int
    known: int
    twice: int
    overdue: int  # of the new ones, those that would be kept no longer than today
    missing: Sequence[str]  # what no column was taken for
    lines: Sequence[Line]
    doubts: Sequence[tuple[str, str]]
    more_doubts: int
    left_out: Sequence[str]
    notes: Sequence[str]


def preview_of(plan: Plan, *, school_id: UUID, at: datetime) -> Preview:
    """What the import would do."""
    known = known_of(school_id, plan.entries)
    with reading(school_id):
        pack = pack_of(version_in_force(school_id, at.astimezone(LONDON).date()).pk)
    today = at.astimezone(LONDON).date()
    new = [entry for place, entry in enumerate(plan.entries) if place not in known.left_out]
    until = [kept_until(pack, entry, at) for entry in new]
    doubts = [(doubt.where, doubt.words) for doubt in plan.all_doubts]
    return Preview(
        count=len(plan.entries),
        new=len(new),
        known=len(known.on_the_log),
        twice=len(known.twice),
        overdue=sum(day is not None and day <= today for day in until),
        missing=[words for _, words in plan.missing],
        lines=[
            _line(entry, _why_not(place, known)) for place, entry in enumerate(plan.entries[:FIRST])
        ],
        doubts=doubts[:MOST_DOUBTS],
        more_doubts=max(len(doubts) - MOST_DOUBTS, 0),
        left_out=plan.left_out[:MOST_DOUBTS],
        notes=plan.notes,
    )


def _why_not(place: int, known: Known) -> str:
    if place in known.twice:
        return "Twice in the file"
    return "On the log" if place in known.on_the_log else ""


def _line(entry: Entry, why_not: str) -> Line:
    found = next((entry.day(name) for name in DAYS if entry.day(name).day), None)
    words = story_of(entry)
    return Line(
        where=entry.where[:1].upper() + entry.where[1:],
        number=entry.said.get("reference", ""),
        day=found.start.words() if found else "Not known",
        words=words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…",
        kind=KINDS[entry.kind.value],
        people="Not known" if entry.people.count is None else f"{entry.people.count:,}",
        why_not=why_not,
    )


def past_words(overdue: int, at: datetime) -> str:
    """What to say of entries that should have been destroyed already; "" for none."""
    if not overdue:
        return ""
    said = "1 entry is" if overdue == 1 else f"{overdue:,} entries are"
    day = say_date(at.astimezone(LONDON).date())
    return (
        f"{said} older than your policy keeps the log ({day}). Think of leaving them out of the"
        " file."
    )
