"""Which column of an old log means what: from its heading, its neighbours and its values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tocsin.core.imported_clocks import read_clock
from tocsin.core.imported_dates import is_day
from tocsin.core.imported_fields import BY_KEY, FIELDS, LEAST, NONE, Field, Shape, meant
from tocsin.core.imported_questions import off_for_asking
from tocsin.core.imported_table import Cell, is_empty, seen_in, text_of
from tocsin.core.imported_told import read_told
from tocsin.core.imported_values import level_of
from tocsin.core.imported_words import ideas_in, ideas_without_asides, plain, unknown_in

SURE = 0.75  # from this on nothing is said
POORER = 0.1  # a second meaning is not good enough when the first was sure and is taken
LOOKED_AT = 60  # values of a column
FROM_NEIGHBOUR, REASON_FROM_NEIGHBOUR = 0.04, 0.37  # a reason may be of all before it
CLEAR, ASIDE = 0.6, 0.2
GENERIC = frozenset(
    {"date", "time", "reason", "yesno", "decide", "notes", "by", "person", "describe"}
)
DAY_TOLD = frozenset({"date", "tell"})  # of whoever the column before it is about
STORY = frozenset({"description", "summary", "title"})  # of the incident, wherever they stand
ANCHORS = frozenset({"regulator", "subjects", "dpo", "log", "lead", "close", "discover", "tell"})
STATES = re.compile(
    r"(?:open|closed?|ongoing|complete\w*|resolved|in progress|pending|under (?:investigation"
    r"|review)|"
    r"near[\s-]?miss|breach|incident|confirmed|suspected)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"(?:(?:mr|mrs|ms|miss|dr)\.? )?[A-Z][\w'’-]*\.?(?: [A-Z][\w'’-]*\.?){0,3}")
# DB-2023-01 is a number of theirs; Sep-2023 is a month.
LETTERED = re.compile(
    r"(?!jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)"
    r"[a-z]{1,8}[-/_#]\d[\w/.-]*",
    re.IGNORECASE,
)
CODE = re.compile(r"[#\w/.-]*\d[\w/.-]*")
COUNTED = re.compile(
    r"[<>~\s]*(?:(?:c|ca|approx\w*|about|around|over|up to|at least|nearly|est\w*)\b\.?\s*)?\d",
    re.IGNORECASE,
)
NOTHING = frozenset[str]()
DATED = frozenset({"regulator", "tell", "report", "discover", "close", "occur"})
ASKED = frozenset(
    {"subjects", "regulator", "dpo", "discover", "close", "affect"}
)  # and its values are yes and no
COUNTABLE = frozenset({"subjects", "affect", "breach", "records"})
COUNTED_ASIDE = frozenset({"count"})
HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
SENTENCE, SOFT = 14, 0.4  # words, from which the less important ones count for less
UNKNOWN_WORD = 0.12  # for each word beside "date" or "name" that we do not know
SAME, LENGTH, FEW, SEVERAL = "same", "length", "few", 4
LONG, STORY_FROM = 5, 3  # words
BESIDE = 0.06  # a second meaning, or a second column, so near to the first is worth a look
GUESSED = 0.05  # for a heading with a word that we do not know, more sureness is asked for
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
    Shape.NAME: Fit(bonus=0.06, strangers=(*NO_WORDS, (Shape.YES_NO, MOST, 0.45))),
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
    best: dict[int, float] = {}
    for score, _, place, key in sorted(scores, reverse=True):
        is_poor = best.setdefault(place, score) - POORER >= SURE > score
        if place not in taken and key not in taken.values() and not is_poor:
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
    return Column(heading, key, min(score, 1.0), _doubt(place, heading, taken, known))


def _doubt(
    place: int, heading: str, taken: Mapping[int, str], known: Mapping[tuple[int, str], float]
) -> str:
    """What a person should look at, before this column is taken for what we think it is."""
    key, score = taken[place], known[place, taken[place]]
    if score < SURE + GUESSED * bool(unknown_in(heading)):
        return "We are not sure of this one"
    near = [(p, k) for (p, k), other in known.items() if other >= max(score - BESIDE, SURE)]
    if any(k == key and p not in taken for p, k in near):
        return "Another column could say this too"
    others = [k for p, k in near if p == place and k not in taken.values()]
    if others:
        return f"This could also be: {BY_KEY[others[0]].label.lower()}"
    return ""


def certainty(headings: Sequence[str]) -> float:
    """How much these look like the headings of a breach log: the sureness of all of them."""
    found = mapped(headings, [()] * len(headings))
    return sum(column.sureness for column in found)


def _scores(
    headings: Sequence[str], profiles: Sequence[Mapping[str, float]]
) -> list[tuple[float, int, int, str]]:
    found, anchor = [], frozenset[str]()
    for place, heading in enumerate(headings):
        own, profile = ideas_in(heading), profiles[place]
        aside, added = _aside(heading), _told_by_values(own, profile)
        for each in FIELDS:
            score = max(_score(each, heading, extra, anchor, aside) for extra in {NOTHING, added})
            if score > 0 or not own:
                fit = _fit(each, profile, has_ideas=bool(own), is_blank=not heading)
                score = max(score, 0.0) + fit - _sameness(each, profile)
                score -= 0.0 if profile else off_for_asking(each, heading)
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


def _told_by_values(own: frozenset[str], profile: Mapping[str, float]) -> frozenset[str]:
    """What values say of a heading: "Parents" above yes and no is whether they were told."""
    if not profile or not own or own & {"date", "time", "yesno"}:
        return NOTHING
    if profile[Shape.DAY] >= MOST and own & DATED:
        return frozenset({"date"})
    if profile[Shape.NUMBER] >= MOST and own <= COUNTABLE:
        return frozenset({"count"})
    if profile[Shape.YES_NO] >= MOST and profile[Shape.NUMBER] < HALF and own <= ASKED:
        return frozenset({"yesno"})
    return NOTHING


def _sameness(each: Field, profile: Mapping[str, float]) -> float:
    """What to take off when every row says the same, as with the school's own number."""
    if not profile or each.shape not in {Shape.CODE, Shape.WORDS, Shape.DAY}:
        return 0.0
    return profile[SAME] * (0.6 if each.shape is Shape.CODE else 0.2)


