"""Who has been thought of in an incident, and who can be reached how."""

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.core.national_contacts import NationalContact, contacts_in
from tocsin.core.party_messages import message_to
from tocsin.core.roles import Role
from tocsin.core.third_parties import Suggestion, parties, suggestions
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Answered, Incident, ThirdParty
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import pack_of
from tocsin.registers.contacts.queries import contacts_of
from tocsin.registers.models import Contact, Supplier
from tocsin.schools.models import Membership, School

SPEAKS = (Role.HEAD, Role.DPO, Role.DEPUTY_DPO, Role.INVESTIGATING_OFFICER)
# A body whose contact is kept under another kind.
KEPT_AS = {"dfe_data": "dfe_cyber"}


@dataclass(frozen=True)
class PartyShown:
    """One body: why it is suggested, what was decided, and how to reach it."""

    key: str
    label: str
    suggestion: Suggestion | None
    row: ThirdParty | None
    contacts: Sequence[Contact]
    shipped: Sequence[NationalContact]
    supplier: Supplier | None = None  # where the body is the company it happened at

    @property
    def is_open(self) -> bool:
        return self.suggestion is not None and self.row is None

    @property
    def status(self) -> tuple[str, str]:
        """In a word, with a colour."""
        if self.row is None:
            return ("To decide", "blue") if self.suggestion else ("", "")
        if self.row.answer == Answered.DECLINED:
            return "Not told", "grey"
        return ("Asked to help" if self.row.answer == Answered.ASKED else "Told"), "green"


def parties_of(incident: Incident, school: School) -> list[PartyShown]:
    """Every body: the suggested first, then those with an answer, then the rest."""
    pack = pack_of(incident.pack_version_id)
    asked = {each.party: each for each in suggestions(facts_of(incident), pack)}
    rows, own = answers_of(incident), contacts_of(school.pk)
    shipped = contacts_in(school.nation)
    found = [
        PartyShown(
            key,
            label,
            asked.get(key),
            rows.get(key),
            [each for each in own if each.kind == KEPT_AS.get(key, key)],
            [each for each in shipped if each.kind == KEPT_AS.get(key, key)],
            supplier_of(incident) if key == "processor" else None,
        )
        for key, label in parties(pack).items()
    ]
    return sorted(found, key=lambda each: (not each.is_open, each.row is None, each.label))


def message_for(incident: Incident, party: str, writer: Membership) -> str:
    """Words to copy into a message to the body. They name nobody. Source: BR-5.10."""
    pack = pack_of(incident.pack_version_id)
    role = next((each for each in SPEAKS if each in writer.held_roles), Role.DEPUTY_DPO)
    return message_to(
        party, facts_of(incident), school=writer.school.name, phone=writer.school.phone,
        reference=incident.reference, writer=pack.label_of(role),
    )  # fmt: skip


def answers_of(incident: Incident) -> dict[str, ThirdParty]:
    """What was decided about each body, by its key."""
    with reading(incident.school_id):
        rows = ThirdParty.objects.filter(school_id=incident.school_id, incident=incident)
        return {row.party: row for row in rows.select_related("told_by", "by", "contact")}


def supplier_of(incident: Incident) -> Supplier | None:
    """The company it happened at, once somebody said so."""
    if incident.supplier_id is None:
        return None
    with reading(incident.school_id):
        return Supplier.objects.get(school_id=incident.school_id, pk=incident.supplier_id)
