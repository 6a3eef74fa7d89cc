"""From a file to what would be put on the list, and what a person should look at before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.core.errors import Reason, Refused
from tocsin.core.imported_table import Sheet, text_of
from tocsin.core.people_columns import heading_row, meanings_of
from tocsin.core.people_rows import ListedPerson, PeopleList, people_in
from tocsin.incidents.affected.rows import known_as, likenesses_of, new_among
from tocsin.incidents.models import Incident
from tocsin.incidents.people import key_of, likeness_of
from tocsin.incidents.workbooks import sheets_of
from tocsin.ledger.tenancy import reading

FIRST, MOST_DOUBTS = 5, 200
UNDATED = (
    "Somebody like this is on the list without a date of birth. Put it right there, or take them"
    " off first: otherwise there will be two of them."
)
NO_NAMES = Reason(
    "no-names",
    "We cannot tell which column holds the names. Say so below, or give the column a heading.",
)


@dataclass(frozen=True)
class Preview:
    """Counts, the first lines, and what a person should look at."""

    count: int
    new: int
    lines: Sequence[ListedPerson]
    doubts: Sequence[tuple[str, str]]
    more_doubts: int
    left_out: Sequence[str]
    others: Sequence[str]


def sheet_of(data: bytes) -> Sheet:
    """The tab with the list in it: that with most headings we know, then the longest.

    Raises Refused, with what to do instead, for a file that is no list we can read.
    """
    sheets, _ = sheets_of(data)
    return max(sheets, key=lambda each: (_known_headings(each), len(each.rows)))


def plan_of(data: bytes, *, chosen: Mapping[int, str], today: date) -> PeopleList:
    """The people in the file. Raises Refused as `sheet_of` does."""
    sheet = sheet_of(data)
    return people_in(sheet.rows, first_row=sheet.first_row, chosen=chosen, today=today)


def preview_of(incident: Incident, plan: PeopleList) -> Preview:
    """What bringing it in would do."""
    with reading(incident.school_id):
        known = likenesses_of(incident)
    key = key_of(incident)
    doubts = [(one.where, words) for one in plan.people for words in _doubts(one, known, key)]
    return Preview(
        count=len(plan.people), new=len(new_among(plan.people, known, key)),
        lines=plan.people[:FIRST], doubts=doubts[:MOST_DOUBTS],
        more_doubts=max(len(doubts) - MOST_DOUBTS, 0), left_out=plan.left_out[:MOST_DOUBTS],
        others=plan.others,
    )  # fmt: skip


def _doubts(one: ListedPerson, known: set[str], key: bytes) -> list[str]:
    undated = replace(known_as(one), born="")
    is_there = bool(one.born) and likeness_of(undated, key) in known
    return [*one.doubts, UNDATED] if is_there else one.doubts


def refuse_without_names(plan: PeopleList) -> None:
    """Raise Refused when no column is taken for names."""
    if not {"name", "forename", "surname"} & set(plan.meanings):
        raise Refused(NO_NAMES)


def _known_headings(sheet: Sheet) -> int:
    rows = [[text_of(cell)[:200] for cell in row] for row in sheet.rows[:20]]
    return len(set(meanings_of(rows[heading_row(rows)])) - {""}) if rows else 0