def _score(
    each: Field, heading: str, extra: frozenset[str], anchor: frozenset[str], aside: float
) -> float:
    whole = ideas_in(heading)
    outside = ideas_without_asides(heading) | (whole & COUNTED_ASIDE)  # "Pupils (number)"
    softness = 1.0 if len(heading.split()) <= SENTENCE else SOFT
    score = max(
        meant(each, whole | extra, softness) - aside, meant(each, outside | extra, softness)
    )
    if whole and (whole <= GENERIC or whole == DAY_TOLD):
        off = FROM_NEIGHBOUR if "reason" not in whole else REASON_FROM_NEIGHBOUR
        if anchor and not unknown_in(heading) and plain(heading) not in STORY:
            # "Date" after "ICO notified?" is the date of that.
            score = max(meant(each, whole | anchor) - off, score - 0.15)
        score -= UNKNOWN_WORD * unknown_in(heading)
    return score


def _fit(each: Field, profile: Mapping[str, float], *, has_ideas: bool, is_blank: bool) -> float:
    """What the values add to, or take from, the certainty that the heading gives."""
    if not profile:
        return 0.0
    if not has_ideas:
        return _without_heading(each, profile, is_blank=is_blank)
    fit = FITS.get(each.shape, Fit())
    if profile[each.shape] >= fit.least:
        return fit.bonus + profile[LENGTH] * (each.key == "what")  # a summary, or the story
    for shape, most, off in fit.strangers:
        if profile[shape] >= most:
            return -off / (2 if profile[FEW] else 1)
    return -fit.none if not profile[each.shape] else -fit.few


def _without_heading(each: Field, profile: Mapping[str, float], *, is_blank: bool) -> float:
    """A column whose heading says nothing: only what stands out is proposed."""
    if not is_blank and each.key == "discovered":
        return 0.0
    if each.key in {"occurred", "discovered"} and profile[Shape.DAY] >= MOST:
        return 0.44 if each.key == "occurred" else 0.42
    if each.key == "what" and profile[Shape.WORDS] >= MOST:
        return 0.42
    return 0.0


def _profile(cells: Sequence[Cell]) -> dict[str, float]:
    """Which part of the values, empty ones left out, has each shape; empty for no values."""
    values = [cell for cell in cells if not is_empty(cell)][:LOOKED_AT]
    if not values:
        return {}
    found: dict[str, int] = dict.fromkeys(Shape, 0)
    for value in values:
        for shape in _shapes(value):
            found[shape] += 1
    same = len(values) >= SEVERAL and len({text_of(value).lower() for value in values}) == 1
    words = sum(len(text_of(value).split()) for value in values) / len(values)
    return {shape: count / len(values) for shape, count in found.items()} | {
        SAME: float(same),
        LENGTH: min(words, 30) / 1000,
        FEW: float(len(values) < SEVERAL - 1),
    }


def _shapes(value: Cell) -> set[Shape]:
    if isinstance(value, time | timedelta):
        return {Shape.CLOCK}
    if isinstance(value, date | datetime):
        return {Shape.DAY}
    text = seen_in(value)
    found = set()
    if is_day(value) and not (isinstance(value, str) and LETTERED.fullmatch(text)):
        found.add(Shape.DAY)
    elif isinstance(value, str) and (
        (":" in text and read_clock(text)[0]) or (HOUR.fullmatch(text) and text[0] != "2")
    ):
        found.add(Shape.CLOCK)
    told = read_told(value)
    is_story = told.words == text and len(text.split()) >= STORY_FROM  # "Letter lost in the post"
    if (told.answer != "unsure" and not is_story) or told.is_not_asked:
        found.add(Shape.YES_NO)
    if not found & {Shape.DAY} and CODE.fullmatch(text):
        found.add(Shape.CODE)
    is_clock = ":" in text and Shape.CLOCK in found
    if len(text.split()) <= LONG and COUNTED.match(text) and not (is_clock or Shape.DAY in found):
        found.add(Shape.NUMBER)
    return found | _of_words(text, value)


def _of_words(text: str, value: Cell) -> set[Shape]:
    found = set()
    if len(text.split()) <= LONG and level_of(value) is not None:
        found.add(Shape.LEVEL)
    if len(text.split()) <= LONG and STATES.match(text):
        found.add(Shape.STATE)
    if NAME.fullmatch(text) and read_told(value).answer == "unsure":
        found.add(Shape.NAME)
    if len(text.split()) > LONG:
        found.add(Shape.WORDS)
    return found
