"""Letters that wait to be mailed, for processes that are killed and for jobs."""

from datetime import timedelta

from tests.lists import listed, many
from tests.notices import written
from tests.worlds import (
    FRIDAY,
    a_report,
    a_school,
    a_team,
    assessed,
    aware,
    contained,
    decided,
    described,
    triaged,
)
from tocsin.core.roles import Role
from tocsin.incidents.dispatch.commands import make_letters
from tocsin.incidents.models import Incident
from tocsin.incidents.notices.commands import clear, put_up
from tocsin.ledger.tenancy import reading


def to_be_told(team, at=FRIDAY) -> Incident:
    """A breach of which the people affected are to be told."""
    by, begun = team[Role.DEPUTY_DPO], at - timedelta(minutes=1)
    found = triaged(a_report(team[Role.STAFF], at=begun, discovered_at=begun), by, at=at)
    described(aware(found, by, begun, at=at), by, at=at)
    assessed(contained(found, by, at=at), by, at=at)
    return decided(found, by, regulator="yes", people="yes", at=at)


def letters_wait(count=1, at=FRIDAY, team=None) -> Incident:
    """So many letters, each to a parent of their own, queued to go by email."""
    team = team or a_team(a_school())
    by = team[Role.DEPUTY_DPO]
    incident = listed(to_be_told(team, at), by, *many(count), at=at)
    _clear(incident, team[Role.HEAD], by, at=at)
    make_letters(incident, way="email", again=False, medium_reason="Safe.", by=by, at=at)
    return incident


def _clear(incident, *by, at):
    notice = written(incident, by[-1], at=at)
    put_up(incident, notice_id=notice.pk, seen=notice.revision, by=by[-1], at=at)
    with reading(incident.school_id):  # an instance of its own has its wall
        notice.refresh_from_db()
    for each in by:
        clear(incident, notice_id=notice.pk, seen=notice.revision, by=each, at=at)
