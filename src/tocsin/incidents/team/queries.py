"""Reading who works on an incident, who did, and who must not see it."""

from uuid import UUID

from django.http import Http404

from tocsin.incidents.models import Incident, Recusal, TeamMember
from tocsin.ledger.tenancy import reading


def changes_of_team(incident: Incident) -> list[TeamMember]:
    """Everybody who is, or was, on the team: those on it now first, by when they joined."""
    with reading(incident.school_id):
        rows = TeamMember.objects.filter(school_id=incident.school_id, incident=incident)
        found = list(rows.select_related("person", "by").order_by("at"))
    return sorted(found, key=lambda row: row.left_at is not None)


def recusals_of(incident: Incident) -> list[Recusal]:
    """Who must not see it, or had to, newest first."""
    with reading(incident.school_id):
        rows = Recusal.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("person", "by").order_by("-at"))


def recusal_of(incident: Incident, recusal_id: UUID) -> Recusal:
    """One of them; 404 for another incident's."""
    found = next((row for row in recusals_of(incident) if row.pk == recusal_id), None)
    if found is None:
        raise Http404
    found.incident = incident
    return found
