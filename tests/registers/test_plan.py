"""The plan that every member of staff can read and print."""

from datetime import timedelta

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import FRIDAY, a_school, a_team
from tocsin.core.roles import Role
from tocsin.policies.cover.commands import put_on_duty
from tocsin.schools.commands import give_phone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TODAY = {"first_on": FRIDAY.date(), "last_on": FRIDAY.date() + timedelta(days=3)}


built_team, team = kept("team", lambda: a_team(a_school(pack="breach-response-plan")))


@pytest.mark.clause("BR-1.8")
@pytest.mark.parametrize("role", [Role.STAFF, Role.GOVERNOR, Role.HEAD])
def test_everybody_reads_the_steps_and_who_to_contact_now(team, role):
    head = team[Role.HEAD]
    give_phone(head, phone="07700 900 456", by=head, at=FRIDAY)
    put_on_duty(head.school, person=head.person_id, **TODAY, by=head, at=FRIDAY)

    page = Visitor(team[role], factors=1).open("/plan/")

    steps = [each.words for each in page.tree.all("ol")[0].all("li")]
    assert steps[0] == "Report any suspected or actual breach at once, even if you are not sure."
    assert len(steps) == 7
    assert "On duty: Helen Moss , 07700 900 456" in page.words
    assert "Deputy DPO (Office Manager): Priya Shah" in page.words
    assert "Tell the Headteacher, the Deputy DPO" in page.words
    assert page.links["07700 900 456"] == "tel:07700900456"


def test_whoever_left_their_number_out_is_reached_through_the_school(team):
    priya = team[Role.DEPUTY_DPO]
    give_phone(priya, phone="07700 900 123", by=priya, at=FRIDAY)
    Visitor(priya).send("/contacts/card/recipients/", left_out=[str(priya.person_id)])

    page = Visitor(team[Role.STAFF], factors=1).open("/plan/")

    assert "Priya Shah" in page.words
    assert "07700 900 123" not in page.words


def test_a_pack_without_steps_gives_ours():
    team = a_team(a_school(pack="colours"))

    page = Visitor(team[Role.STAFF], factors=1).open("/plan/")

    assert "Report it at once, even if you are not sure" in page.words


def test_a_stranger_reads_no_plan(team):
    stranger = Visitor(a_team(a_school())[Role.HEAD])

    assert stranger.open(f"/s/{team[Role.HEAD].school.slug}/plan/").status == 404
