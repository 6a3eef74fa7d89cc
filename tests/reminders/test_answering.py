"""Somebody says that they are dealing with it, from the message or on the page."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.incidents.visits import Visitor, filled_in
from tests.worlds import FRIDAY, a_member, a_report, a_school, a_team
from tocsin.core.roles import Role
from tocsin.incidents.models import Alert
from tocsin.ledger.queries import history
from tocsin.ledger.tenancy import reading

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
WORDS = "Thank you"


@pytest.fixture
def late(team, days):
    """An incident nobody has looked at for a day."""
    incident = a_report(team[Role.STAFF])
    days.until(FRIDAY + A_DAY, start=FRIDAY)
    return incident


def answers(incident):
    with reading(incident.school_id):
        return [(each.by, dict(each.facts)) for each in history(incident)
                if each.action == "alert.answered"]  # fmt: skip


def test_opening_the_link_answers_nothing_since_programs_open_links_too(team, days, late):
    link = days.link(team[Role.DEPUTY_DPO])

    for _ in range(2):
        page = Client().get(link)
        assert (page.status_code, WORDS in page.text) == (200, False)
    Client().head(link)

    assert answers(late) == []


@pytest.mark.clause("SI-M7")
def test_the_button_behind_the_link_answers_without_signing_in_and_shows_nothing(team, days, late):
    priya = team[Role.DEPUTY_DPO]
    client = Client(enforce_csrf_checks=True)
    link = days.link(priya)
    form = Visitor(client, base=link).open("")

    page = Visitor(client, base=link).send("")

    assert page.title == WORDS
    for word in (late.reference, late.title, priya.person.name, "Decide"):
        assert word not in form.html + page.html
    [(by, facts)] = answers(late)
    assert by == priya.person_id
    assert facts["triage"] == "late-0"


def test_answering_twice_is_answering_once(team, days, late):
    link = days.link(team[Role.DEPUTY_DPO])

    for _ in range(2):
        assert Client().post(link, follow=True).status_code == 200

    assert len(answers(late)) == 1


def test_a_link_works_for_a_fortnight_and_not_for_another_school(team, days, late):
    link = days.link(team[Role.DEPUTY_DPO])
    other = a_school()

    elsewhere = link.replace(team[Role.HEAD].school.slug, other.slug)
    assert Client().post(elsewhere).status_code == 404
    assert Client().post(link[:-2] + "x/").status_code == 404
    assert Client().post(link.replace(team[Role.HEAD].school.slug, "nowhere")).status_code == 404
    days.clock(FRIDAY + A_DAY * 15)
    assert Client().post(link).status_code == 404

    assert answers(late) == []


def test_somebody_who_has_left_cannot_answer(team, days, late):
    priya = team[Role.DEPUTY_DPO]
    link = days.link(priya)
    with reading(priya.school_id):
        type(priya).objects.filter(pk=priya.pk).update(ended_at=FRIDAY)

    assert Client().post(link).status_code == 404
    assert answers(late) == []


@pytest.mark.clause("SI-M7")
def test_nobody_else_is_called_for_a_day_and_then_the_next_is(team, days, late):
    priya = team[Role.DEPUTY_DPO]
    Visitor(priya).send(f"/incidents/{late.pk}/alerts/")
    days.post.clear()

    days.until(FRIDAY + A_DAY * 2, start=FRIDAY + A_DAY + timedelta(minutes=30))
    still = len(days.heard(team[Role.DPO]))
    days.until(FRIDAY + A_DAY * 3 - timedelta(hours=4), start=FRIDAY + A_DAY * 2)

    assert still == 0
    with reading(late.school_id):
        rows = Alert.objects.filter(incident=late, duty="triage").order_by("at")
        steps = dict(rows.values_list("stage", "at"))
    assert steps["late-1"] == FRIDAY + A_DAY * 2 + timedelta(minutes=30)


def test_the_page_says_who_was_told_when_and_what_they_answered(team, days, late):
    priya, helen = team[Role.DEPUTY_DPO], team[Role.HEAD]
    link = Visitor(priya).open(f"/incidents/{late.pk}/").links["Who was alerted"]
    assert link.endswith(f"/incidents/{late.pk}/alerts/")
    Client().post(days.link(helen))

    rows = Visitor(priya).open(f"/incidents/{late.pk}/alerts/").rows()

    assert any("Helen Moss" in row and "Late Decide what this report is" in row
               and "Delivered" in row and "Since" in row for row in rows)  # fmt: skip
    assert any("Priya Shah (Deputy DPO)" in row and "4 hours left" in row for row in rows)
    assert any("At once Something new to do" in row and "No answer" in row for row in rows)
    timeline = Visitor(priya).open(f"/incidents/{late.pk}/").words
    assert "Says that they are dealing with it" in timeline
    assert "Reminders sent" in timeline


def test_ones_own_alerts_are_on_one_page_as_far_as_one_may_open_them(team, late):
    priya, grace = team[Role.DEPUTY_DPO], team[Role.GOVERNOR]

    mine = Visitor(priya).open("/notifications/")

    assert any(late.reference in row for row in mine.rows())
    assert Visitor(grace).client.get(
        f"/s/{grace.school.slug}/notifications/"
    ).status_code == 403  # fmt: skip
    ivan = team[Role.INVESTIGATING_OFFICER]
    assert "You have not been alerted" in Visitor(ivan).open("/notifications/").words


def test_pressing_the_button_of_a_page_that_is_out_of_date_does_no_harm(team, late):
    priya, helen = team[Role.DEPUTY_DPO], team[Role.HEAD]

    for _ in range(2):
        Visitor(priya).client.post(f"/s/{priya.school.slug}/incidents/{late.pk}/alerts/")

    assert [by for by, _ in answers(late)] == [priya.person_id]
    assert "I am dealing with it" in Visitor(helen).open(f"/incidents/{late.pk}/alerts/").words


def test_the_alerts_of_another_school_are_not_there(late):
    stranger = a_team(a_school())[Role.HEAD]

    page = Visitor(stranger).client.get(f"/s/{stranger.school.slug}/incidents/{late.pk}/alerts/")

    assert page.status_code == 404
    assert a_member(stranger.school).person.name not in page.text


def test_an_alert_is_answered_on_my_work_and_asked_about_no_more(team, late):
    priya = Visitor(team[Role.DEPUTY_DPO])
    page = priya.open("/my-work/")
    assert f"{late.reference} {late.title} I am dealing with it" in page.words

    form = next(each for each in page.tree.all("main")[0].all("form"))
    back = priya.post(form.attributes["action"], **filled_in(page.tree))
    again = priya.post(f"/incidents/{late.pk}/alerts/")

    assert back.title == "My work"
    assert "You have said that you are dealing with it." in back.words
    assert "You were alerted" not in back.words
    assert again.status == 200
    assert len(answers(late)) == 1
