"""Which column of an old log means what: from its heading, its neighbours and its values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tocsin.core.imported_clocks import read_clock
from tocsin.core.imported_dates import is_day
from tocsin.core.imported_fields import BY_KEY, FIELDS, LEAST, NONE, Field, Shape, meant
from tocsin.core.imported_table import Cell, is_empty, text_of
from tocsin.core.imported_values import level_of, read_told
from tocsin.core.imported_words import ideas_in, ideas_without_asides

SURE = 0.75  # from this on nothing is said
LOOKED_AT = 60  # values of a column
FROM_NEIGHBOUR = 0.04
CLEAR, ASIDE = 0.6, 0.2
GENERIC = frozenset(
    {"date", "time", "reason", "yesno", "decide", "notes", "by", "person", "describe"}
)
ANCHORS = frozenset({"regulator", "subjects", "dpo", "log", "lead", "close", "discover", "tell"})
STATES = re.compile(
    r"(?:open|closed?|ongoing|complete\w*|resolved|in progress|pending|under (?:investigation"
    r"|review)|"
    r"near[\s-]?miss|breach|incident|confirmed|suspected)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"(?:(?:mr|mrs|ms|miss|dr)\.? )?[A-Z][\w'’-]*\.?(?: [A-Z][\w'’-]*\.?){0,3}")
CODE = re.compile(r"[#\w/.-]*\d[\w/.-]*")
COUNTED = re.compile(
    r"[<>~\s]*(?:(?:c|ca|approx\w*|about|around|over|up to|at least|nearly|est\w*)\b\.?\s*)?\d",
    re.IGNORECASE,
)
LONG = 5  # words
HALF, MOST = 0.5, 0.7


@dataclass(frozen=True)
class Fit:
    """What it adds when `least` of the values have the shape of the field, and what it takes off
    when few or none have, or when too many have the shape of something else.
    """

    least: float = HALF
    bonus: float = 0.12
    few: float = 0.0
    none: float = 0.0
    strangers: tuple[tuple[Shape, float, float], ...] = ((Shape.DAY, HALF, 0.4),)


NO_WORDS = ((Shape.DAY, HALF, 0.45), (Shape.NUMBER, HALF, 0.45), (Shape.CLOCK, MOST, 0.45))
FITS = {
    Shape.DAY: Fit(few=0.1, none=0.5, strangers=()),
    Shape.CLOCK: Fit(bonus=0.1, few=0.5, none=0.5, strangers=()),
    Shape.YES_NO: Fit(bonus=0.05, strangers=((Shape.WORDS, MOST, 0.3), (Shape.NUMBER, MOST, 0.4))),
    Shape.WORDS: Fit(bonus=0.06, strangers=(*NO_WORDS, (Shape.YES_NO, 0.9, 0.45))),
    Shape.NAME: Fit(bonus=0.06, strangers=NO_WORDS),
    Shape.CODE: Fit(bonus=0.05, strangers=((Shape.DAY, HALF, 0.6), (Shape.WORDS, HALF, 0.6))),
    Shape.NUMBER: Fit(
        least=0.3, bonus=0.1, strangers=((Shape.DAY, HALF, 0.4), (Shape.WORDS, MOST, 0.4))
    ),
}


@dataclass(frozen=True)
class Column:
    """What a column means. `sureness` is 0 to 1; a doubt says what a person should look at."""

    heading: str
    field: str = NONE
    sureness: float = 0.0
    doubt: str = ""


def mapped(headings: Sequence[str], columns: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Each column with what it most probably means; no two mean the same.

    columns: the values below each heading, as many as there are; they only help to tell.
    """
    scores = _scores(headings, [_profile(cells) for cells in columns])
    taken: dict[int, str] = {}
    for _, _, place, key in sorted(scores, reverse=True):
        if place not in taken and key not in taken.values():
            taken[place] = key
    known = {(place, key): score for score, _, place, key in scores}
    return tuple(_column(place, heading, taken, known) for place, heading in enumerate(headings))


def _column(
    place: int, heading: str, taken: Mapping[int, str], known: Mapping[tuple[int, str], float]
) -> Column:
    key = taken.get(place, NONE)
    wanted = sorted(((score, k) for (p, k), score in known.items() if p == place), reverse=True)
    if key == NONE:
        if wanted and wanted[0][0] >= SURE:
            other = BY_KEY[wanted[0][1]].label.lower()
            return Column(heading, doubt=f"Another column already says: {other}")
        return Column(heading)
    score = known[place, key]
    if score < SURE:
        return Column(heading, key, score, "We are not sure of this one")
    return Column(heading, key, min(score, 1.0))


