"""What a file fills in and corrects for somebody who is on the list; it empties nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.core.addressees import FLAGS
from tocsin.core.people_rows import ListedPerson
from tocsin.core.when import say_date
from tocsin.incidents.affected.rows import known_as
from tocsin.incidents.models import AffectedPerson
from tocsin.incidents.people import Known, Person
from tocsin.incidents.people_words import LANGUAGES

LABELS = {
    "born": "Date of birth",
    "parent": "Parent or carer",
    "email": "Email address",
    "postal": "Postal address",
    "number": "Class or number",
}


@dataclass(frozen=True)
class Said:
    """One thing that changes: what it is, as the file says it, and as it stands now."""

    label: str
    new: str
    old: str = ""


@dataclass(frozen=True)
class Change:
    """Somebody on the list, as they are after the file."""

    where: str
    name: str
    row: AffectedPerson
    known: Known
    language: str
    flags: Sequence[str]
    said: Sequence[Said]


def change_of(one: ListedPerson, person: Person) -> Change | None:
    """What the row of the file changes for the person; None when nothing."""
    before, told = person.known, known_as(one)
    new = {name: getattr(told, name) for name in LABELS if getattr(told, name)}
    said = [
        Said(LABELS[name], _words(name, value), _words(name, getattr(before, name)))
        for name, value in new.items()
        if value != getattr(before, name)
    ]
    language = one.language if one.says_language else person.row.language
    if language != person.row.language:
        said.append(Said("Language", LANGUAGES[language], LANGUAGES[person.row.language]))
    more = [each for each in one.flags if each not in person.row.flags]
    said += [Said("Look first", FLAGS[each]) for each in more]
    if not said:
        return None
    known, flags = replace(before, **new), [*person.row.flags, *more]
    return Change(one.where, before.name, person.row, known, language, flags, said)


def _words(name: str, value: str) -> str:
    if name == "born" and value:
        return say_date(date.fromisoformat(value))
    return value.replace("\n", ", ")
