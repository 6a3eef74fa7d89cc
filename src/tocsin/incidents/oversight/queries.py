"""Reading how an investigation was overseen, always within the incident's school."""

from collections.abc import Sequence

from tocsin.incidents.leading import HANDED_OVER
from tocsin.incidents.models import Acknowledgement, Classification, Incident, Note
from tocsin.incidents.oversight.commands import VERIFIED
from tocsin.ledger.tenancy import reading

SEEN = (VERIFIED, "oversight", "advice", "support", "intervention", HANDED_OVER)


def notes_of(incident: Incident, about: Sequence[str] = SEEN) -> list[Note]:
    """What those who oversee it wrote, newest first."""
    with reading(incident.school_id):
        rows = Note.objects.filter(school_id=incident.school_id, incident=incident, about__in=about)
        return list(rows.select_related("by").order_by("-at"))


def classifications_of(incident: Incident) -> list[Classification]:
    """Every level it was given, with the reason, newest first."""
    with reading(incident.school_id):
        rows = Classification.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by").order_by("-at"))


def acknowledgements_of(incident: Incident) -> list[Acknowledgement]:
    """Who confirmed having seen it, as what, newest first."""
    with reading(incident.school_id):
        rows = Acknowledgement.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by").order_by("-at"))
