"""Who of a file is on the list already, what it changes for them, and where nobody can tell."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.core.errors import Stale
from tocsin.core.names_alike import name_key
from tocsin.core.people_rows import ListedPerson
from tocsin.incidents.affected.changes import Change, change_of
from tocsin.incidents.affected.rows import STALE, flag, known_as
from tocsin.incidents.affected.undated import state_of
from tocsin.incidents.models import AffectedPerson, Incident
from tocsin.incidents.people import Known, Person, key_of, likeness_of, people_of, put_in

SEVERAL = (
    "More than one person on the list may be meant. Nothing is changed or added for this row: put"
    " it right on the list."
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
    new: Sequence[ListedPerson]
    changes: Sequence[Change]
    same: int  # are there already, and the file says nothing else
    doubts: Sequence[tuple[str, str]]  # where, and what; nothing happens for these rows


def sorted_out(
    incident: Incident, people: Sequence[ListedPerson], *, kind: str, at: datetime
) -> Sorted:
    """Hold the people in a file against those on the list. It changes nothing."""
    on_list, key = people_of(incident, at), key_of(incident)
    rows = {likeness_of(known_as(each), key): each for each in reversed(people)}  # the first wins
    found = _found(dict(reversed(rows.items())), on_list, kind)
    new = [one for one, who in found if who is None]
    changes, doubts = [], [(one.where, who) for one, who in found if isinstance(who, str)]
    taken = {each.row.likeness for each in on_list} | {likeness_of(known_as(o), key) for o in new}
    for one, who in found:
        change = change_of(one, who) if isinstance(who, Person) else None
        likeness = likeness_of(change.known, key) if change else ""
        if change and likeness != change.row.likeness and likeness in taken:
            doubts.append((one.where, SEVERAL))
        elif change:
            taken.add(likeness)
            changes.append(change)
    same = len(found) - len(new) - len(changes) - len(doubts)
    return Sorted(on_list, new, changes, same, doubts)


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
    rows: Mapping[str, ListedPerson], on_list: Sequence[Person], kind: str
) -> list[tuple[ListedPerson, Found]]:
    """Each row of the file with whom it means. Whoever is meant twice is a doubt."""
    exactly = {each.row.likeness: each for each in on_list}
    by_name: dict[str, list[Person]] = defaultdict(list)
    for each in on_list:
        if each.row.kind == kind:
            by_name[name_key(each.known.name)].append(each)
    found: list[tuple[ListedPerson, Found, bool]] = []
    for likeness, one in rows.items():
        same = exactly.get(likeness)
        if same:
            found.append((one, same if same.row.kind == kind else OTHER_KIND, True))
        else:
            found.append((one, _meant(known_as(one), by_name[name_key(one.name)]), False))
    times = Counter(who.row.pk for _, who, _ in found if isinstance(who, Person))
    return [
        (one, TWICE if isinstance(who, Person) and times[who.row.pk] > 1 and not is_sure else who)
        for one, who, is_sure in found
    ]


def _meant(known: Known, alike: Iterable[Person]) -> Found:
    """The one of those with this name who is meant; of several, the one at the same address."""
    some = [each for each in alike if _may_be(known, each.known)]
    dated = [each for each in some if known.born and each.known.born]
    if len(some) > 1:
        some = dated or [each for each in some if _is_at(known, each.known)]
        return some[0] if len(some) == 1 else SEVERAL
    return some[0] if some else None


def _may_be(one: Known, other: Known) -> bool:
    """Whether nothing speaks against both being the same person, who have the same name."""
    if one.born and other.born:
        return one.born == other.born
    return not (one.number and other.number) or name_key(one.number) == name_key(other.number)


def _is_at(one: Known, other: Known) -> bool:
    email, postal = one.email.casefold(), one.postal.casefold()
    same_email = bool(email) and email == other.email.casefold()
    return same_email or (bool(postal) and postal == other.postal.casefold())
