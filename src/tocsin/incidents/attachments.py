"""Reading which files an incident has, always within its school."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from tocsin.incidents.keeping.scanner import is_set_up
from tocsin.incidents.mail_warnings import left_inside
from tocsin.incidents.models import Attachment, Incident, ReceivedMail
from tocsin.incidents.models.attachment import MACROS
from tocsin.incidents.queries import with_repeats
from tocsin.incidents.words import COPIES, SCANS
from tocsin.ledger.tenancy import reading


def files_of(incident: Incident) -> list[Attachment]:
    """The files of the incident and of its duplicates, oldest first."""
    together = with_repeats(incident)
    found = _listed(incident, Attachment.objects.filter(incident__in=together))
    for file in found:
        file.incident = together[file.incident_id]
    return found


def own_files(incident: Incident, person_id: UUID) -> list[Attachment]:
    """The files that one person added to the incident, oldest first."""
    return _listed(incident, Attachment.objects.filter(incident=incident, by=person_id))


def _listed(incident: Incident, rows: QuerySet[Attachment]) -> list[Attachment]:
    # A mail and the file that it became have the same digest.
    mail = ReceivedMail.objects.filter(incident=OuterRef("incident"), digest=OuterRef("digest"))
    with reading(incident.school_id):
        found = list(
            rows.filter(school_id=incident.school_id)
            .annotate(only_inside=Subquery(mail.values("not_kept")[:1]))
            .select_related("scan", "copy")
            .prefetch_related("by")
        )
    for file in found:
        file.warnings = _warnings(file, file.only_inside or ())
    return sorted(found, key=lambda file: (file.at, file.name, file.pk))


def _warnings(file: Attachment, only_inside: Sequence[Sequence[str]]) -> list[str]:
    """What to know before opening the file, in sentences. Silence never means that it is clean."""
    scan, copy = getattr(file, "scan", None), getattr(file, "copy", None)
    said = [SCANS[scan.result]] if scan else [_unscanned()]
    if file.kind.endswith(MACROS):
        said.append("It has macros in it, which can do harm when it is opened.")
    if file.is_picture:
        said.append(COPIES[copy.fault] if copy else "A copy without hidden data is being made.")
    said += [
        f"Only inside it, and no file of its own: {name} ({why})."
        for name, why in left_inside(only_inside)
    ]
    return [words for words in said if words]


def _unscanned() -> str:
    if is_set_up():
        return "Not scanned for viruses yet."
    return "Not scanned for viruses: no scanner is set up."
