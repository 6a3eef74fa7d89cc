"""Reading a whole case over the API: by whoever may read it on its pages, and no further."""

from datetime import date, timedelta

import pytest

from tests.api.conftest import connected
from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import FRIDAY, a_member, a_school, a_team, closed, ready_to_close
from tocsin.core.errors import NotAllowed
from tocsin.core.roles import Role
from tocsin.incidents.actions.commands import ask
from tocsin.incidents.chronology.commands import record_happening
from tocsin.incidents.team.commands import keep_out
from tocsin.schools.commands import change_roles
from tocsin.schools.connections.commands import connect
from tocsin.schools.models import Scope

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PARTS = ("chronology", "findings", "decisions", "actions", "outcome", "review")


def build():
    team = a_team(a_school())
    by = team[Role.DEPUTY_DPO]
    found = ready_to_close(by)
    record_happening(
        found, precision="exact", started_at=FRIDAY - timedelta(hours=2), ended_at=None,
        words="The list was sent.", corrects=None, by=by, at=FRIDAY,
    )  # fmt: skip
    ask(
        found, kind="preventive", words="Lock the list.", person=team[Role.STAFF].person,
        outsider_name="", outsider_email="", due_on=date(2026, 12, 1), by=by, at=FRIDAY,
    )  # fmt: skip
    return team, closed(found, by)


built_world, world = kept("world", build)


@pytest.fixture
def team(world):
    return world[0]


@pytest.fixture
def case(world):
    return world[1]


@pytest.fixture
def reader(team):
    """A system that the Headteacher lets read cases."""
    return connected(team[Role.HEAD], Scope.READ_CASES, Scope.READ_LOG)[1]


@pytest.fixture
def read(reader, case):
    return lambda part: reader.get(f"incidents/{case.pk}/{part}").body["items"]


def test_what_happened_and_what_was_found_are_told_with_names(read):
    [event] = read("chronology")
    assert (event["words"], event["by"], event["precision"]) == (
        "The list was sent.", "Priya Shah", "exact",
    )  # fmt: skip
    assert event["started_at"].startswith("2026-11-20T13:40:00")
    findings = {each["step"]: each for each in read("findings")}
    assert findings["happened"]["certainty"] == "established"
    assert findings["happened"]["words"] == "We asked, and it is so."


def test_what_was_decided_and_asked_for_is_told(read):
    [decision] = read("decisions")
    assert (decision["tell_regulator"], decision["people_ground"]) == ("no", "no_high_risk")
    assert decision["regulator_reason"] == "A list of names, and no harm."
    assert decision["voices"] == [{"by": "Priya Shah", "agrees": True, "words": None}]
    [action] = read("actions")
    assert (action["person"], action["due_on"], action["state"]) == (
        "Tom Reed", "2026-12-01", "open",
    )  # fmt: skip


def test_the_outcome_report_and_the_review_are_told_with_every_version(read):
    [outcome] = read("outcome")
    assert (outcome["number"], outcome["state"]) == (1, "accepted")
    assert outcome["sections"][0]["words"] == "A list went to the wrong people."
    assert (outcome["submitted_by"], outcome["reviewed_by"]) == ("Priya Shah", "Helen Moss")
    [review] = read("review")
    assert {each["verdict"] for each in review["answers"]} == {"yes"}
    assert review["finished_by"] == "Priya Shah"


def test_the_log_says_what_it_was_in_the_end_and_until_when_it_is_kept(reader, case):
    line = reader.get(f"incidents/{case.pk}").body

    assert (line["closed_as"], line["retention_on"]) == ("recorded", "2032-11-20")
    assert line["outcome_state"] == "accepted"
    assert line["reviewed_at"].startswith("2026-11-20")


def test_the_decision_that_few_may_read_is_nowhere(reader, case):
    for part in PARTS:
        assert "An honest mistake." not in str(reader.get(f"incidents/{case.pk}/{part}").body)


@pytest.mark.parametrize("part", PARTS)
def test_it_takes_the_scope_and_an_incident_of_the_school(team, case, part):
    head = team[Role.HEAD]
    _, other = connected(head, Scope.READ_LOG, Scope.READ_DUTIES)
    _, elsewhere = connected(a_member(a_school(), Role.HEAD), Scope.READ_CASES)

    assert other.get(f"incidents/{case.pk}/{part}").status == 403
    assert elsewhere.get(f"incidents/{case.pk}/{part}").status == 404


def test_of_a_case_that_its_maker_must_not_see_the_system_sees_nothing(team, reader, case):
    keep_out(
        case, person=team[Role.HEAD], reason="It is about them.", lead=None, seen=case.revision,
        by=team[Role.DEPUTY_DPO], at=FRIDAY,
    )  # fmt: skip

    assert {reader.get(f"incidents/{case.pk}/{part}").status for part in PARTS} == {404}


def test_it_stops_when_its_maker_may_no_longer_read_cases(team, reader, case):
    change_roles(team[Role.HEAD], roles=[Role.STAFF], by=team[Role.ADMINISTRATOR], at=FRIDAY)

    answer = reader.get(f"incidents/{case.pk}/findings")

    assert answer.status == 403
    assert "Whoever made this token may no longer read the cases" in answer.body["detail"]


def test_an_administrator_cannot_give_what_they_do_not_have(team):
    adam = team[Role.ADMINISTRATOR]
    page = Visitor(adam).open("/connections/new/")
    refused = Visitor(adam).send("/connections/new/", name="X", scopes=["read-cases"])

    assert "Read whole cases" not in page.words
    assert "Read whole cases" in Visitor(team[Role.HEAD]).open("/connections/new/").words
    assert refused.status == 422
    with pytest.raises(NotAllowed):
        connect(name="X", scopes=["read-cases"], lasts_days=30, by=adam, at=FRIDAY)
