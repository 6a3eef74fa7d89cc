"""What the words of a council's or a school's calendar mean."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tocsin.schools.calendar.welsh import in_english
from tocsin.schools.models import PeriodKind

LONGEST_HALF_TERM = 16  # days; anything longer so called is half of a term, not the break

INSET = re.compile(
    r"\binset\b|in[- ]service|(training|development|staff|pd) days?\b|non[- ]pupil"
    r"|(staff|professional) (training|development)|\b(staff[- ]only|non[- ]contact|baker) days?\b"
)
HALF_TERM = re.compile(r"\b(half|mid)[- ]?terms?\b")
BANK_HOLIDAY = re.compile(
    r"(bank|public) holiday|good friday|easter monday|new year.?s day|christmas day|boxing day"
    r"|may day|st\.? (patrick|andrew)|battle of the boyne"
)
TERM = re.compile(r"\bterms?\b")
SCHOOL = re.compile(r"\b(schools?|pupils?|students?|children|classes)\b")
CLOSED = re.compile(r"\b(holidays?|break|closed|closure|vacation|recess|occasional days?)\b")
SEASON = re.compile(r"^\W*(christmas|easter|summer)\W*$")  # of several days: the holidays
START = re.compile(
    r"\b(starts?|begins?|beginning|commences?|first day|(re-?)?opens?|returns?|resumes?)\b"
)
END = re.compile(r"\b(ends?|finish(es)?|closes?|last day|breaks? up)\b")
# The school does this, not the half-term: "School closes for half term".
BY_SCHOOL = re.compile(r"\b((re-?)?opens?|closes?|breaks? up|returns?|resumes?)\b")


class Mark(StrEnum):
    """Some calendars give the first and the last day as two events."""

    START = "start"
    END = "end"


@dataclass(frozen=True)
class Meaning:
    """What an event is about; with a mark it is only its first or last day."""

    kind: PeriodKind
    mark: Mark | None = None


def meaning_of(summary: str, days: int) -> Meaning | None:
    """What an event that lasts so many days says about the school; None when nothing we know."""
    words = in_english(" ".join(summary.casefold().replace("\u2019", "'").split()))
    if INSET.search(words):
        return Meaning(PeriodKind.INSET)
    if BANK_HOLIDAY.search(words) and not HALF_TERM.search(words):
        return Meaning(PeriodKind.BANK_HOLIDAY)
    if days == 1 and (mark := _mark(words)) and (kind := _marked(words)):
        return Meaning(kind, mark)
    kind = _whole(words, days)
    return Meaning(kind) if kind else None


def _mark(words: str) -> Mark | None:
    if START.search(words):
        return Mark.START
    return Mark.END if END.search(words) else None


def _marked(words: str) -> PeriodKind | None:
    if TERM.search(HALF_TERM.sub("", words)) or (SCHOOL.search(words) and BY_SCHOOL.search(words)):
        return PeriodKind.TERM
    if HALF_TERM.search(words):
        return PeriodKind.HALF_TERM
    return PeriodKind.CLOSURE if CLOSED.search(words) else None


def _whole(words: str, days: int) -> PeriodKind | None:
    if HALF_TERM.search(words):
        return PeriodKind.HALF_TERM if days <= LONGEST_HALF_TERM else PeriodKind.TERM
    if CLOSED.search(words) or (days > 1 and SEASON.search(words)):
        return PeriodKind.CLOSURE
    return PeriodKind.TERM if TERM.search(words) and days > 1 else None
