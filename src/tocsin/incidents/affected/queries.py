"""Reading the list, always within the incident's school."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import Http404, QueryDict

from tocsin.incidents.models import AffectedPerson, Incident
from tocsin.incidents.people import Person, opened
from tocsin.ledger.tenancy import reading

PAGE = 50
WAITING = "waiting"


def person_of(incident: Incident, person_id: UUID, at: datetime) -> Person:
    """One person on the list; 404 for any other."""
    with reading(incident.school_id):
        rows = AffectedPerson.objects.filter(school_id=incident.school_id, incident=incident)
        row = rows.filter(pk=person_id).first()
    if row is None:
        raise Http404
    row.incident = incident
    return opened(incident, [row], at)[0]


def shown(people: Sequence[Person], query: QueryDict) -> tuple[Sequence[Person], int, int]:
    """Those of one page, its number, and how many pages there are."""
    if query.get("show") == WAITING:
        people = [each for each in people if each.held]
    pages = max(-(-len(people) // PAGE), 1)
    text = query.get("page", "")
    number = min(max(int(text), 1), pages) if text.isascii() and text.isdigit() else 1
    return people[(number - 1) * PAGE : number * PAGE], number, pages
