"""Reporting: five questions, of which only one must be answered."""

from datetime import timedelta

import pytest

from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY, a_member, a_report, a_school, a_team, contained, triaged
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def staff():
    return Visitor(a_member(a_school(), name="Tom Reed"), factors=1)


def begun(visitor):
    """The first question of a new report."""
    return visitor.send("/report/")


def checked(visitor, **answers):
    """The check page, once only what happened was told, and these answers."""
    page = begun(visitor)
    for _ in range(5):
        told = {"story": "A letter went to the wrong house."} if "/story/" in page.path else {}
        step = page.path.split("/")[-2]
        page = visitor.send(page.path, **{**told, **answers.get(step, {})})
    return page


@pytest.mark.clause("SI-M1", "SI-M2")
def test_a_teacher_reports_in_five_questions_and_the_report_is_on_the_record(staff):
    page = checked(
        staff,
        what={"what": "email"},
        story={"story": "The notice went to all parents.", "is_continuing": "yes"},
        found={"found": "today"},
        whose={"whose": ["pupils", "staff"], "how_many": "100"},
        done={"already_done": "We recalled it."},
    )
    received = staff.send(page.path)

    assert received.title == "Report received"
    assert "Reference 2026-001" in received.words
    told = staff.open(received.links["Add files or anything else to this report"]).facts()
    assert told == {
        "What has happened": "Email or message sent to the wrong person",
        "In your own words": "The notice went to all parents.",
        "Is it still happening": "Yes",
        "When you found out": "20 November 2026 (earlier today)",
        "Whose information": "Pupils, Staff",
        "How many people": "11 to 100",
        "What has been done already": "We recalled it.",
    }


def test_each_question_has_its_own_words_as_the_title_of_its_page(staff):
    page, titles = begun(staff), []
    for _ in range(5):
        titles.append(page.tree.all("title")[0].words.partition(" \N{EN DASH} ")[0])
        told = {"story": "A letter went to the wrong house."} if "/story/" in page.path else {}
        page = staff.send(page.path, **told)

    assert titles == [
        "What has happened?", "Tell us what happened", "When did you find out?",
        "Whose information is it?", "What has been done about it already?",
    ]  # fmt: skip


@pytest.mark.clause("SI-M2", "BR-5.2")
def test_nothing_but_what_happened_has_to_be_told(staff):
    page = checked(staff)

    assert page.facts() == {
        "What has happened": "Something else, or I am not sure",
        "In your own words": "A letter went to the wrong house.",
        "Is it still happening": "I do not know",
        "When you found out": "I do not know",
        "Whose information": "I do not know",
        "How many people": "I do not know",
        "What has been done already": "Nothing yet",
    }
    assert staff.send(page.path).title == "Report received"


def test_what_happened_has_to_be_told(staff):
    begun(staff)
    page = staff.send(begun(staff).path)

    page = staff.send(page.path, story="  ")

    assert (page.status, page.errors) == (422, ["Enter what happened"])


@pytest.mark.clause("BR-5.2")
@pytest.mark.parametrize("step", ["what", "story", "found", "whose"])
def test_somebody_who_does_not_know_can_say_so_at_every_question(staff, step):
    words = "I am not sure" if step == "what" else "I do not know"

    page = staff.open(begun(staff).path.replace("/what/", f"/{step}/"))

    assert any(words in label.words for label in page.tree.all("label"))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"found": "now"}, "20 November 2026 (in the last hour)"),
        ({"found": "yesterday"}, "19 November 2026 (yesterday)"),
        (
            {"found": "date", "found_on_day": "3", "found_on_month": "11", "found_on_year": "2026"},
            "3 November 2026",
        ),
    ],
)
def test_the_check_page_says_which_day_was_meant(staff, answer, said):
    assert checked(staff, found=answer).facts()["When you found out"] == said


