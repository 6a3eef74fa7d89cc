"""From a file to what would be put on the list, and what a person should look at before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tocsin.core.errors import Reason, Refused
from tocsin.core.imported_table import Sheet, text_of
from tocsin.core.people_columns import heading_row, meanings_of
from tocsin.core.people_rows import ListedPerson, PeopleList, people_in
from tocsin.incidents.affected.changes import Change
from tocsin.incidents.affected.matching import Sorted, sorted_out
from tocsin.incidents.affected.undated import state_of
from tocsin.incidents.models import Incident
from tocsin.incidents.workbooks import sheets_of

FIRST, MOST_DOUBTS = 5, 200
NO_NAMES = Reason(
    "no-names",
    "We cannot tell which column holds the names. Say so below, or give the column a heading.",
)


@dataclass(frozen=True)
class Preview:
    """Counts, the first lines, and what a person should look at."""

    count: int
    new: int
    changed: int  # are on the list already, and are filled in or corrected
    same: int  # are on the list already as the file says
    second: int  # parents and carers who get a letter of their own beside the first
    besides: Sequence[ListedPerson]  # of those, whose pupil is on the list already
    lines: Sequence[ListedPerson]
    changes: Sequence[Change]
    more_changes: int
    doubts: Sequence[tuple[str, str]]
    more_doubts: int
    left_out: Sequence[str]
    others: Sequence[str]
    state: str  # of the list, so that nobody answers for another one than they saw


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


def preview_of(incident: Incident, plan: PeopleList, *, kind: str, at: datetime) -> Preview:
    """What bringing it in would do."""
    found = sorted_out(incident, plan.people, kind=kind, at=at)
    doubts = [*found.doubts, *((one.where, each) for one in plan.people for each in one.doubts)]
    return Preview(
        count=_how_many(found), new=len(found.new), changed=len(found.touched), same=found.same,
        lines=plan.people[:FIRST],
        second=len(found.besides) + sum(len(group) - 1 for group in found.new),
        besides=[one for one, _ in found.besides][:MOST_DOUBTS],
        changes=found.changes[:MOST_DOUBTS],
        more_changes=max(len(found.changes) - MOST_DOUBTS, 0), doubts=doubts[:MOST_DOUBTS],
        more_doubts=max(len(doubts) - MOST_DOUBTS, 0), left_out=plan.left_out[:MOST_DOUBTS],
        others=plan.others, state=state_of(found.on_list),
    )  # fmt: skip


def _how_many(found: Sorted) -> int:
    """How many people the file names, as far as we can tell."""
    doubtful = {where for where, _ in found.doubts}
    return len(found.new) + len(found.touched) + found.same + len(doubtful)


def refuse_without_names(plan: PeopleList) -> None:
    """Raise Refused when no column is taken for names."""
    if not {"name", "forename", "surname"} & set(plan.meanings):
        raise Refused(NO_NAMES)


def _known_headings(sheet: Sheet) -> int:
    rows = [[text_of(cell)[:200] for cell in row] for row in sheet.rows[:20]]
    return len(set(meanings_of(rows[heading_row(rows)])) - {""}) if rows else 0
