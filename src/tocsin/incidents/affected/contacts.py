"""The parents and carers of one pupil: which of a file is which on the list, and who is new."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tocsin.core.names_alike import name_key
from tocsin.core.people_rows import ListedPerson
from tocsin.incidents.affected.rows import known_as
from tocsin.incidents.affected.undated import carer_of
from tocsin.incidents.models import AffectedPerson
from tocsin.incidents.people import Known, Person, likeness_of

Group = Sequence[ListedPerson]  # one person in a file, once with each contact


@dataclass(frozen=True)
class Contacts:
    """The contacts of one person in a file, held against those on the list."""

    there: list[tuple[ListedPerson, Person]] = field(default_factory=list)
    more: list[ListedPerson] = field(default_factory=list)
    unclear: list[ListedPerson] = field(default_factory=list)


def grouped(people: Sequence[ListedPerson], kind: str, key: bytes) -> list[Group]:
    """The people in a file, each with every contact that is named for them once.

    Two rows are of one pupil when name and date of birth are the same, or name and class, or when
    it is one row. Others with one name are two people.
    """
    groups: dict[object, dict[str, ListedPerson]] = {}
    alike: dict[str, object] = {}
    for one in people:
        own = alike.setdefault(likeness_of(known_as(one), key), _own(one))
        contact = name_key(one.parent) if kind == AffectedPerson.Kind.PUPIL else ""
        group = groups.setdefault(own, {})
        if not group or (contact and "" not in group):
            group.setdefault(contact, one)
    return [list(group.values()) for group in groups.values()]


def contacts_in(group: Group, family: Sequence[Person], kind: str) -> Contacts:
    """Which contact of the file is which on the list."""
    found, free = Contacts(), list(family)
    is_adult = kind != AffectedPerson.Kind.PUPIL
    for one in sorted(group, key=lambda each: not _named(each, family)):  # those we know first
        who = _who(one, free, is_adult=is_adult, is_only=len(group) == 1)
        if who:
            free.remove(who)
            found.there.append((one, who))
        elif len(group) > 1:
            found.more.append(one)
        else:
            found.unclear.append(one)
    born = next((one.born for one in group if one.born), None)
    bare = ListedPerson(group[0].where, group[0].name, born)
    found.there.extend((bare, each) for each in free if born and found.there)
    return found


def is_at(one: Known, other: Known) -> bool:
    """Whether both have one address."""
    email, postal = one.email.casefold(), one.postal.casefold()
    same_email = bool(email) and email == other.email.casefold()
    return same_email or (bool(postal) and postal == other.postal.casefold())


def _own(one: ListedPerson) -> object:
    if one.born:
        return (name_key(one.name), one.born)
    return (name_key(one.name), name_key(one.number) or one.where)


def _named(one: ListedPerson, family: Sequence[Person]) -> list[Person]:
    return [each for each in family if name_key(each.known.parent) == name_key(one.parent)]


def _who(
    one: ListedPerson, free: Sequence[Person], *, is_adult: bool, is_only: bool
) -> Person | None:
    known = known_as(one)
    if is_only and len(free) == 1 and (is_adult or not one.parent):
        return free[0]
    some = _named(one, free) or [each for each in free if one.parent and _is_unnamed(each)]
    if not some and is_only:
        some = [each for each in free if is_at(known, each.known)]
    if len(some) > 1:
        some = [each for each in some if is_at(known, each.known)]
    return some[0] if len(some) == 1 else None


def _is_unnamed(person: Person) -> bool:
    parent, language = person.known.parent, person.row.language
    return parent in {"", carer_of(person.known, language)}
