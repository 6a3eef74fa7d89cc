"""From the rows of a list to people, with every doubt about what stands there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tocsin.core.addressees import FLAGS
from tocsin.core.birth_dates import birth_in
from tocsin.core.imported_dates import order_of
from tocsin.core.imported_day import Order
from tocsin.core.imported_table import UNSEEN, Cell, text_of
from tocsin.core.people_columns import SECOND, heading_row, meaning_of, meanings_of

LONGEST = {"name": 150, "parent": 150, "email": 254, "postal": 500, "number": 40}
MOST_PEOPLE = 10_000
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
FORMULA = ("=", "+", "@", "\t")
NO = re.compile(r"no?|none|n/?a|0|false|-+|na|nac oes|dim", re.IGNORECASE)
WELSH = re.compile(r"cy|welsh|cymraeg|wel", re.IGNORECASE)
ENGLISH = re.compile(r"en|english|saesneg|eng", re.IGNORECASE)
_NAMES = ("forename", "name", "surname")
_WORDS = (
    ("parent", " ", "parent"),
    ("postal", "\n", "postal address"),
    ("number", " ", "class or number"),
)
_FLAGS = (
    ("court_order", r"court|order|injunction|gorchymyn"),
    ("estranged", r"estrang|no contact|non.?contact|not be told|separated"),
    ("looked_after", r"looked|care of|\blac\b|\bcla\b|adopt|foster"),
    ("confidential", r"confiden|secret|refuge|protect|undisclosed"),
)


@dataclass
class ListedPerson:
    """One person as a list, or somebody by hand, says who they are."""

    where: str
    name: str
    born: date | None = None
    parent: str = ""
    email: str = ""
    postal: str = ""
    language: str = "en"
    says_language: bool = False  # the list names a language that we have letters in
    number: str = ""  # a class or a number that tells people with one name apart
    flags: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class PeopleList:
    """What a sheet holds: its headings, what each means, the people, and the rows left out."""

    headings: tuple[str, ...]
    meanings: tuple[str, ...]
    samples: tuple[str, ...]
    people: tuple[ListedPerson, ...]
    left_out: tuple[str, ...]
    others: tuple[str, ...] = ()  # columns with a second parent or address, which nobody writes to


def people_in(
    rows: Sequence[Sequence[Cell]], *, first_row: int, chosen: Mapping[int, str], today: date
) -> PeopleList:
    """The people in the rows of a sheet. chosen: what somebody said that a column means."""
    texts = [[text_of(cell) for cell in row] for row in rows]
    top = heading_row([[each[:200] for each in row] for row in texts])
    headings = [each[:200] for each in texts[top]] if texts else []
    width = max(map(len, rows[top:]), default=0)
    headings += [""] * (width - len(headings))
    guessed = meanings_of(headings)
    meanings = [chosen.get(place, guess) for place, guess in enumerate(guessed)]
    order = order_of(cell for row in rows[top + 1 :] for cell in _of(row, meanings, "born"))
    people, left_out = [], []
    for place in range(top + 1, len(rows)):
        where = f"Row {first_row + place}"
        if not any(texts[place]):
            continue
        one = _person(where, rows[place], meanings, headings, order, today)
        if isinstance(one, str):
            left_out.append(f"{where}: {one}")
        else:
            people += [one, *_second(one, rows[place], meanings, headings)]
    return PeopleList(
        tuple(headings), tuple(meanings), _samples(texts[top + 1 :], width), tuple(people),
        tuple(left_out), _others(headings, meanings, texts[top + 1 :]),
    )  # fmt: skip


def plain(text: str) -> str:
    """In one line, without what nobody sees."""
    return " ".join(UNSEEN.sub("", text).split())


def _of(row: Sequence[Cell], meanings: Sequence[str], wanted: str) -> list[Cell]:
    return [cell for cell, meaning in zip(row, meanings, strict=False) if meaning == wanted]


def _said(row: Sequence[Cell], meanings: Sequence[str], wanted: str, between: str = " ") -> str:
    found = (plain(text_of(cell)) for cell in _of(row, meanings, wanted))
    return between.join(each for each in found if each)


def _person(
    where: str, row: Sequence[Cell], meanings: Sequence[str], headings: Sequence[str],
    order: Order, today: date,
) -> ListedPerson | str:  # fmt: skip
    """The person of one row, or why it is left out."""
    forename, name, surname = (_said(row, meanings, each) for each in _NAMES)
    name = _name_in(forename, _turned(name), surname)
    if not name:
        return "there is no name, so it is left out."
    if len(name) > LONGEST["name"]:
        return "the name is longer than 150 letters, so it is left out. Put it right in the file."
    one = ListedPerson(where, name)
    if name.startswith(FORMULA):
        one.doubts.append("The name begins like a formula. Check that it is a name.")
    _take_born(one, _of(row, meanings, "born"), order, today)
    _take_words(one, row, meanings)
    _take_email(one, _said(row, meanings, "email"))
    _take_flags(one, row, meanings, headings)
    _take_language(one, _said(row, meanings, "language"))
    return one


def _second(
    one: ListedPerson, row: Sequence[Cell], meanings: Sequence[str], headings: Sequence[str]
) -> list[ListedPerson]:
    """The same pupil with a second parent or carer, when the row names one."""
    own = [SECOND.get(each, each if each == "number" else "") for each in meanings]
    if not any(_said(row, own, each) for each in ("parent", "email", "postal")):
        return []
    if not _said(row, own, "parent"):
        one.doubts.append("The address of a second parent has no name to it, so it is left out.")
        return []
    two = replace(one, email="", postal="", flags=[*one.flags], doubts=[])
    _take_words(two, row, own)
    _take_email(two, _said(row, own, "email"))
    _take_flags(two, row, own, headings)
    if not two.email and not two.postal:
        two.doubts.append("The second parent or carer has no address of their own.")
    return [two]


def _take_born(one: ListedPerson, cells: Sequence[Cell], order: Order, today: date) -> None:
    cell = next((each for each in cells if text_of(each)), None)
    if cell is None:
        return
    one.born = birth_in(cell, day_first=order.day_first, today=today)
    if one.born is None:
        one.doubts.append(f"We cannot read the date of birth “{plain(text_of(cell))[:30]}”.")


def _take_words(one: ListedPerson, row: Sequence[Cell], meanings: Sequence[str]) -> None:
    for key, between, label in _WORDS:
        words = _said(row, meanings, key, between)
        if len(words) > LONGEST[key]:
            one.doubts.append(f"The {label} is too long to be one, so it is left out.")
        else:
            setattr(one, key, words)


def _take_email(one: ListedPerson, email: str) -> None:
    if not email or is_email(email):
        one.email = email
    else:
        one.doubts.append(f"“{email[:40]}” is not one email address, so it is left out.")


def is_email(text: str) -> bool:
    """Whether mail can be sent to it: one address, and nothing else."""
    return len(text) <= LONGEST["email"] and bool(EMAIL.fullmatch(text))


def _take_flags(
    one: ListedPerson, row: Sequence[Cell], meanings: Sequence[str], headings: Sequence[str]
) -> None:
    """A tick in a column “Court order” says as much as words in a column “Flags”."""
    for cell, meaning, heading in zip(row, meanings, headings, strict=False):
        words = plain(text_of(cell)[:400]) if meaning == "flags" else ""
        if words and not NO.fullmatch(words):
            text = f"{heading} {words}".lower()
            found = [key for key, pattern in _FLAGS if re.search(pattern, text)] or ["other"]
            one.flags += [each for each in found if each not in one.flags]
    if one.flags:
        said = ", ".join(FLAGS[each].lower() for each in one.flags)
        one.doubts.append(f"Nothing goes out before somebody has looked: {said}.")


def _take_language(one: ListedPerson, words: str) -> None:
    if WELSH.fullmatch(words):
        one.language, one.says_language = "cy", True
    elif words and ENGLISH.fullmatch(words):
        one.says_language = True
    elif words:
        one.doubts.append(f"We have no letters in “{words[:20]}”: theirs is in English.")


def _samples(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """The first words that stand in each column."""
    return tuple(
        next((row[place][:60] for row in rows[:50] if place < len(row) and row[place]), "")
        for place in range(width)
    )


def _others(
    headings: Sequence[str], meanings: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[str, ...]:
    """The columns of a parent or an address beside the one that is written to."""
    return tuple(
        heading
        for place, (heading, meaning) in enumerate(zip(headings, meanings, strict=True))
        if not meaning
        and meaning_of(heading) in {"parent", "email", "parent2", "email2"}
        and any(place < len(row) and row[place] for row in rows)
    )


def _turned(name: str) -> str:
    """“Lee, Ann” as letters have it: Ann Lee."""
    last, comma, first = (part.strip() for part in name.partition(","))
    return f"{first} {last}" if comma and first and last and "," not in first else name


def _name_in(forename: str, name: str, surname: str) -> str:
    """The whole name: a column for names may hold all of it, or lack what stands beside it."""
    known = set(name.casefold().split())
    beside = ["" if set(each.casefold().split()) <= known else each for each in (forename, surname)]
    return " ".join(filter(None, [beside[0], name, beside[1]]))
