"""The public reporting link: no account, no cookie, no word lost."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.incidents.intake.door import STORY, AtTheDoor, code_on, everything_in, fields
from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY, a_school
from tocsin.core.roles import Role
from tocsin.incidents.intake import budget
from tocsin.incidents.models import Incident, Report
from tocsin.ledger.tenancy import reading
from tocsin.schools.reporting_link.commands import set_link
from tocsin.schools.reporting_link.queries import link_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "full_budget")]
NAMED = {"protection": "named", "own_name": "Ada Fox", "own_contact": "ada@example.org"}


def kept_report(school):
    with reading(school.pk):
        return Report.objects.select_related("incident").get(school=school)


@pytest.mark.clause("SI-ANON", "SI-M1")
def test_an_anonymous_report_comes_in_without_a_number_a_name_or_an_hour(school, team):
    received = AtTheDoor(school).report()

    assert received.title == "Report received"
    assert "2026-001" not in received.html
    assert len(code_on(received).replace(" ", "")) == 16
    priya = Visitor(team[Role.DEPUTY_DPO])
    rows = priya.open("/inbox/").rows()
    how = "The school's reporting link (gave no name)"
    assert rows == [f"2026-001 Something else, or I am not sure {how} Friday 20 November 2026"]
    page = priya.open(f"/incidents/{kept_report(school).incident_id}/")
    assert "What somebody who gave no name told us on Friday 20 November 2026" in page.words
    assert "by somebody without an account" in page.words
    assert STORY in page.words


def test_the_clock_of_an_anonymous_report_starts_with_its_day(school):
    AtTheDoor(school).report(found={"found": "now"})

    report = kept_report(school)

    midnight = FRIDAY.replace(hour=0, minute=0)
    assert (report.at, report.discovered_at) == (midnight, midnight)
    assert report.incident.reported_at == midnight


def test_a_named_report_has_a_number_an_hour_and_a_way_to_reach_them(school, team):
    received = AtTheDoor(school).report(name=NAMED)

    assert "Reference 2026-001" in received.words
    report = kept_report(school)
    assert (report.at, report.channel, report.reporter_name) == (FRIDAY, "public", "Ada Fox")
    page = Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{report.incident_id}/")
    assert "What Ada Fox told us at 3:40pm" in page.words
    assert page.facts()["How to reach them"] == "ada@example.org"


@pytest.mark.clause("BR-5.2")
def test_nothing_but_what_happened_and_the_last_question_has_to_be_answered(school):
    page = AtTheDoor(school).walk(story={"story": "Odd."})

    assert page.facts() == {
        "What has happened": "Something else, or I am not sure",
        "In your own words": "Odd.",
        "Is it still happening": "I do not know",
        "When you found out": "I do not know",
        "Whose information": "I do not know",
        "How many people": "I do not know",
        "What has been done already": "Nothing yet",
        "Your name": "No, report without my name",
    }


@pytest.mark.clause("BR-5.0")
def test_whoever_reports_is_told_what_to_do_and_what_not_to_do(school):
    door = AtTheDoor(school)

    start, received = door.open("/"), door.report(what={"what": "email"})

    assert "Do not contact the people whose information it is." in start.words
    assert "ask them not to open or pass it on" in received.words
    assert "Do not investigate on your own, and do not delete anything" in received.words


def test_a_wrong_answer_back_and_change_lose_no_word(school):
    door = AtTheDoor(school)
    page = door.press(door.press(door.open("/report/"), relation="staff"), what="paper")
    page = door.press(page, story=STORY, is_continuing="yes")
    wrong = {"found": "date", "found_on_day": "31", "found_on_month": "2", "found_on_year": "2026"}
    page = door.press(page, **wrong)
    assert (page.status, page.errors) == (422, ["The day you found out must be a real date"])
    page = door.press(page, "Back")
    assert STORY in page.words
    page = door.press(page)
    assert 'value="31"' in page.html
    page = door.press(page, found_on_day="3")
    page = door.press(door.press(door.press(page)), protection="anonymous")
    page = door.press(page, "Change What has happened")
    assert 'value="paper" checked' in page.html
    page = door.press(page, what="email")

    assert page.title == "Check your answers before sending"
    assert page.facts()["In your own words"] == STORY
    assert page.facts()["When you found out"] == "3 February 2026"
    assert page.facts()["What has happened"] == "Email or message sent to the wrong person"


def test_going_back_from_a_question_does_not_skip_it(school):
    door = AtTheDoor(school)
    page = door.press(door.open("/report/"), relation="staff")
    page = door.press(door.press(page), story=STORY)
    page = door.press(door.press(page, "Back"))

    assert fields(page)["step"] == "found"


def test_a_page_sent_twice_makes_one_report_and_shows_its_code_once(school):
    door = AtTheDoor(school)
    check = door.walk()
    door.press(check, "Send the report")

    again = door.press(check, "Send the report")

    assert again.title == "We have this report already"
    assert "app-receipt" not in again.html
    with reading(school.pk):
        assert Incident.objects.filter(school=school).count() == 1
    assert door.press(again, "Send it once more").title == "Report received"


def test_a_page_sent_to_two_schools_is_a_report_to_each(school):
    other, check = a_school(name="Birch Lane Primary School"), AtTheDoor(school).walk()
    sent = {**everything_in(check.tree.all("form")[-1]), "go": "send"}

    pages = [AtTheDoor(each).post(f"/r/{each.slug}/report/", **sent) for each in (school, other)]

    assert [page.title for page in pages] == ["Report received"] * 2
    assert kept_report(school).incident_id != kept_report(other).incident_id


def test_yesterday_stays_the_day_it_was_when_the_page_lay_open_over_night(school, clock):
    door = AtTheDoor(school)
    page = door.walk(found={"found": "yesterday"}, name=NAMED)
    clock(FRIDAY + timedelta(hours=9))

    door.press(page, "Send the report")

    assert kept_report(school).discovered_at == FRIDAY.replace(day=19, hour=0, minute=0)


def test_a_flood_is_slowed_down_for_the_school_and_no_answer_is_lost(school, clock):
    door = AtTheDoor(school)
    for _ in range(30):
        budget.REPORTS.spend(school.pk, FRIDAY)

    page = door.report()

    assert page.status == 429
    assert "Wait a minute, then press the button again" in page.words
    assert page.facts()["In your own words"] == STORY
    clock(FRIDAY + timedelta(minutes=1))
    assert door.press(page, "Send the report").title == "Report received"


@pytest.mark.parametrize("path", ["/", "/report/", "/outside/"])
def test_a_link_that_is_switched_off_says_whom_to_phone(school, team, path):
    school.phone = "01234 567 890"
    school.save()
    set_link(link_of(school), is_open=False, is_open_to_outsiders=True, is_open_to_anonymous=True,
             by=team[Role.HEAD], at=FRIDAY)  # fmt: skip

    page = AtTheDoor(school).open(path)

    assert (page.status, page.title) == (404, "This link is switched off")
    assert "phone 01234 567 890" in page.words


def test_a_school_that_takes_no_anonymous_reports_does_not_offer_it(school, team):
    set_link(link_of(school), is_open=True, is_open_to_outsiders=True, is_open_to_anonymous=False,
             by=team[Role.HEAD], at=FRIDAY)  # fmt: skip

    page = AtTheDoor(school).walk()

    assert page.status == 422
    assert "No, report without my name" not in page.words


def test_an_address_typed_in_capitals_leads_there(school):
    place = f"/R/{school.slug.upper()}/"

    answer = Client().get(place)

    assert answer["Location"] == place.replace("/R/", "/r/")
    assert "Set-Cookie" not in answer
    assert AtTheDoor(school).open(answer["Location"]).title.startswith("Report something")


def test_an_address_of_no_school_is_not_found(school):
    assert AtTheDoor(school).open("/r/nowhere/").status == 404


@pytest.mark.parametrize("junk", [{"id": "x"}, {"said_on": "2026-99-99"},
                                  {"said_on": "0001-01-01"}, {"go": "nowhere"},
                                  {"answered": "nowhere"}, {"story": "a\0b"}])  # fmt: skip
def test_a_page_that_was_tampered_with_is_no_fault_of_ours(school, junk):
    door = AtTheDoor(school)

    page = door.post(f"{door.place}/report/", step="story", **{"story": "Odd.", **junk})

    assert page.status in {200, 422}


def test_the_way_out_in_a_hurry_is_on_every_page_at_the_door(school, team):
    door = AtTheDoor(school)
    first = [door.open(path) for path in ("/", "/report/", "/outside/", "/mailbox/")]
    check = door.walk(name=NAMED)
    sent = door.press(check, "Send the report")
    again = door.press(check, "Send the report")
    inside = door.press(door.open("/mailbox/"), code=code_on(sent))
    shut_to_all(school, team)

    for page in [*first, check, sent, again, inside, door.open("/")]:
        assert page.links["Emergency Exit this page"] == f"/r/{school.slug}/leave/", page.title


def shut_to_all(school, team):
    set_link(link_of(school), is_open=False, is_open_to_outsiders=False,
             is_open_to_anonymous=False, by=team[Role.HEAD], at=FRIDAY)  # fmt: skip
