"""Opening the sealed name of a reporter: for a reason, by two when the policy says so, once."""

from datetime import datetime

from tocsin.core.errors import NotAllowed, NotYet, Reason
from tocsin.core.roles import Permission, Role
from tocsin.incidents.models import Incident, NameOpening, SealedName
from tocsin.incidents.openers import openers_of
from tocsin.incidents.sealing import Identity, unsealed
from tocsin.incidents.settling import tell
from tocsin.ledger.writing import writing
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership

NOT_YOURS = Reason(
    "identity", "Your policy names who may open a reporter's name. Ask one of them.", "SI-ANON"
)
NOT_AGREED = Reason(
    "second-person", "Somebody else has to agree first. Ask them to open this page.", "SI-ANON"
)
OWN = Reason("second-person", "Somebody other than whoever asked has to agree.", "SI-ANON")
OPENED = Reason("opened", "This was opened already. Say why you need it again.", "SI-ANON")


def ask_for_name(
    sealed: SealedName, *, reason: str, by: Membership, at: datetime
) -> tuple[NameOpening, Identity | None]:
    """Open the sealed name, or ask for a second person when the policy wants two.

    The DPO is told of it. Raises NotAllowed unless the policy names one of the roles `by` holds.
    Source: SI-ANON.
    """
    incident = sealed.incident
    pack = pack_of(incident.pack_version_id)
    takes_two = pack.reporter.is_opened_by_two
    opening = NameOpening(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at, reason=reason,
        sealed_name=sealed, takes_two=takes_two, opened_at=None if takes_two else at,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.OPEN_NAME, at=at) as record:
        _allow(incident, by)
        record(f"reporter-name.{'asked' if takes_two else 'opened'}", saved=[incident, opening])
        tell(incident, Role.DPO, at=at)
    return opening, None if takes_two else unsealed(sealed)


def agree_to_open(opening: NameOpening, *, by: Membership, at: datetime) -> None:
    """Agree, as the second person, that somebody opens the name; they are told. Source: SI-ANON."""
    incident = opening.incident
    with writing(incident, by=by, may=Permission.OPEN_NAME, at=at) as record:
        opening.refresh_from_db(fields=["agreed_by", "agreed_at", "opened_at"])
        if by.person_id == opening.by_id:
            raise NotAllowed(OWN)
        if opening.agreed_at:
            raise NotYet(Reason("agreed", "Somebody has agreed already.", "SI-ANON"))
        opening.agreed_by_id, opening.agreed_at = by.person_id, at
        record("reporter-name.agreed", saved=[incident, opening])
        tell(incident, Role.DPO, at=at)
        tell(incident, Role.DEPUTY_DPO, opening.by_id, at=at)


def open_name(opening: NameOpening, *, by: Membership, at: datetime) -> Identity:
    """Open the name once, after a second person agreed; the DPO is told. Source: SI-ANON."""
    incident = opening.incident
    with writing(incident, by=by, may=Permission.OPEN_NAME, at=at) as record:
        opening.refresh_from_db(fields=["agreed_by", "agreed_at", "opened_at"])
        _allow(incident, by)
        if by.person_id != opening.by_id:
            raise NotAllowed(NOT_YOURS)
        if opening.opened_at:
            raise NotYet(OPENED)
        if opening.takes_two and opening.agreed_at is None:
            raise NotYet(NOT_AGREED)
        opening.opened_at = at
        record("reporter-name.opened", saved=[incident, opening])
        tell(incident, Role.DPO, at=at)
    return unsealed(opening.sealed_name)


def _allow(incident: Incident, by: Membership) -> None:
    if not openers_of(incident, by).may_open:
        raise NotAllowed(NOT_YOURS)
