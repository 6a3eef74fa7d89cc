"""The records of an investigation as their page draws them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from tocsin.core.inquiry import KINDS, RecordKind, said_of_state
from tocsin.incidents.inquiries import standing
from tocsin.incidents.models import Incident, InquiryRecord


@dataclass(frozen=True)
class ShownRecord:
    """One record; `correct_href` and `strike_href` where it can be changed."""

    row: InquiryRecord
    state: str
    counts: bool
    correct_href: str
    strike_href: str


@dataclass(frozen=True)
class Section:
    """Every record of one kind, and where one more is added."""

    kind: RecordKind
    add_href: str
    records: list[ShownRecord] = field(default_factory=list)


def sections(incident: Incident, rows: Sequence[InquiryRecord], *, is_open: bool) -> list[Section]:
    """A section for each kind. Those that count come first, then what stood there before."""
    count = {each.pk for each in standing(rows)}
    found = []
    for kind in KINDS:
        parts = [incident.school.slug, incident.pk, kind.key]
        href = reverse("incidents:inquiry:add", args=parts) if is_open else ""
        of_kind = [row for row in rows if row.kind == kind.key]
        first = sorted(of_kind, key=lambda row: row.pk not in count)
        shown = [_one(incident, row, counts=row.pk in count, is_open=is_open) for row in first]
        found.append(Section(kind, href, shown))
    return found


def _one(incident: Incident, row: InquiryRecord, *, counts: bool, is_open: bool) -> ShownRecord:
    parts = [incident.school.slug, incident.pk, row.pk]
    can_change = counts and is_open
    return ShownRecord(
        row,
        said_of_state(row.kind, row.state),
        counts,
        reverse("incidents:inquiry:correct", args=parts) if can_change else "",
        reverse("incidents:inquiry:strike", args=parts) if can_change else "",
    )
