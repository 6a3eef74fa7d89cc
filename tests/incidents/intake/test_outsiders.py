"""Parents, companies, the press: people outside the school tell it, and it knows from whom."""

import pytest

from tests.incidents.intake.door import AtTheDoor, code_on
from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY
from tocsin.core.roles import Role
from tocsin.incidents.jobs import incidents_receipt
from tocsin.incidents.models import Report
from tocsin.jobs.models import Job
from tocsin.ledger.tenancy import reading
from tocsin.schools.reporting_link.commands import set_link
from tocsin.schools.reporting_link.queries import link_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "full_budget")]
NAMED = {"protection": "named", "own_name": "Ada Fox", "own_contact": "ada@example.org"}
SUPPLIER = {
    "relation": "supplier", "supplier_name": "Example MIS", "supplier_aware_at_day": "19",
    "supplier_aware_at_month": "11", "supplier_aware_at_year": "2026",
    "supplier_aware_at_time": "9:30am",
}  # fmt: skip


def outsider(school):
    return AtTheDoor(school, base="outside")


def kept_report(school):
    with reading(school.pk):
        return Report.objects.select_related("incident").get(school=school)


@pytest.mark.parametrize(
    ("relation", "source"),
    [("parent", "people_affected"), ("pupil", "pupil"), ("press", "media"),
     ("other", "other")],
)  # fmt: skip
def test_how_it_came_to_light_is_recorded(school, relation, source):
    outsider(school).report(who={"relation": relation})

    report = kept_report(school)

    assert (report.incident.source, report.channel, report.relation) == (
        source, "outside", relation,
    )  # fmt: skip


def test_a_company_says_when_it_became_aware_itself(school, team):
    outsider(school).report(who=SUPPLIER, name=NAMED)

    report = kept_report(school)
    assert report.incident.source == "processor"
    assert report.supplier_aware_at == FRIDAY.replace(day=19, hour=9, minute=30)
    page = Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{report.incident_id}/")
    assert page.facts()["Company and product"] == "Example MIS"
    assert page.facts()["When the company became aware"].startswith("9:30am on Thursday 19")


def test_a_company_need_not_know_when_but_not_in_the_future(school):
    door = outsider(school)
    later = {**SUPPLIER, "supplier_aware_at_day": "21"}

    assert door.walk(who=later).errors == ["The time your company became aware must be in the past"]
    nothing = {"relation": "supplier", "supplier_name": "Example MIS"}
    page = door.walk(who=nothing)
    assert page.facts()["When the company became aware"] == "I do not know"
    assert door.walk(who={}).errors == ["Select who you are"]


def test_whoever_leaves_an_address_gets_a_message_that_says_nothing_of_it(school, mailoutbox):
    outsider(school).report(who={"relation": "parent"}, name=NAMED)
    job = Job.objects.get(name="incidents.receipt")

    incidents_receipt(**job.args, school_id=school.pk, at=FRIDAY)

    [message] = mailoutbox
    assert message.to == ["ada@example.org"]
    assert message.subject == "Your report has arrived"
    assert f"/r/{school.slug}/mailbox/" in message.body
    assert "Ada" not in message.body
    assert "pupil" not in message.body
    assert "2026-001" not in message.body


def test_nobody_is_written_to_who_left_a_phone_number(school, mailoutbox):
    named = {**NAMED, "own_contact": "01234 567 890"}
    outsider(school).report(who={"relation": "parent"}, name=named)
    job = Job.objects.get(name="incidents.receipt")

    incidents_receipt(**job.args, school_id=school.pk, at=FRIDAY)

    assert mailoutbox == []


def test_no_message_is_queued_for_whoever_gave_no_name(school):
    outsider(school).report(who={"relation": "parent"}, name={"protection": "anonymous"})

    assert not Job.objects.filter(name="incidents.receipt").exists()


def test_a_link_that_is_not_for_outsiders_is_shut_to_them_alone(school, team):
    set_link(link_of(school), is_open=True, is_open_to_outsiders=False, is_open_to_anonymous=True,
             by=team[Role.HEAD], at=FRIDAY)  # fmt: skip

    assert outsider(school).open("/outside/").status == 404
    assert outsider(school).open("/report/").status == 200
    assert "a parent" not in outsider(school).open("/").words


