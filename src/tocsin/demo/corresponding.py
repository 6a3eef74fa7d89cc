"""Letters to the people affected, as the practice trust's people would make them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tocsin.core.people_rows import ListedPerson
from tocsin.incidents.affected.commands import list_people
from tocsin.incidents.dispatch.commands import make_letters, note_sent
from tocsin.incidents.mailbox.commands import take_back
from tocsin.incidents.models import Incident, Letter
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership


def write_to_people(
    incident: Incident, *, people: Sequence[Mapping[str, str]], lost: int, medium_reason: str,
    by: Membership, at: datetime,
) -> None:  # fmt: skip
    """List these adults and email each of them what is cleared.

    people: of each the name and the email address. lost: how many of the emails, the last ones,
    come back.
    """
    listed = [ListedPerson("", each["name"], email=each["email"]) for each in people]
    list_people(incident, listed, kind="adult", pending_id=incident.pk, by=by, at=at)
    made = make_letters(
        incident, way="email", again=False, medium_reason=medium_reason, by=by, at=at
    )
    with reading(incident.school_id):
        rows = Letter.objects.filter(dispatch=made, school_id=incident.school_id)
        letters = list(rows.select_related("dispatch").order_by("number"))
    for number, letter in enumerate(letters):
        letter.incident = incident
        note_sent(letter, at=at)
        if number >= len(letters) - lost:
            take_back(letter, at=at)