def test_a_day_that_has_not_come_is_refused_and_kept(staff):
    answer = {"found_on_day": "21", "found_on_month": "11", "found_on_year": "2026"}
    path = begun(staff).path.replace("/what/", "/found/")

    page = staff.send(path, found="date", **answer)

    assert page.errors == ["The day you found out must be today or in the past"]
    assert 'value="21"' in page.html


@pytest.mark.clause("BR-4.2")
def test_yesterday_stays_the_day_it_was_when_the_report_is_sent_days_later(staff, clock):
    page = checked(staff, found={"found": "yesterday"})
    clock(FRIDAY + timedelta(hours=9))  # the session is still open, but it is Saturday

    staff.send(page.path)

    assert staff.open("/report/mine/").rows() == [
        "2026-001 Something else, or I am not sure 21 November 2026 Received"
    ]
    own = staff.open(staff.open("/report/mine/").links["2026-001 Something else, or I am not sure"])
    assert own.facts()["When you found out"] == "19 November 2026 (yesterday)"


@pytest.mark.clause("BR-5.0")
def test_whoever_reports_is_told_what_to_do_and_what_not_to_do(staff):
    received = staff.send(checked(staff, what={"what": "email"}).path)

    assert "ask them not to open or pass it on, and to delete it" in received.words
    assert "Report it at once, even if you are not sure" in received.words
    assert "Do not investigate on your own, and do not delete anything" in received.words
    assert "The Deputy DPO decides what it is and writes it in the log" in received.words
    assert "Stop it getting worse, as the Deputy DPO tells you" in received.words
    assert "Help when you are asked to" in received.words
    assert "Do not contact the people affected unless you are told to" in received.words
    assert "Nobody gets into trouble for reporting in good faith" in received.words


def test_the_start_page_says_what_to_report_and_whom_to_phone():
    school = a_school()
    school.phone = "01234 567 890"
    school.save()

    page = Visitor(a_member(school), factors=1).open("/report/")

    assert "call 999 first" in page.words
    assert "even if it was your mistake" in page.words
    assert "phone 01234 567 890" in page.words


@pytest.mark.clause("SI-M2")
def test_the_reporter_adds_more_later_and_the_team_reads_it():
    school = a_school()
    tom, priya = a_member(school, name="Tom Reed"), a_member(school, Role.DEPUTY_DPO)
    incident = a_report(tom)

    page = Visitor(tom, factors=1).send(
        f"/report/mine/{incident.pk}/", words="A parent has answered."
    )

    assert "Added at 3:40pm on Friday 20 November 2026 A parent has answered." in page.words
    timeline = Visitor(priya).open(f"/incidents/{incident.pk}/timeline/")
    assert "The reporter added something by Tom Reed" in timeline.words
    assert "A parent has answered." in timeline.words


def test_nothing_added_is_not_an_addition():
    incident = a_report(tom := a_member(a_school()))

    page = Visitor(tom, factors=1).send(f"/report/mine/{incident.pk}/", words=" ")

    assert (page.status, page.errors) == (422, ["Enter what you want to add"])


def test_the_reporter_sees_how_far_the_report_has_come():
    team = a_team(a_school())
    tom, priya = Visitor(team[Role.STAFF], factors=1), team[Role.DEPUTY_DPO]
    assert "You have not reported anything." in tom.open("/report/mine/").words
    incident = a_report(team[Role.STAFF])
    assert tom.open("/report/mine/").rows()[0].endswith("Received")

    contained(triaged(incident, priya), priya)

    assert tom.open("/report/mine/").rows()[0].endswith("Being looked after")
    page = tom.open(f"/report/mine/{incident.pk}/")
    assert "What has been done The message was recalled." in page.words


def test_a_colleagues_report_is_not_mine_to_see():
    school = a_school()
    incident = a_report(a_member(school))

    page = Visitor(a_member(school), factors=1).open(f"/report/mine/{incident.pk}/")

    assert page.status == 404
