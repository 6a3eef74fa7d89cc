"""What somebody's role has to do falls to whoever acts for it, once they were taken off."""

import pytest

from tests.incidents.test_alerts import delivered
from tests.incidents.visits import Visitor
from tests.jobs.test_delivering import port  # noqa: F401 - a fixture
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_member,
    a_report,
    a_school,
    a_team,
    assessed,
    aware,
    classified,
    described,
    triaged,
)
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def dan(team):
    return Visitor(team[Role.DPO])


def keep_out(visitor, incident, member):
    return visitor.send(
        f"/incidents/{incident.pk}/team/keep-out/", person=str(member.person_id),
        reason="It is about them.",
    )  # fmt: skip


@pytest.mark.clause("BR-5.7")
def test_when_the_deputy_dpo_is_the_one_it_is_about_their_work_goes_to_their_deputy(team, dan):
    about, other = a_report(team[Role.STAFF]), a_report(team[Role.STAFF])
    helen = Visitor(team[Role.HEAD])
    assert helen.open("/my-work/").rows() == []

    keep_out(dan, about, team[Role.DEPUTY_DPO])

    rows = helen.open("/my-work/").rows()
    assert any(f"Decide what this report is ({about.reference})" in row for row in rows)
    assert not any(other.reference in row for row in rows)
    page = helen.open(f"/incidents/{about.pk}/").words
    assert "Whoever stands in (Deputy DPO)" in page
    assert "Priya Shah (Deputy DPO)" not in page


def test_a_second_holder_of_the_role_goes_on_and_nobody_else_has_to(team, dan):
    second = a_member(team[Role.DPO].school, Role.DEPUTY_DPO, name="Sam Deputy")
    about = a_report(team[Role.STAFF])

    keep_out(dan, about, team[Role.DEPUTY_DPO])

    assert any(about.reference in row for row in Visitor(second).open("/my-work/").rows())
    assert Visitor(team[Role.HEAD]).open("/my-work/").rows() == []


@pytest.mark.clause("BR-5.7")
def test_whoever_was_taken_off_gets_no_more_messages_and_their_deputy_does(team, dan, port):  # noqa: F811
    about = a_report(team[Role.STAFF])
    delivered(port)

    keep_out(dan, about, team[Role.DEPUTY_DPO])
    told = [mail["To"] for mail in delivered(port)]
    Visitor(team[Role.STAFF], factors=1).send(f"/report/mine/{about.pk}/", words="And one more.")
    told_later = [mail["To"] for mail in delivered(port)]

    for each in (told, told_later):
        assert team[Role.HEAD].person.email in each
        assert team[Role.DEPUTY_DPO].person.email not in each


def test_a_message_that_waited_when_they_were_taken_off_is_not_for_them_any_more(team, dan, port):  # noqa: F811
    about = a_report(team[Role.STAFF])

    keep_out(dan, about, team[Role.DEPUTY_DPO])

    assert team[Role.DEPUTY_DPO].person.email not in [mail["To"] for mail in delivered(port)]


@pytest.mark.clause("BR-5.7")
def test_when_the_dpo_is_taken_off_the_deputy_confirms_and_advises_in_their_place(team):
    by = team[Role.DEPUTY_DPO]
    priya = Visitor(by)
    incident = described(triaged(a_report(team[Role.STAFF]), by), by)
    aware(incident, by, FRIDAY, at=FRIDAY)
    assessed(classified(incident, by, "critical"), by)
    keep_out(priya, incident, team[Role.DPO])
    path = f"/incidents/{incident.pk}"

    seen = priya.send(f"{path}/seen-by-dpo/")
    advised = priya.send(f"{path}/advice/", regulator="yes", people="yes", words="Tell them.")

    assert "Confirm that you have seen the referral BR" not in seen.words
    assert (seen.status, advised.status) == (200, 200)
    assert "Advice of the DPO" in advised.words


def test_a_dpo_who_sees_it_gives_the_advice_themselves(team):
    by = team[Role.DEPUTY_DPO]
    incident = described(triaged(a_report(team[Role.STAFF]), by), by)
    classified(incident, by, "critical")

    page = Visitor(by).send(
        f"/incidents/{incident.pk}/advice/", regulator="yes", people="yes", words="Tell them."
    )

    assert page.status == 403
