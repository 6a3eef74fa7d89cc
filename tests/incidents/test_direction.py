"""Signs of direction that somebody wrote turn nothing round on a page."""

import pytest

from tests.incidents.intake.door import AtTheDoor
from tests.incidents.visits import Visitor, filled_in
from tests.kept import kept
from tests.worlds import a_report, a_school, a_team, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import Report
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SIGNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TURNED = f"List {SIGNS}fdp.exe"


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.mark.parametrize("path", ["", "/log/", "/my-work/"])
def test_signs_of_direction_in_words_and_names_do_nothing_on_a_page(team, path):
    incident = a_report(team[Role.STAFF], story=TURNED)
    triaged(incident, team[Role.DEPUTY_DPO], title=TURNED)
    priya = Visitor(team[Role.DEPUTY_DPO])

    page = priya.open(path if path.startswith("/") else f"/incidents/{incident.pk}/{path}")

    assert page.status == 200
    assert "List \ufffd\ufffdfdp.exe" in page.words
    assert set(SIGNS) & set(page.words) == set()
    answer = priya.client.get(page.path)
    assert int(answer["Content-Length"]) == len(answer.content)


def test_what_stands_in_a_box_is_as_it_was_written_and_stays_so(team):
    incident = a_report(team[Role.STAFF], story=TURNED)
    triaged(incident, team[Role.DEPUTY_DPO], title=TURNED)
    priya = Visitor(team[Role.DEPUTY_DPO])

    page = priya.open(f"/incidents/{incident.pk}/kind/")
    assert filled_in(page.tree)["title"] == TURNED
    priya.send(page.path)

    incident.refresh_from_db(fields=["title"])
    assert incident.title == TURNED


def test_what_is_carried_from_page_to_page_at_the_door_is_kept_as_it_was_written(team):
    door = AtTheDoor(team[Role.STAFF].school)

    check = door.walk(story={"story": TURNED})
    door.press(check, "Send the report")

    assert "List \ufffd\ufffdfdp.exe" in check.words
    with reading(team[Role.STAFF].school_id):
        assert Report.objects.get().story == TURNED