def certainty(headings: Sequence[str]) -> float:
    """How much these look like the headings of a breach log: the sureness of all of them."""
    found = mapped(headings, [()] * len(headings))
    return sum(column.sureness for column in found)


def _scores(
    headings: Sequence[str], profiles: Sequence[Mapping[Shape, float]]
) -> list[tuple[float, int, int, str]]:
    found, anchor = [], frozenset[str]()
    for place, heading in enumerate(headings):
        own = ideas_in(heading)
        aside = _aside(heading)
        for each in FIELDS:
            score = _score(each, heading, anchor, aside)
            if score > 0 or not own:
                score = max(score, 0.0) + _fit(each, profiles[place], has_ideas=bool(own))
            if score >= LEAST:
                found.append((round(score, 3), -place, place, each.key))
        if own and not own <= GENERIC:
            anchor = own & ANCHORS
    return found


def _aside(heading: str) -> float:
    """What brackets count for less, once what stands before them can be understood alone."""
    outside = ideas_without_asides(heading)
    is_clear = max(meant(each, outside) for each in FIELDS) >= CLEAR
    return ASIDE if is_clear and outside != ideas_in(heading) else 0.0


def _score(each: Field, heading: str, anchor: frozenset[str], aside: float) -> float:
    whole, outside = ideas_in(heading), ideas_without_asides(heading)
    score = max(meant(each, whole) - aside, meant(each, outside))
    if whole and whole <= GENERIC and anchor:
        # "Date" after "ICO notified?" is the date of that.
        score = max(meant(each, whole | anchor) - FROM_NEIGHBOUR, score - 0.15)
    return score


def _fit(each: Field, profile: Mapping[Shape, float], *, has_ideas: bool) -> float:
    """What the values add to, or take from, the certainty that the heading gives."""
    if not profile:
        return 0.0
    if not has_ideas:
        return _without_heading(each, profile)
    fit = FITS.get(each.shape, Fit())
    if profile[each.shape] >= fit.least:
        return fit.bonus
    for shape, most, off in fit.strangers:
        if profile[shape] >= most:
            return -off
    return -fit.none if not profile[each.shape] else -fit.few


def _without_heading(each: Field, profile: Mapping[Shape, float]) -> float:
    """A column whose heading says nothing: only what stands out is proposed."""
    if each.key in {"occurred", "discovered"} and profile[Shape.DAY] >= MOST:
        return 0.44 if each.key == "occurred" else 0.42
    if each.key == "what" and profile[Shape.WORDS] >= MOST:
        return 0.42
    return 0.0


def _profile(cells: Sequence[Cell]) -> dict[Shape, float]:
    """Which part of the values, empty ones left out, has each shape; empty for no values."""
    values = [cell for cell in cells if not is_empty(cell)][:LOOKED_AT]
    if not values:
        return {}
    found = dict.fromkeys(Shape, 0)
    for value in values:
        for shape in _shapes(value):
            found[shape] += 1
    return {shape: count / len(values) for shape, count in found.items()}


def _shapes(value: Cell) -> set[Shape]:
    if isinstance(value, time | timedelta):
        return {Shape.CLOCK}
    if isinstance(value, date | datetime):
        return {Shape.DAY}
    text = text_of(value)
    found = set()
    if is_day(value):
        found.add(Shape.DAY)
    elif isinstance(value, str) and ":" in text and read_clock(text)[0]:
        found.add(Shape.CLOCK)
    told = read_told(value)
    if told.answer != "unsure" or told.is_not_asked:
        found.add(Shape.YES_NO)
    if not found & {Shape.DAY} and CODE.fullmatch(text):
        found.add(Shape.CODE)
    if len(text.split()) <= LONG and COUNTED.match(text) and not found & {Shape.DAY, Shape.CLOCK}:
        found.add(Shape.NUMBER)
    return found | _of_words(text, value)


def _of_words(text: str, value: Cell) -> set[Shape]:
    found = set()
    if len(text.split()) <= LONG and level_of(value) is not None:
        found.add(Shape.LEVEL)
    if len(text.split()) <= LONG and STATES.match(text):
        found.add(Shape.STATE)
    if NAME.fullmatch(text):
        found.add(Shape.NAME)
    if len(text.split()) > LONG:
        found.add(Shape.WORDS)
    return found
