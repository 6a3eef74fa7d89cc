"""Reports by people who are not signed in, as the other ways in bring them."""

from uuid import uuid4

from tests.worlds import ANSWERS, FRIDAY
from tocsin.core.facts import Source
from tocsin.core.roles import Permission
from tocsin.incidents.models import Incident, Report
from tocsin.incidents.opening import acknowledge, begun, enter_in_log, tell_intake
from tocsin.ledger.writing import writing
from tocsin.schools.models import Door, School

STORY = "I left the red folder with the medical forms on the bus near Alder Lane."


def told_outside(school: School, *, at=FRIDAY, **told: object) -> tuple[Incident, Report]:
    """A report by somebody who did not sign in: channel, protection, reporter_contact and so on."""
    answers = {**ANSWERS, "story": STORY, "channel": "public", "protection": "named", **told}
    incident, report = begun(
        school, incident_id=uuid4(), answers=answers, source=Source.STAFF, at=at
    )
    with writing(incident, by=Door(school.pk), may=Permission.REPORT, at=at) as record:
        enter_in_log(incident, at=at)
        record("incident.reported", saved=[incident, report], source=incident.source)
        tell_intake(incident, at=at)
        acknowledge(report, at=at)
    return incident, report
