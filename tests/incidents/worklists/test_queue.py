"""One queue over all of a person's schools, by the nearest deadline."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.incidents.visits import Visitor
from tests.incidents.worklists.conftest import also_at
from tests.worlds import (
    FRIDAY,
    a_member,
    a_report,
    a_school,
    a_team,
    classified,
    decided,
    signed_in,
    triaged,
)
from tocsin.core.roles import Role
from tocsin.incidents.models import Recusal
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HOURS = timedelta(hours=1)


def at_queue(visitor, query=""):
    return visitor.open(f"/queue/{query}")


def test_the_nearest_deadline_of_any_school_comes_first(alder, birch, dan):
    a_report(alder[Role.STAFF], at=FRIDAY - 2 * HOURS)
    sooner = a_report(birch[Role.STAFF], at=FRIDAY - 20 * HOURS, discovered_at=None)

    page = at_queue(dan)

    assert page.rows()[0] == (
        f"Today, 7:40pm 4 hours left Birch Lane Infants Decide what this report is"
        f" ({sooner.reference}) {sooner.reference} {sooner.title} Priya Shah (Deputy DPO)"
    )
    assert [row.split("left ")[1][:5] for row in page.rows()] == [
        "Birch",
        "Birch",
        "Alder",
        "Alder",
    ]
    assert page.links[f"Decide what this report is ({sooner.reference})"].endswith("/kind/")


def test_the_72_hours_are_marked_and_can_be_asked_for_alone(alder, dan):
    triaged(a_report(alder[Role.STAFF]), alder[Role.DEPUTY_DPO])

    every, legal = at_queue(dan).rows(), at_queue(dan, "?legal=on").rows()

    assert [("72-hour clock" in row) for row in every].count(True) == len(legal) == 2
    assert "Record when the school became aware" in legal[0]
    assert "Assess the risk to people" in legal[1]


def test_what_is_overdue_is_said_in_words_counted_and_can_be_asked_for_alone(alder, birch, dan):
    a_report(alder[Role.STAFF], at=FRIDAY - 26 * HOURS, discovered_at=None)
    a_report(birch[Role.STAFF])

    page = at_queue(dan, "?overdue=on")

    assert "2 overdue." in page.words
    assert len(page.rows()) == 2
    assert all("2 hours late" in row for row in page.rows())


def test_the_queue_of_one_school_is_found_by_part_of_its_name(alder, birch, dan):
    a_report(alder[Role.STAFF])
    a_report(birch[Role.STAFF])

    assert all("Birch Lane Infants" in row for row in at_queue(dan, "?school=birch").rows())
    assert "Nothing in the queue answers this." in at_queue(dan, "?school=zebra").words


def test_schools_with_nothing_open_are_folded_into_a_number(alder, dan):
    a_report(alder[Role.STAFF])

    page = at_queue(dan)

    assert "Everything open at your 2 schools" in page.words
    assert "1 school has nothing open." in page.words


def test_a_school_where_a_report_would_reach_nobody_is_said(dan, alder):
    lonely = a_school(name="Cedar Hill School")
    also_at(lonely, alder[Role.DPO].person, Role.DPO)
    a_report(a_member(lonely))

    assert "Cedar Hill School: Nobody is Deputy DPO. " in at_queue(dan).words


def test_a_decision_that_waits_for_me_by_name_says_so(alder, dan):
    by, dpo = alder[Role.DEPUTY_DPO], alder[Role.DPO]
    incident = triaged(a_report(alder[Role.STAFF]), by)
    decided(incident, by, dpo, regulator="no")

    [row] = [row for row in at_queue(dan).rows() if "Say whether you agree" in row]

    assert "72-hour clock" in row
    assert row.endswith(" You")


def test_whoever_sees_only_their_own_incidents_finds_those_and_no_others(alder):
    by, ivan = alder[Role.DEPUTY_DPO], alder[Role.INVESTIGATING_OFFICER]
    led = classified(triaged(a_report(by), by), by, "minor", lead=ivan.person)
    other = a_report(by)

    words = at_queue(Visitor(signed_in(ivan))).words

    assert led.reference in words
    assert other.reference not in words


def test_each_school_shows_as_much_as_the_roles_held_there(alder, birch):
    ivan = alder[Role.INVESTIGATING_OFFICER]
    also_at(birch[Role.STAFF].school, ivan.person, Role.DEPUTY_DPO)
    a_report(alder[Role.STAFF])
    a_report(birch[Role.STAFF])

    rows = at_queue(Visitor(signed_in(ivan))).rows()

    assert rows
    assert all("Birch Lane Infants" in row for row in rows)
    assert rows[0].endswith(" You, Priya Shah (Deputy DPO)")


def test_a_school_where_i_am_only_staff_is_not_in_my_queue(alder, birch):
    priya = alder[Role.DEPUTY_DPO]
    also_at(birch[Role.STAFF].school, priya.person, Role.STAFF)
    a_report(birch[Role.STAFF])

    page = at_queue(Visitor(signed_in(priya)))

    assert "Nothing is due." in page.words
    assert "Everything open at your 1 school," in page.words


def test_nothing_is_shown_of_an_incident_from_which_i_am_kept_away(alder, dan):
    incident = a_report(alder[Role.STAFF])
    with reading(incident.school_id):
        Recusal.objects.create(
            incident=incident, school_id=incident.school_id, at=FRIDAY,
            person=alder[Role.DPO].person, by=alder[Role.HEAD].person,
        )  # fmt: skip

    assert "Nothing is due." in at_queue(dan).words
    assert "2 schools have nothing open." in at_queue(dan).words
    team = dan.open(f"/s/{alder[Role.DPO].school.slug}/queue/")
    assert "Nothing is open at this school." in team.words


def test_a_school_one_has_left_is_gone_from_the_queue(alder, birch, dan):
    a_report(birch[Role.STAFF])
    member = also_at(birch[Role.STAFF].school, alder[Role.HEAD].person, Role.HEAD)
    with reading(member.school_id):
        type(member).objects.filter(pk=member.pk).update(ended_at=FRIDAY)

    assert len(at_queue(dan).rows()) == 2
    assert "Nothing is due." in at_queue(Visitor(signed_in(alder[Role.HEAD]))).words


def test_more_than_fits_is_turned_over(alder, dan):
    for _ in range(14):
        a_report(alder[Role.STAFF])

    first = at_queue(dan)
    second = at_queue(dan, first.links["Later ones"])

    assert (len(first.rows()), len(second.rows())) == (25, 3)
    assert set(first.rows()).isdisjoint(second.rows())
    assert at_queue(dan, second.links["The nearest deadlines"]).rows() == first.rows()
    assert "There is nothing further." in at_queue(dan, "?after=99999").words
    assert at_queue(dan, "?after=x").rows() == first.rows()


@pytest.mark.parametrize("path", ["/queue/", "/queue/schools/"])
def test_the_queue_asks_for_a_second_step_and_leads_back(alder, path):
    slug = alder[Role.DPO].school.slug
    client = signed_in(alder[Role.DPO], factors=1)

    assert client.get(path)["Location"] == f"/s/{slug}/second-factor/"
    assert client.session["wanted"] == path


@pytest.mark.parametrize("path", ["/queue/", "/queue/schools/"])
@pytest.mark.parametrize("role", [Role.STAFF, Role.GOVERNOR, Role.OFFICE, Role.ADMINISTRATOR])
def test_nobody_without_incidents_to_look_after_has_a_queue(alder, path, role):
    assert Visitor(signed_in(alder[role])).open(path).status == 403


@pytest.mark.parametrize("path", ["/queue/", "/queue/schools/"])
def test_a_stranger_is_asked_to_sign_in(path):
    assert Client().get(path)["Location"] == f"/accounts/login/?next={path}"


def test_the_list_of_schools_says_how_each_stands(alder, dan):
    a_report(alder[Role.STAFF], at=FRIDAY - 26 * HOURS, discovered_at=None)
    priya = alder[Role.DEPUTY_DPO].person
    priya.last_login = FRIDAY - timedelta(days=61)
    priya.save()

    first, second = dan.open("/queue/schools/").rows()

    assert first.startswith("Alder Bank Primary School Closed, and nobody is on duty from 25")
    assert first.endswith("2 2 Today, 1:40pm 2 hours late 20 September 2026: more than 60 days ago")
    assert second.endswith("0 0 Nothing dated Never signed in")


def test_a_school_without_a_deputy_dpo_is_said_in_the_list(dan, alder):
    lonely = a_school(name="Cedar Hill School")
    also_at(lonely, alder[Role.DPO].person, Role.DPO)

    [row] = dan.open("/queue/schools/?school=cedar").rows()

    assert "Nobody is Deputy DPO" in row
    assert row.endswith("There is none")
    assert "No school of yours is called that." in dan.open("/queue/schools/?school=x").words


def test_the_team_queue_shows_whoever_it_waits_for_under_when_it_is_due():
    team = a_team(a_school())
    by = team[Role.DEPUTY_DPO]
    a_report(team[Role.STAFF], at=FRIDAY - 26 * HOURS, discovered_at=None)
    classified(triaged(a_report(team[Role.STAFF]), by), by, "critical")

    page = Visitor(team[Role.HEAD]).open("/queue/")

    headings = [each.words for each in page.tree.all("h2")]
    assert [h for h in headings if h in {"Overdue", "Today", "Within a week", "No date set"}] == [
        "Overdue", "Today", "Within a week", "No date set",
    ]  # fmt: skip
    assert "You (Headteacher (SIRO))" in page.words
    assert "Dan Price (Data Protection Officer)" in page.words


def test_the_team_queue_is_for_those_who_see_every_incident(alder):
    assert Visitor(alder[Role.INVESTIGATING_OFFICER]).open("/queue/").status == 403
    assert Visitor(alder[Role.GOVERNOR]).open("/queue/").status == 403


def test_my_work_and_the_list_of_schools_lead_to_the_queues(alder, dan):
    slug = alder[Role.DPO].school.slug
    mine = dan.open(f"/s/{slug}/my-work/").links

    assert mine["Everything open at this school"] == f"/s/{slug}/queue/"
    assert mine["Everything open at all of your schools"] == "/queue/"
    assert dan.open("/").links["What is open at all of your schools"] == "/queue/"
    ivan = Visitor(alder[Role.INVESTIGATING_OFFICER])
    assert "Everything open at this school" not in ivan.open("/my-work/").links
