"""What a case file says of the investigation: what people said, its records, and the evidence."""

from tocsin.core.inquiry import BY_KEY
from tocsin.core.when import at_received, say_date, say_instant
from tocsin.incidents.inquiries import interviews_of, line_of_record, records_of, standing
from tocsin.incidents.models import Attachment, EvidenceItem, Handling, Incident

Lines = list[tuple[str, str]]
NOT_ANY_MORE = "(corrected or struck out later) "


def said(incident: Incident) -> Lines:
    """Every interview, and whether they agree with how it was put."""
    rows = interviews_of(incident)
    count = {each.pk for each in standing(rows)}
    return [
        (
            f"{row.name}, {say_date(row.held_on)}",
            f"{_mark(row.pk in count)}Also there: {row.present}. {row.words}"
            f" ({row.get_agreement_display()}) {row.reply}".strip(),
        )
        for row in rows
    ]


def recorded(incident: Incident) -> Lines:
    """Every record of the investigation."""
    rows = records_of(incident)
    count = {each.pk for each in standing(rows)}
    return [
        (BY_KEY[row.kind].title, f"{_mark(row.pk in count)}{line_of_record(row)}") for row in rows
    ]


def evidence(incident: Incident) -> Lines:
    """Files with their fingerprints, things and notes, and who had them."""
    of = {"school_id": incident.school_id, "incident": incident}
    files = Attachment.objects.filter(**of).order_by("at")
    items = EvidenceItem.objects.filter(**of).order_by("at")
    handled = Handling.objects.filter(**of).order_by("done_at", "at")
    return [
        *((row.name, f"Added {at_received(row.at)}. SHA-256: {row.digest}") for row in files),
        *((row.name, f"From {row.came_from}. {row.place} {row.words}") for row in items),
        *((_name(row), _hands(row)) for row in handled.select_related("attachment", "item")),
    ]


def _mark(counts: bool) -> str:  # noqa: FBT001 - a plain yes or no
    return "" if counts else NOT_ANY_MORE


def _name(row: Handling) -> str:
    return row.attachment.name if row.attachment else row.item.name if row.item else ""


def _hands(row: Handling) -> str:
    told = f"{row.get_deed_display()}: {row.who}, {say_instant(row.done_at)}."
    return " ".join(part for part in (told, row.place, row.words) if part)
