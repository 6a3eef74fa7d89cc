"""Reading which names are sealed and who asked for them; never the names."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from tocsin.incidents.models import Incident, NameOpening, SealedName
from tocsin.ledger.tenancy import reading


def sealed_name_of(incident: Incident) -> SealedName:
    """The incident's sealed name; 404 when its reporter asked for none."""
    with reading(incident.school_id):
        rows = SealedName.objects.filter(school_id=incident.school_id, incident=incident)
        found = rows.select_related("incident").first()
    if found is None:
        raise Http404
    found.incident = incident
    return found


def openings_of(sealed: SealedName) -> list[NameOpening]:
    """Every time somebody asked for the name, oldest first."""
    with reading(sealed.school_id):
        rows = NameOpening.objects.filter(school_id=sealed.school_id, sealed_name=sealed)
        return list(rows.select_related("by", "agreed_by").order_by("at"))


def opening_of(sealed: SealedName, opening_id: UUID) -> NameOpening:
    """One of them; 404 for another's."""
    with reading(sealed.school_id):
        found: NameOpening = get_object_or_404(
            NameOpening.objects.select_related("by"),
            school_id=sealed.school_id,
            sealed_name=sealed,
            pk=opening_id,
        )
    found.sealed_name, found.incident = sealed, sealed.incident
    return found
