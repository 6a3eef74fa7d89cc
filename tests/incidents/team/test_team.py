"""The response team: the school's own, copied to each possible breach, changed with reasons."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.test_alerts import delivered
from tests.incidents.visits import Visitor
from tests.jobs.test_delivering import port  # noqa: F401 - a fixture
from tests.kept import kept
from tests.worlds import FRIDAY, a_member, a_report, a_school, a_team, classified, triaged
from tocsin.core.facts import Answer, Kind
from tocsin.core.roles import Role
from tocsin.incidents.models import TeamMember
from tocsin.ledger.tenancy import reading
from tocsin.policies.cover.commands import note_absence
from tocsin.policies.models import ResponseTeam

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def by(team):
    return team[Role.DEPUTY_DPO]


@pytest.fixture
def priya(by):
    return Visitor(by)


@pytest.fixture
def incident(team, by):
    return triaged(a_report(team[Role.STAFF]), by)


def ids(team, *roles):
    return [str(team[role].person_id) for role in roles]


@pytest.mark.clause("BR-5.7")
def test_a_possible_breach_gets_the_team_that_the_policy_names(team, priya, incident):
    page = priya.open(f"/incidents/{incident.pk}/team/")

    assert [row.split(" 3:40pm")[0] for row in page.rows()] == [
        "Beth Long", "Dan Price", "Helen Moss", "Priya Shah",
    ]  # fmt: skip
    assert Visitor(team[Role.BUSINESS_MANAGER]).open(f"/incidents/{incident.pk}/").status == 200


@pytest.mark.parametrize("kind", [Kind.NEAR_MISS, Kind.NOT_A_BREACH])
def test_what_is_no_breach_gets_no_team(team, by, priya, kind):
    incident = triaged(a_report(team[Role.STAFF]), by, kind=kind, personal_data=Answer.NO)

    assert "no response team" in priya.open(f"/incidents/{incident.pk}/team/").words


@pytest.mark.clause("BR-5.7")
def test_a_school_chooses_its_own_team_of_roles_and_people(team, by, priya):
    ivan = team[Role.INVESTIGATING_OFFICER]
    saved = Visitor(team[Role.HEAD]).send(
        "/response-team/", roles=["head"], people=[str(ivan.person_id)]
    )
    assert "Your school has chosen its own team." in saved.words

    incident = triaged(a_report(team[Role.STAFF]), by)

    rows = priya.open(f"/incidents/{incident.pk}/team/").rows()
    assert [row.split(" 3:40pm")[0] for row in rows] == ["Helen Moss", "Ivan Cole"]


def test_the_page_names_who_is_on_the_team_today_and_who_acts(team):
    helen, sam = team[Role.HEAD], a_member(team[Role.STAFF].school, Role.DEPUTY_DPO, name="Sam Ali")
    today = FRIDAY.date()
    note_absence(
        helen.school, person=helen.person_id, deputy=team[Role.DPO].person_id, first_on=today,
        last_on=today, by=helen, at=FRIDAY,
    )  # fmt: skip

    words = Visitor(team[Role.DEPUTY_DPO]).open("/response-team/").words

    assert "Helen Moss (Headteacher (SIRO). Away today: Dan Price acts)" in words
    assert "Priya Shah (Deputy DPO)" in words
    assert f"{sam.person} (Deputy DPO)" in words


def test_a_team_that_nobody_is_on_is_called_that():
    only = a_member(a_school(), Role.ADMINISTRATOR)

    words = Visitor(only).open("/response-team/").words

    assert "Nobody. A breach reported now would have no response team." in words
    assert "Nobody holds the role of " in words


def test_a_team_of_nobody_is_asked_for_again(team):
    page = Visitor(team[Role.HEAD]).send("/response-team/", roles=[], people=[])

    assert (page.status, page.errors) == (422, ["Select at least one role or person"])


def test_only_those_who_look_after_the_school_choose_its_team(team):
    assert Visitor(team[Role.OFFICE]).open("/response-team/").status == 403


def test_the_database_holds_one_team_for_a_school(team):
    school = team[Role.HEAD].school
    Visitor(team[Role.HEAD]).send("/response-team/", roles=["head"])

    with reading(school.pk), pytest.raises(IntegrityError), transaction.atomic():
        ResponseTeam(school=school, changed_at=FRIDAY).save()


@pytest.mark.clause("BR-5.7")
def test_the_team_changes_with_a_reason_and_who_joins_is_told(team, priya, incident, port):  # noqa: F811
    delivered(port)
    path = f"/incidents/{incident.pk}/team/change/"
    wanted = ids(team, Role.HEAD, Role.INVESTIGATING_OFFICER)

    page = priya.send(path, people=wanted, reason="The Headteacher asked for Ivan.")

    assert any(r.startswith("Ivan Cole") and "asked for Ivan" in r for r in page.rows())
    assert any(r.startswith("Beth Long") and "left 3:40pm" in r for r in page.rows())
    assert Visitor(team[Role.BUSINESS_MANAGER]).open(f"/incidents/{incident.pk}/").status == 404
    told = [mail["To"] for mail in delivered(port)]
    assert told == [team[Role.INVESTIGATING_OFFICER].person.email]
    timeline = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert "Response team changed by Priya Shah" in timeline


def test_a_change_without_a_reason_is_asked_for_again(team, priya, incident):
    page = priya.send(
        f"/incidents/{incident.pk}/team/change/", people=ids(team, Role.HEAD), reason=" "
    )

    assert page.errors == ["Enter why the team changes"]


def test_a_page_that_was_open_while_the_team_changed_is_refused(team, priya, incident):
    path, stale = f"/incidents/{incident.pk}/team/change/", str(incident.revision)
    priya.send(path, people=ids(team, Role.HEAD), reason="Smaller.")

    page = priya.post(path, people=ids(team, Role.DPO), reason="Other.", seen=stale)

    assert page.status == 409


def test_somebody_who_may_not_read_incidents_cannot_be_put_on_a_team(team, priya, incident):
    page = priya.send(
        f"/incidents/{incident.pk}/team/change/", people=ids(team, Role.STAFF), reason="He knows."
    )

    assert page.status == 422


def test_the_database_has_nobody_twice_on_a_team(team, incident):
    twice = TeamMember(incident=incident, school_id=incident.school_id, at=FRIDAY,
                       person_id=team[Role.HEAD].person_id)  # fmt: skip

    with reading(incident.school_id), pytest.raises(IntegrityError), transaction.atomic():
        twice.save()


@pytest.mark.clause("BR-5.8")
def test_the_team_is_to_be_updated_again_and_again_while_a_serious_incident_is_open(
    by, priya, incident, clock
):
    title = f"Update the response team ({incident.reference})"
    assert not any(title in row for row in priya.open("/my-work/").rows())
    classified(incident, by, "critical")
    due = [row for row in priya.open("/my-work/").rows() if title in row]
    assert due[0].startswith("Mon 23 Nov, 11:59pm 3 days 8 hours left")

    clock(FRIDAY + timedelta(days=4))
    priya = Visitor(by)
    late = [row for row in priya.open("/my-work/").rows() if title in row]
    priya.send(f"/incidents/{incident.pk}/messages/team/", words="The bus company looks for it.")
    after = [row for row in priya.open("/my-work/").rows() if title in row]

    assert "late" in late[0]
    assert after[0].startswith("Tomorrow, 11:59pm")


def test_an_open_update_does_not_stand_in_the_way_of_closing(by, priya, incident):
    classified(incident, by, "critical")

    page = priya.open(f"/incidents/{incident.pk}/close/").words

    assert "update the response team" not in page


@pytest.mark.clause("BR-5.7")
def test_the_headteacher_reads_the_intake_also_when_nobody_else_can():
    school = a_school()
    head = a_member(school, Role.HEAD)
    report = a_report(a_member(school), story="The keys are gone.")
    helen = Visitor(head)

    page = helen.open("/inbox/")

    assert len(page.rows()) == 1
    assert "The keys are gone." in helen.open(f"/inbox/{report.pk}/").words


def test_the_team_of_another_school_is_none_of_ours(incident):
    stranger = Visitor(a_team(a_school())[Role.DPO])

    assert stranger.open(f"/incidents/{incident.pk}/team/").status == 404
