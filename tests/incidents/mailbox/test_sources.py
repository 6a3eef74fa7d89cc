"""By whichever way a breach comes to light, the school hears of it, and the log says how."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.api.conftest import connected
from tests.incidents.intake.door import AtTheDoor
from tests.incidents.mailbox.office import a_mail
from tests.incidents.test_reporting import checked
from tests.incidents.visits import Visitor
from tocsin.core.roles import Role
from tocsin.incidents.intake import budget

pytestmark = pytest.mark.django_db

EVERY_WAY = [
    "A company we use told us",
    "A member of staff noticed it",  # signed in
    "A member of staff noticed it",  # by the reporting link, without a name
    "A pupil told us",  # by the link for people outside
    "A system gave the alarm",
    "Somebody affected told us",  # by the link for people outside
    "Somebody affected told us",  # by phone, keyed in by the office
    "Somebody else told us",  # by email to the mailbox: whoever reads it says from whom it is
    "The school office was told",
    "Through the media",
]


def log_of(visitor):
    """How each incident on the log came to light, by number."""
    answer = visitor.client.post(f"{visitor.base}/log/export/", {"kind": "csv", "query": ""})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = [line for line in csv.reader(io.StringIO(text)) if line]
    heading = next(i for i, line in enumerate(lines) if line[0] == "Reference")
    place = lines[heading].index("How it came to light")
    return sorted(line[place] for line in lines[heading + 1 :])


def keyed(visitor, relation):
    at = timezone.now() - timedelta(minutes=5)  # noqa: TID251 - an edge
    received = {f"received_at_{part}": getattr(at, part) for part in ("day", "month", "year")}
    return visitor.send(
        "/report/key/", came="phone", **received, received_at_time="12:01am", relation=relation,
        who="named", what="email", story="They rang.",
    )  # fmt: skip


@pytest.mark.clause("BR-4.5")
def test_every_way_in_is_open_and_the_log_says_how_each_breach_came_to_light(office):
    team, _ = office.team, budget.REPORTS.refill()
    office_staff = Visitor(team[Role.OFFICE])
    teacher = Visitor(team[Role.STAFF])
    teacher.send(checked(teacher).path)
    for who in (None, "pupil", "parent", "supplier", "press"):
        said = {"who": {"relation": who, "supplier_name": "Ledgerly"}} if who else {}
        AtTheDoor(office.school, "outside" if who else "report").report(**said)
    keyed(office_staff, "")
    keyed(office_staff, "parent")
    _, system = connected(team[Role.ADMINISTRATOR], "report", at=timezone.now())  # noqa: TID251 - an edge
    assert system.post("reports", {"story": "Log-ins from abroad."}).status == 201
    office.arrives(a_mail())
    office.works()

    assert log_of(Visitor(team[Role.DEPUTY_DPO])) == EVERY_WAY


def test_whoever_looks_at_a_mail_says_how_it_came_to_light(office):
    office.arrives(a_mail())
    office.works()
    priya = Visitor(office.team[Role.DEPUTY_DPO])
    incident = office.report.incident_id
    priya.send(f"/incidents/{incident}/kind/", kind="confirmed", title="Wrong list",
               kind_reason="It left.", personal_data="yes")  # fmt: skip

    page = priya.send(f"/incidents/{incident}/details/", source="media")

    assert page.facts()["Came to light"] == "Through the media"
