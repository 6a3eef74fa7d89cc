"""What of an earlier log is on our log already."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from tocsin.core.imported_entry import Entry
from tocsin.incidents.importing.building import digest_of, likeness_of
from tocsin.incidents.models import Original
from tocsin.ledger.keys import key_for
from tocsin.ledger.tenancy import reading

AT_ONCE = 500  # asked for in one statement


def new_among(school_id: UUID, entries: Iterable[Entry], key: bytes) -> list[Entry]:
    """Those that are not on the log yet, each once; only inside `reading` or `writing`.

    An entry with the number and the day of one that was imported is the same, whatever else
    changed in it since.
    """
    known = {digest_of(each, key): each for each in reversed(list(entries))}
    once = {digest: known[digest] for digest in reversed(known)}
    alike = {digest: likeness_of(entry, key) for digest, entry in once.items()}
    taken = _taken(school_id, "digest", list(once))
    taken_alike = _taken(school_id, "likeness", [each for each in alike.values() if each])
    return [
        entry
        for digest, entry in once.items()
        if digest not in taken and alike[digest] not in taken_alike
    ]


class Known(NamedTuple):
    """The places of the entries that do not come in, and why."""

    on_the_log: frozenset[int]
    twice: frozenset[int]  # each but the first of those that are alike in the file

    @property
    def left_out(self) -> frozenset[int]:
        """All of them."""
        return self.on_the_log | self.twice


def known_of(school_id: UUID, entries: Sequence[Entry]) -> Known:
    """Which of the entries are on the log already, and which stand twice in the file."""
    with reading(school_id):
        key = key_for(school_id, school_id=school_id)
        new = {id(entry) for entry in new_among(school_id, entries, key)}
    first: dict[str, int] = {}
    for place, entry in enumerate(entries):
        first.setdefault(entry.digest_of, place)
    twice = {place for place, entry in enumerate(entries) if first[entry.digest_of] != place}
    known = {place for place, entry in enumerate(entries) if id(entry) not in new}
    return Known(frozenset(known - twice), frozenset(twice))


def _taken(school_id: UUID, column: str, wanted: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for some in _pieces(wanted):
        rows = Original.objects.filter(school_id=school_id, **{f"{column}__in": some})
        found |= set(rows.values_list(column, flat=True))
    return found


def _pieces(wanted: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]
