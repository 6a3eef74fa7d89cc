"""Evidence as its pages draw it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.incidents.models import Attachment, EvidenceItem, FileCheck, Handling
from tocsin.ledger.queries import Event

FAULTS = {
    "": "Unchanged: it is what was added",
    "changed": "Changed: it is not what was added",
    "missing": "Missing: it is gone from the store",
    None: "Not checked yet",
}


@dataclass(frozen=True)
class Piece:
    """One piece of evidence on the list."""

    row: Attachment | EvidenceItem
    is_file: bool
    state: str  # of a file: what the last check found
    is_at_fault: bool
    last: Handling | None
    place: str


@dataclass(frozen=True)
class Hand:
    """One line of who had it."""

    at: datetime
    deed: str
    who: str
    more: str
    written: str  # by whom; "Tocsin" for what it saw itself


def pieces(
    files: Sequence[Attachment],
    items: Sequence[EvidenceItem],
    handlings: Sequence[Handling],
    check: FileCheck | None,
) -> list[Piece]:
    """Files first, then things and notes; each with who had it last, and where it is."""
    last = {each.attachment_id or each.item_id: each for each in handlings}
    placed = {each.attachment_id or each.item_id: each for each in handlings if each.place}
    found = {each["file"]: each["fault"] for each in check.found} if check else {}
    shown = []
    every: list[Attachment | EvidenceItem] = [*files, *items]
    for row in every:
        fault = found.get(str(row.pk))
        place = placed[row.pk].place if row.pk in placed else getattr(row, "place", "")
        shown.append(
            Piece(row, isinstance(row, Attachment), FAULTS[fault], bool(fault),
                  last.get(row.pk), place)
        )  # fmt: skip
    return shown


def hands(
    row: Attachment | EvidenceItem,
    handlings: Sequence[Handling],
    openings: Sequence[tuple[Event, str]],
) -> list[Hand]:
    """Who had it, the earliest first: what people wrote down, and what Tocsin saw itself."""
    source = f"From {row.came_from}" if isinstance(row, EvidenceItem) else ""
    by = row.by.name if row.by else "Somebody without an account"
    found = [Hand(row.at, "Put on the record", by, source, "Tocsin")]
    found += [
        Hand(event.at, "Looked at", name, _which(event), "Tocsin") for event, name in openings
    ]
    found += [
        Hand(each.done_at, each.get_deed_display(), each.who, _more(each),
             each.by.name if each.by else "")
        for each in handlings
        if row.pk in {each.attachment_id, each.item_id}
    ]  # fmt: skip
    return sorted(found, key=lambda hand: hand.at)


def _which(event: Event) -> str:
    return "The original" if event.action == "file.original-opened" else ""


def _more(row: Handling) -> str:
    return ". ".join(part for part in (row.place, row.words) if part)
