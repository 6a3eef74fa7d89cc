"""What an incident repeats of its notices, for the rules; written in the same transaction."""

from collections.abc import Iterable
from datetime import datetime

from tocsin.core.notice_parts import PERSONAL, PUBLIC
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident, Notice, NoticeClearance
from tocsin.incidents.notices.gates import still_wanted
from tocsin.incidents.notices.queries import State, given_now, notices_of

FOR_THEM = PERSONAL | {PUBLIC}  # audiences that are the people affected


def retell(incident: Incident, *changed: Notice, given: Iterable[NoticeClearance] = ()) -> None:
    """Bring the incident's own columns up to date with its notices; only inside `writing`.

    changed: those that are being saved, as they will be. given: clearances that are, too.
    """
    new = {each.pk for each in changed}
    notices = [*changed, *(each for each in notices_of(incident) if each.pk not in new)]
    theirs = [
        each for each in notices if each.audience in FOR_THEM and each.state != State.WITHDRAWN
    ]
    incident.notice_drafted_at = _first(each.put_up_at for each in theirs)
    incident.notice_cleared_at = _first(each.cleared_at for each in theirs)
    wanted: dict[Role, None] = {}
    for each in notices:
        if each.state == State.DRAFT and each.put_up_at:
            said = [one for one in given if one.notice_id == each.pk]
            wanted |= dict.fromkeys(still_wanted(incident, [*given_now(each), *said]))
    incident.clearances_awaited = [role.value for role in wanted]


def _first(moments: Iterable[datetime | None]) -> datetime | None:
    return min((each for each in moments if each), default=None)
