"""What was cleared, as a file: drawn and sealed before the school's turn is taken: it is slow."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from tocsin.incidents.keeping.names import shown_name
from tocsin.incidents.keeping.sealing import kind_to_keep, seal_in
from tocsin.incidents.models import Attachment, Incident
from tocsin.incidents.notices.gates import clears_as, present_at, still_wanted
from tocsin.incidents.notices.paper import as_pdf
from tocsin.incidents.notices.queries import State, Verdict, given_now, notice_of
from tocsin.incidents.notices.rows import said
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership


def frozen_if_last(
    incident: Incident, notice_id: UUID, *, by: Membership, at: datetime
) -> Attachment | None:
    """The notice as a file in the store, and its row, not saved; None unless `by` is the last who
    has to clear it.
    """
    with reading(incident.school_id):
        notice = notice_of(incident, notice_id)
        given = given_now(notice)
        role = clears_as(incident, given, by, present_at(incident, at))
        if notice.state != State.DRAFT or notice.put_up_at is None or role is None:
            return None
        own = said(notice, Verdict.CLEARED.value, by=by, at=at, role=role.value)
        if still_wanted(incident, [*given, own]):
            return None
    own.by = by.person
    content = as_pdf(incident, notice, [*given, own])
    name = f"notice-{incident.reference}-{notice.number}.pdf"
    file = SimpleUploadedFile(name, content, "application/pdf")
    row = Attachment(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        name=shown_name(name), kind=kind_to_keep(file),
    )  # fmt: skip
    seal_in(row, file)
    return row
