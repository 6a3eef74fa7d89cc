"""Reading evidence and who had it, always within the incident's school."""

from uuid import UUID

from django.http import Http404

from tocsin.incidents.attachments import files_of
from tocsin.incidents.models import Attachment, EvidenceItem, FileCheck, Handling, Incident
from tocsin.ledger.queries import Event, history
from tocsin.ledger.tenancy import reading
from tocsin.schools.queries import names_in

OPENED = frozenset({"file.opened", "file.original-opened"})


def items_of(incident: Incident) -> list[EvidenceItem]:
    """The things and notes of the incident, oldest first."""
    with reading(incident.school_id):
        rows = EvidenceItem.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by").order_by("at", "name"))


def handlings_of(incident: Incident) -> list[Handling]:
    """Every change of hands that somebody wrote down, by when it was."""
    with reading(incident.school_id):
        rows = Handling.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by").order_by("done_at", "at"))


def evidence_of(incident: Incident, evidence_id: UUID) -> Attachment | EvidenceItem:
    """One file, thing or note of an incident that the reader may open; 404 for any other."""
    every: list[Attachment | EvidenceItem] = [*files_of(incident), *items_of(incident)]
    found = next((each for each in every if each.pk == evidence_id), None)
    if found is None:
        raise Http404
    return found


def newest_check(incident: Incident) -> FileCheck | None:
    """What the last check of the files found; None when nobody checked."""
    with reading(incident.school_id):
        rows = FileCheck.objects.filter(school_id=incident.school_id, incident=incident)
        return rows.select_related("by").order_by("-at").first()


def openings_of(file: Attachment) -> list[tuple[Event, str]]:
    """Each time that somebody opened the file here, with their name: from the ledger."""
    events = [
        event for event in history(file.incident)
        if event.action in OPENED and event.facts.get("file") == str(file.pk)
    ]  # fmt: skip
    names = names_in(file.school_id, {event.by for event in events})
    return [(event, names.get(event.by, "Tocsin")) for event in events]
