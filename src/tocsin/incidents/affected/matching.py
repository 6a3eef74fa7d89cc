"""Who of a file is on the list already, what it changes for them, and where nobody can tell."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tocsin.core.errors import Stale
from tocsin.core.names_alike import name_key
from tocsin.core.people_rows import ListedPerson
from tocsin.incidents.affected.changes import Change, change_of
from tocsin.incidents.affected.contacts import Group, contacts_in, grouped, is_at
from tocsin.incidents.affected.rows import STALE, Beside, flag, known_as
from tocsin.incidents.affected.undated import state_of
from tocsin.incidents.models import AffectedPerson, Incident
from tocsin.incidents.people import Known, Person, key_of, likeness_of, people_of, pupil_of, put_in

SEVERAL = (
    "More than one person on the list may be meant. Nothing is changed or added for this row: put"
    " it right on the list."
)
OTHER_PARENT = (
    "They are on the list with another parent or carer. Nothing is changed or added for this row:"
    " put the name right on the list, or add the second one there by hand."
)
TWICE = (
    "Another row may mean the same person on the list. Nothing is changed or added for this row:"
    " put it right on the list."
)
OTHER_KIND = (
    "Somebody like this is on the list, as a pupil or an adult where this file says otherwise."
    " Nothing is changed: put it right on the list."
)
Found = Person | str | None  # who is meant; why nobody can tell; nobody


@dataclass(frozen=True)
class Sorted:
    """Everybody in a file, held against the list as it stands."""

    on_list: Sequence[Person]
    new: Sequence[Group]
    besides: Sequence[Beside]  # one more contact, of somebody on the list
    changes: Sequence[Change]
    same: int  # are there already, and the file says nothing else
    touched: frozenset[UUID]  # of whom something changes, or who gets one more contact
    doubts: Sequence[tuple[str, str]]  # where, and what; nothing happens for these rows


def sorted_out(
    incident: Incident, people: Sequence[ListedPerson], *, kind: str, at: datetime
) -> Sorted:
    """Hold the people in a file against those on the list. It changes nothing."""
    on_list, key = people_of(incident, at), key_of(incident)
    families: dict[UUID, list[Person]] = defaultdict(list)
    for each in on_list:
        families[pupil_of(each.row)].append(each)
    new, besides, doubts = [], [], []
    meant: list[tuple[ListedPerson, Person]] = []
    for group, who in _found(grouped(people, kind, key), on_list, kind, key):
        if who is None:
            new.append(group)
        elif isinstance(who, str):
            doubts += [(one.where, who) for one in group]
        else:
            contacts = contacts_in(group, families[pupil_of(who.row)], kind)
            meant += contacts.there
            besides += [(one, who) for one in contacts.more]
            doubts += [(one.where, OTHER_PARENT) for one in contacts.unclear]
    taken = {each.row.likeness for each in on_list}
    taken |= {likeness_of(known_as(group[0]), key) for group in new}
    changes, more_doubts = _changes(meant, taken, key)
    rows = [*(each.row for each in changes), *(who.row for _, who in besides)]
    touched = frozenset(map(pupil_of, rows))
    same = len({pupil_of(who.row) for _, who in meant} - touched)
    return Sorted(on_list, new, besides, changes, same, touched, [*doubts, *more_doubts])


def heads_of(besides: Sequence[Beside], changed: Sequence[AffectedPerson]) -> list[AffectedPerson]:
    """The rows beside which another contact comes, that are not among the changed."""
    for _, person in besides:
        person.row.pupil = pupil_of(person.row)
    saved = {each.pk for each in changed}
    heads = {person.row.pk: person.row for _, person in besides}
    return [row for pk, row in heads.items() if pk not in saved]


def _changes(
    meant: Sequence[tuple[ListedPerson, Person]], taken: set[str], key: bytes
) -> tuple[list[Change], list[tuple[str, str]]]:
    changes, doubts = [], []
    for one, who in meant:
        change = change_of(one, who)
        is_beside = who.row.pupil not in {None, who.row.pk}
        likeness = likeness_of(change.known, key, beside=is_beside) if change else ""
        if change and likeness != change.row.likeness and likeness in taken:
            doubts.append((one.where, SEVERAL))
        elif change:
            taken.add(likeness)
            changes.append(change)
    return changes, doubts


def changed_rows(incident: Incident, changes: Sequence[Change]) -> list[AffectedPerson]:
    """The rows of those who are on the list already, not saved, with what the file says."""
    key = key_of(incident)
    for each in changes:
        put_in(each.row, each.known, key=key)
        each.row.language = each.language
        flag(each.row, each.flags)
    return [each.row for each in changes]


def refuse_if_list_moved(incident: Incident, people: Sequence[Person], seen: str | None) -> None:
    """Raise Stale when the list is not as it was read, or on screen; only inside `writing`."""
    rows = AffectedPerson.objects.filter(school_id=incident.school_id, incident=incident)
    stored = dict(rows.values_list("pk", "revision"))
    is_as_read = stored == {each.row.pk: each.row.revision for each in people}
    if not is_as_read or seen not in {None, state_of(people)}:
        raise Stale(STALE)


def _found(
    groups: Sequence[Group], on_list: Sequence[Person], kind: str, key: bytes
) -> list[tuple[Group, Found]]:
    """Each person in the file with whom they are. Whoever is meant twice is a doubt."""
    exactly = {each.row.likeness: each for each in on_list}
    by_name: dict[str, list[Person]] = defaultdict(list)
    for each in on_list:
        if each.row.kind == kind:
            by_name[name_key(each.known.name)].append(each)
    found: list[tuple[Group, Found, bool]] = []
    for group in groups:
        one = group[0]
        same = exactly.get(likeness_of(known_as(one), key))
        if same:
            found.append((group, same if same.row.kind == kind else OTHER_KIND, True))
        else:
            found.append((group, _meant(known_as(one), by_name[name_key(one.name)]), False))
    times = Counter(pupil_of(who.row) for _, who, _ in found if isinstance(who, Person))
    return [
        (group, TWICE if isinstance(w, Person) and times[pupil_of(w.row)] > 1 and not sure else w)
        for group, w, sure in found
    ]


def _meant(known: Known, alike: Iterable[Person]) -> Found:
    """The one of those with this name who is meant; of several, the one at the same address."""
    some = [each for each in alike if _may_be(known, each.known)]
    pupils = {pupil_of(each.row) for each in some}
    if len(pupils) == 1:  # with several contacts
        return some[0]
    dated = [each for each in some if known.born and each.known.born]
    if len(some) > 1:
        some = dated or [each for each in some if is_at(known, each.known)]
        return some[0] if len({pupil_of(each.row) for each in some}) == 1 else SEVERAL
    return some[0] if some else None


def _may_be(one: Known, other: Known) -> bool:
    """Whether nothing speaks against both being the same person, who have the same name."""
    if one.born and other.born:
        return one.born == other.born
    return not (one.number and other.number) or name_key(one.number) == name_key(other.number)
