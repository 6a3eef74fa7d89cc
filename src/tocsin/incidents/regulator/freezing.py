"""Files of a report: what was sent, as PDF, and the proof that it was. Both are slow."""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from tocsin.core.reporting import PHASES
from tocsin.core.when import say_date, say_instant
from tocsin.incidents.keeping.names import shown_name
from tocsin.incidents.keeping.sealing import kind_to_keep, seal_in
from tocsin.incidents.models import Attachment, Incident
from tocsin.incidents.regulator.paper import report_paper
from tocsin.incidents.regulator.sheet import Sheet
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership

HOW = {
    "online": "The regulator's online form",
    "phone": "By phone",
    "email": "By email",
    "letter": "By letter",
    "in_person": "In person",
}


def frozen(
    incident: Incident, sheet: Sheet, sent: dict[str, Any], *, by: Membership, at: datetime
) -> Attachment:
    """What is sent, as a file in the store, and its row, not saved."""
    number = sheet.row.number
    name = f"report-to-the-regulator-{incident.reference}-{number}.pdf"
    head = [
        f"{PHASES[sent['phase']]}, number {number}.",
        f"{HOW.get(sent['how'], sent['how'])}, {say_instant(sent['told_at'])}.",
    ]
    if sent.get("reference"):
        head.append(f"The regulator's reference: {sent['reference']}.")
    if sent.get("late_reason"):
        head.append(f"Sent after the 72 hours, because: {sent['late_reason']}")
    promised = _promised(incident, sheet, sent.get("rest_by"))
    content = report_paper(incident, sheet.told, head=head, promised=promised).as_pdf
    return added(incident, SimpleUploadedFile(name, content, "application/pdf"), by=by, at=at)


def _promised(incident: Incident, sheet: Sheet, day: date | None) -> dict[str, str]:
    """What to say of each answer that will follow; nothing where no day was given."""
    if day is None:
        return {}
    with reading(incident.school_id):
        words = pack_of(incident.pack_version_id).words_for("more_to_follow")
    said = f"{words} By {say_date(day)} at the latest."
    return {each.id: said for each in sheet.to_follow}


def added(
    incident: Incident, file: "UploadedFile[Any]", *, by: Membership, at: datetime
) -> Attachment:
    """The file in the store, and its row: the one there is when they added the same before.

    Raises Refused for a file that may not be kept.
    """
    row = Attachment(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        name=shown_name(file.name or ""), kind=kind_to_keep(file),
    )  # fmt: skip
    seal_in(row, file)
    with reading(incident.school_id):
        same = Attachment.objects.filter(
            school_id=incident.school_id, incident=incident, by=by.person_id, digest=row.digest
        ).first()
    return same or row
