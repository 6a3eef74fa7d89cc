"""Numbers of our own for what an earlier log brings in, in the order of the days."""

from collections.abc import Sequence
from uuid import UUID

from tocsin.core.clock import LONDON
from tocsin.incidents.models import Incident, Original, Report

Family = tuple[Incident, Report, Original]


def numbered(school_id: UUID, families: Sequence[Family]) -> list[Family]:
    """The same, oldest first, each with the school's next number; only inside `writing`."""
    last = (
        Incident.objects.filter(school_id=school_id).order_by("-number").values_list("number")[:1]
    )
    first = last[0][0] + 1 if last else 1
    ordered = sorted(families, key=lambda family: family[0].reported_at)
    for number, (incident, _, _) in enumerate(ordered, start=first):
        incident.number = number
        incident.reference = f"{incident.reported_at.astimezone(LONDON).year}-{number:03}"
    return ordered
