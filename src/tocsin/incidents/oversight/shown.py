"""How an investigation is overseen, as its page draws it."""

from dataclasses import dataclass

from tocsin.core.roles import Role
from tocsin.incidents.leading import HANDED_OVER
from tocsin.incidents.models import Incident, Note
from tocsin.incidents.oversight.commands import VERIFIED
from tocsin.incidents.oversight.queries import acknowledgements_of, classifications_of
from tocsin.policies.queries import pack_of
from tocsin.schools.queries import holders
from tocsin.ui.pieces import Entry

TITLES = {
    VERIFIED: "Details checked",
    HANDED_OVER: "The lead was handed over",
    "oversight": "Looked at it",
    "advice": "Advice",
    "support": "Help",
    "intervention": "Stepped in",
}


@dataclass(frozen=True)
class Lead:
    """Who leads, and who should by the policy."""

    name: str
    wanted: str  # the role that the policy names for this severity; "" for none
    is_another: bool  # whether whoever leads holds another role


def lead_of(incident: Incident) -> Lead:
    """Who leads the incident, beside what the policy says."""
    pack = pack_of(incident.pack_version_id)
    role = pack.matrix_for(incident.severity).leads if incident.severity else None
    name = incident.lead.name if incident.lead else ""
    return Lead(
        name, pack.label_of(role) if role else "",
        bool(name and role and not _holds(incident, role)),
    )  # fmt: skip


def levels(incident: Incident) -> list[Entry]:
    """Every level it was given, and who confirmed having seen it, newest first."""
    pack = pack_of(incident.pack_version_id)
    found = [
        Entry(f"Severity: {pack.level(row.severity).label}", row.at, _name(row), row.reason)
        for row in classifications_of(incident)
    ]
    found += [
        Entry(f"Seen as {pack.label_of(Role(row.role))}", row.at, _name(row))
        for row in acknowledgements_of(incident)
    ]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def entries(notes: list[Note]) -> list[Entry]:
    """What those who oversee it wrote."""
    return [Entry(TITLES[row.about], row.at, _name(row), row.words) for row in notes]


def _name(row: object) -> str:
    by = getattr(row, "by", None)
    return by.name if by else ""


def _holds(incident: Incident, role: Role) -> bool:
    return incident.lead_id in {each.person_id for each in holders(incident.school_id, role)}
