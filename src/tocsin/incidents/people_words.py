"""What the pages say about the people affected and their letters."""

from dataclasses import dataclass

from tocsin.core.addressees import FLAGS, To
from tocsin.core.when import say_date
from tocsin.incidents.people import Person

HELD = {
    "spared": "Not written to, as was said",
    "flag": "Somebody who safeguards pupils looks first: a letter to the wrong home does harm.",
    "whom": "Say who is written to: the date of birth does not tell us",
    "no-parent": "Say which parent or carer is written to",
}
TO = {To.SELF: "To themselves", To.PARENT: "To a parent or carer", None: "Not clear yet"}
LANGUAGES = {"en": "English", "cy": "Welsh"}


@dataclass(frozen=True)
class PersonLine:
    """One person as the list shows them."""

    person: Person
    to: str
    reach: tuple[str, ...]
    flags: tuple[str, ...]
    held: str
    born: str


def person_line(person: Person) -> PersonLine:
    """The person in words."""
    known = person.known
    to = TO[person.to]
    if person.to is To.PARENT and known.parent:
        to = f"To {known.parent}"
    if person.row.addressed_to:
        to = f"{to}, as somebody chose"
    reach = (known.email, known.postal.replace("\n", ", "))
    return PersonLine(
        person, to, tuple(each for each in reach if each),
        tuple(FLAGS[each] for each in person.row.flags if each in FLAGS),
        HELD[person.held.value] if person.held else "",
        say_date(known.born_on) if known.born_on else "",
    )  # fmt: skip