FOR_STAFF = ["Recall the message", "Tell IT support", "investigat", "without giving your name"]


@pytest.mark.parametrize(
    ("who", "step", "thanks"),
    [
        ({"relation": "parent"}, "Keep it until the school tells you", "Thank you for telling us."),
        (
            {"relation": "pupil"},
            "If you or somebody else is in danger",
            "will not get into trouble",
        ),
        (SUPPLIER, "Keep your records of it.", "The law asks your company to help us."),
    ],
)
def test_each_kind_of_outsider_reads_what_they_can_do_and_nothing_meant_for_staff(
    school, who, step, thanks, mailoutbox
):
    page = outsider(school).report(who=who, name=NAMED, what={"what": "email"})
    job = Job.objects.get(name="incidents.receipt")
    incidents_receipt(**job.args, school_id=school.pk, at=FRIDAY)
    [message] = mailoutbox

    assert step in page.words
    assert thanks in page.words
    assert "With it you can read our reply here, and add more." in page.words
    assert step in message.body
    assert [words for words in FOR_STAFF if words in page.words + message.body] == []


def test_somebody_named_who_left_no_address_reads_that_the_code_is_the_only_way(school):
    page = outsider(school).report(
        who={"relation": "parent"}, name={"protection": "named", "own_name": "Ada Fox"}
    )

    assert (
        "the only way to read our reply, since you left no address or phone number." in page.words
    )


def test_a_pupil_who_takes_the_way_of_staff_is_still_a_pupil(school, team):
    page = AtTheDoor(school).report(who={"relation": "pupil"}, what={"what": "email"})

    report = kept_report(school)
    assert (report.incident.source, report.channel, report.relation) == (
        "pupil", "public", "pupil",
    )  # fmt: skip
    assert "If you or somebody else is in danger, call 999 now." in page.words
    assert "Childline on 0800 1111" in page.words
    assert [words for words in FOR_STAFF[:3] if words in page.words] == []
    shown = Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{report.incident_id}/").facts()
    assert shown["Who told us"] == "A pupil, now or in the past"
    assert shown["Came to light"] == "A pupil told us"


def test_a_pupil_is_taken_in_where_the_link_is_for_staff_alone(school, team):
    set_link(link_of(school), is_open=True, is_open_to_outsiders=False, is_open_to_anonymous=True,
             by=team[Role.HEAD], at=FRIDAY)  # fmt: skip

    AtTheDoor(school).report(who={"relation": "pupil"})

    assert kept_report(school).relation == "pupil"


def test_a_page_from_before_the_question_is_asked_it_and_loses_no_word(school):
    door = AtTheDoor(school)
    old = {"answered": ["what", "story", "found", "whose", "done", "name"], "go": "send",
           "story": "Odd.", "protection": "anonymous"}  # fmt: skip

    page = door.post(door.first, **old)

    assert page.title == "Who are you?"
    assert door.press(page, relation="staff").facts()["In your own words"] == "Odd."


def test_whoever_has_reported_is_told_to_report_only_after_what_to_do_now(school):
    words = AtTheDoor(school).report(what={"what": "email"}).words

    now, later = words.index("Do not investigate on your own"), words.index("Report it at once")
    assert now < later


def test_staff_at_the_door_read_the_steps_for_staff(school):
    page = AtTheDoor(school).report(what={"what": "email"})

    assert "Recall the message if your mail program lets you." in page.words
    assert "Nobody gets into trouble for reporting in good faith." in page.words
    assert "without giving your name" in page.words


@pytest.mark.parametrize(
    ("name", "is_warned"), [(NAMED, False), ({"protection": "anonymous"}, True)]
)
def test_only_whoever_gave_no_name_is_told_not_to_write_it(school, name, is_warned):
    door = outsider(school)
    code = code_on(door.report(who={"relation": "parent"}, name=name))

    page = door.press(door.open("/mailbox/"), code=code)

    assert ("Do not write your name here" in page.words) is is_warned
