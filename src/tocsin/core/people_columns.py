"""What the columns of a list of people mean, by their headings."""

import re
from collections.abc import Sequence

FIELDS = (
    ("", "Leave it out"),
    ("name", "Name"),
    ("forename", "First name"),
    ("surname", "Last name"),
    ("born", "Date of birth"),
    ("parent", "Parent or carer who is written to"),
    ("email", "Email address to write to"),
    ("postal", "Postal address"),
    ("language", "Language of the letter"),
    ("flags", "What to look at before writing"),
    ("number", "Class or number, to tell people with one name apart"),
    ("parent2", "Second parent or carer, who gets a letter of their own"),
    ("email2", "Email address of the second parent or carer"),
    ("postal2", "Postal address of the second parent or carer"),
    ("flags2", "What to look at before writing to the second parent or carer"),
)
SEVERAL = frozenset({"postal", "flags", "postal2", "flags2"})  # may stand in several columns
SECOND = {"parent2": "parent", "email2": "email", "postal2": "postal", "flags2": "flags"}
# The first that fits wins. Only a parent's address is taken for the address to write to.
_HEADINGS = (
    ("number", r"^(?:class|form|tutor group|dosbarth)\b"),
    ("", r"\b(?:id|upn|uln|admission|reg|year|form|class|gender|sex|phone|mobile|tel)\b"),
    ("", r"\b(?:ffôn|symudol)\b"),
    ("born", r"birth|\bd\.?o\.?b\b|\bborn\b|geni"),
    ("flags", r"flag|court|safeguard|estrang|looked.after|\b[lc][al][ac]\b|confiden|warning"),
    ("flags", r"gorchymyn"),
    ("email", r"e-?mail|e-?bost"),
    ("language", r"language|\biaith\b"),
    ("postal", r"address|street|house|town|city|county|post ?code|cyfeiriad|cod post|stryd"),
    ("parent", r"parent|carer|guardian|mother|father|contact|addressee|salutation|rhiant|send to"),
    ("forename", r"fore ?name|first ?name|given ?name|enw cyntaf"),
    ("surname", r"sur ?name|last ?name|family ?name|cyfenw"),
    ("name", r"name|pupil|student|child|person|enw|disgybl|plentyn"),
)  # fmt: skip
_PATTERNS = tuple((field, re.compile(words, re.IGNORECASE)) for field, words in _HEADINGS)
_CONTACT = r"(?:parent|carer|guardian|contact|rhiant|gofalwr)"
_SECOND = re.compile(rf"{_CONTACT}\W*(?:2|two)\b|\bsecond {_CONTACT}|\bail riant", re.IGNORECASE)
MOST_ABOVE = 20  # rows that may stand above the headings
LONGEST_HEADING = 80


def meaning_of(heading: str) -> str:
    """The key of the field that a heading names; "" for none."""
    text = heading[:LONGEST_HEADING]
    found = next((field for field, pattern in _PATTERNS if pattern.search(text)), "")
    return f"{found}2" if f"{found}2" in SECOND and _SECOND.search(text) else found


def meanings_of(headings: Sequence[str]) -> list[str]:
    """The field of each column; what one column has, no later one has too, unless it may."""
    found: list[str] = []
    for heading in headings:
        field = meaning_of(heading)
        found.append("" if field in found and field not in SEVERAL else field)
    return found


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Which row holds the headings: that with most we know; the first when none has any."""
    known = [len({meaning_of(cell) for cell in row} - {""}) for row in rows[:MOST_ABOVE]]
    return known.index(max(known)) if known else 0


def template() -> str:
    """An empty list to fill in: its headings, with a byte order mark, so that Excel reads Welsh."""
    names = [label for key, label in FIELDS if key not in {"", "forename", "surname"}]
    return "\ufeff" + ",".join(names) + "\r\n"
