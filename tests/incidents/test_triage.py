"""Triage: what the report is, who may say so, and what is written down beside it."""

from datetime import timedelta

import pytest

from tests.incidents.visits import Visitor, filled_in
from tests.kept import kept
from tests.worlds import FRIDAY, a_report, a_school, a_team, classified, triaged
from tocsin.core.facts import Kind
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return a_report(team[Role.STAFF])


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def say(visitor, incident, **answers):
    """Answer the question what the report is."""
    told = {"kind_reason": "I looked.", "personal_data": "no", "title": "Notice to all parents"}
    return visitor.send(f"/incidents/{incident.pk}/kind/", **{**told, **answers})


def describe(visitor, incident, **answers):
    return visitor.send(f"/incidents/{incident.pk}/details/", **answers)


@pytest.mark.clause("SI-DEF", "BR-2.1")
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("confirmed", "A confirmed breach"),
        ("suspected", "A suspected breach"),
        ("near_miss", "A near miss"),
        ("not_a_breach", "Not a breach"),
        ("planned_maintenance", "Planned maintenance: not a breach"),
    ],
)
def test_the_deputy_dpo_says_what_the_report_is_and_why(priya, incident, kind, words):
    page = say(priya, incident, kind=kind)

    assert page.facts()["What it is"] == words
    assert page.title == "Notice to all parents"
    assert f"{words}. I looked." in page.words
    assert f"Notice to all parents {words}" in priya.open("/log/").rows()[0]


@pytest.mark.clause("BR-2.1")
def test_whether_people_are_involved_has_to_be_answered_with_why_it_is_what_it_is(priya, incident):
    page = say(priya, incident, kind="confirmed", personal_data=None, kind_reason="", title="")

    assert page.status == 422
    assert page.errors == [
        "Enter why you say so",
        "Select whether information about people is involved",
        "Enter a short title",
    ]


@pytest.mark.clause("BR-2.7")
def test_planned_maintenance_is_not_a_breach_and_stays_on_the_log_with_its_reason(priya, incident):
    page = say(priya, incident, kind="planned_maintenance", kind_reason="The server was updated.")

    assert "72-hour deadline" not in page.words
    assert "Planned maintenance: not a breach. The server was updated." in page.words
    assert "Planned maintenance: not a breach" in priya.open("/log/").rows()[0]


@pytest.mark.clause("BR-4.6")
def test_a_near_miss_stays_on_the_log_and_can_be_learned_from(priya, incident):
    say(priya, incident, kind="near_miss")

    priya.send(f"/incidents/{incident.pk}/severity/", severity="minor", reason="Caught.")
    priya.send(f"/incidents/{incident.pk}/dpo/", referral="not_referred", reason="It was caught.")
    page = priya.send(f"/incidents/{incident.pk}/close/", lessons="Two people check each list.")

    assert "Closed by Priya Shah" in page.words
    assert "Two people check each list." in page.words
    assert priya.open("/log/?kind=near_miss").rows()[0].endswith("Closed")


def test_a_second_report_is_closed_at_once_and_its_words_are_read_with_the_first(
    team, priya, incident
):
    second = a_report(team[Role.OFFICE], story="Mrs Jones rang about the notice.")

    page = say(priya, second, kind="duplicate", duplicate_of=" 2026-001 ")

    assert "This is a second report of 2026-001" in page.words
    assert page.words.startswith("Incident 2026-002 Notice to all parents Closed")
    first = priya.open(f"/incidents/{incident.pk}/").words
    assert "What Tom Reed told us" in first
    assert "What Olive Park told us at 3:40pm on Friday 20 November 2026 (2026-002)" in first
    assert "Mrs Jones rang about the notice." in first
    assert "Mrs Jones rang about the notice." in page.words


@pytest.mark.parametrize("typed", ["2026-001", "2026-777", " ", "nonsense"])
def test_a_second_report_names_another_incident_of_the_school(priya, incident, typed):
    page = say(priya, incident, kind="duplicate", duplicate_of=typed)

    words = (
        "Enter the reference of another incident at this school, like 2026-014"
        if typed.strip()
        else "Enter the reference of the incident"
    )
    assert (page.status, page.errors) == (422, [words])
    assert filled_in(page.tree)["duplicate_of"] == typed


def test_a_second_report_of_a_second_report_is_led_to_the_first(team, priya, incident):
    second, third = a_report(team[Role.OFFICE]), a_report(team[Role.HEAD])
    say(priya, second, kind="duplicate", duplicate_of=incident.reference)

    page = say(priya, third, kind="duplicate", duplicate_of=second.reference)

    assert page.status == 409
    assert "2026-002 is itself a second report." in page.words
    assert "I looked." in page.words


def test_an_incident_with_joined_reports_cannot_become_a_second_report(team, priya, incident):
    second, third = a_report(team[Role.OFFICE]), a_report(team[Role.HEAD])
    say(priya, second, kind="duplicate", duplicate_of=incident.reference)

    page = say(priya, incident, kind="duplicate", duplicate_of=third.reference)

    assert page.status == 409
    assert "Other reports are kept with this one." in page.words


@pytest.mark.clause("BR-4.2")
def test_joining_an_earlier_report_to_a_later_one_cannot_win_time(team, priya):
    yesterday = FRIDAY - timedelta(hours=30)
    earlier = a_report(team[Role.STAFF], discovered_at=yesterday)
    later = a_report(team[Role.OFFICE])

    page = say(priya, earlier, kind="duplicate", duplicate_of=later.reference)
    assert page.status == 409
    assert f"This was known before {later.reference} was." in page.words
    describe(
        priya, later, discovered_at_day="19", discovered_at_time="9:40am", discovered_reason="Seen."
    )
    say(priya, earlier, kind="duplicate", duplicate_of=later.reference)

    page = priya.open(f"/incidents/{later.pk}/").words
    assert "Report by 9:40am on Sunday 22 November 2026" in page


def test_a_closed_incident_is_opened_again_before_anything_in_it_changes(team, priya, incident):
    second = a_report(team[Role.OFFICE])
    by = team[Role.DEPUTY_DPO]
    triaged(second, by, kind=Kind.DUPLICATE, duplicate_of=incident)

    for answer in (
        say(priya, second, kind="confirmed"),
        describe(priya, second, cause="human_error"),
        priya.send(f"/incidents/{second.pk}/containment/", contained="yes", containment="Gone."),
        priya.send(f"/incidents/{second.pk}/severity/", severity="minor", reason="Small."),
        priya.send(f"/incidents/{second.pk}/dpo/", referral="referred"),
    ):
        assert answer.status == 409
        assert "This incident is closed. Open it again first." in answer.words


def test_a_second_report_opened_again_has_to_be_looked_at_anew(team, priya, incident):
    second = a_report(team[Role.OFFICE])
    triaged(second, team[Role.DEPUTY_DPO], kind=Kind.DUPLICATE, duplicate_of=incident)

    page = priya.send(
        f"/incidents/{second.pk}/reopen/", reason="It was another notice.", news=["nothing"]
    )

    assert page.facts()["What it is"] == "Not looked at yet"
    assert "Do next: Decide what this report is" in page.words
    assert "Mrs" not in priya.open(f"/incidents/{incident.pk}/").words


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.GOVERNOR, Role.ADMINISTRATOR,
                                  Role.INFORMATION_CHAMPION])  # fmt: skip
def test_whoever_is_not_on_the_team_cannot_open_a_case(team, incident, role):
    visitor = Visitor(team[role])

    assert visitor.open(f"/incidents/{incident.pk}/").status == 403
    assert visitor.open(f"/incidents/{incident.pk}/kind/").status == 403
    assert visitor.open("/log/").status == 403


def test_whoever_leads_an_incident_sees_it_and_no_other(team, priya, incident):
    other, ivan = a_report(team[Role.STAFF]), team[Role.INVESTIGATING_OFFICER]
    say(priya, incident, kind="confirmed")
    priya.send(
        f"/incidents/{incident.pk}/severity/",
        severity="minor",
        reason="Small.",
        lead=str(ivan.person_id),
    )

    assert Visitor(ivan).open(f"/incidents/{incident.pk}/").facts()["Lead"] == "Ivan Cole"
    assert Visitor(ivan).open(f"/incidents/{other.pk}/").status == 404
    assert len(Visitor(ivan).open("/log/").rows()) == 1


def test_the_business_manager_leads_but_does_not_decide(team, incident):
    beth = team[Role.BUSINESS_MANAGER]
    triaged(incident, team[Role.DEPUTY_DPO])
    classified(incident, team[Role.DEPUTY_DPO], "minor", lead=beth.person)

    assert Visitor(beth).open(f"/incidents/{incident.pk}/").status == 200
    assert Visitor(beth).open(f"/incidents/{incident.pk}/decision/").status == 403
    assert Visitor(beth).post(f"/incidents/{incident.pk}/severity/").status == 403


@pytest.mark.clause("SI-M5")
def test_a_note_stands_on_the_timeline_with_both_times(team, incident):
    page = Visitor(team[Role.HEAD]).send(
        f"/incidents/{incident.pk}/note/", words="I rang IT support.",
        happened_at_day="20", happened_at_month="11", happened_at_year="2026",
        happened_at_time="9:05am",
    )  # fmt: skip

    assert (
        "Note by Helen Moss 9:05am on Friday 20 November 2026 Written down 3:40pm on Friday 20"
        " November 2026 I rang IT support." in page.words
    )


def test_a_note_without_a_time_is_of_now(priya, incident):
    page = priya.send(f"/incidents/{incident.pk}/note/", words="The parents were rung.")

    assert "Note by Priya Shah 3:40pm on Friday 20 November 2026 The parents were" in page.words


@pytest.mark.parametrize("key", ["6f7a1f4e-5a52-4b27-a1a7-2f0f9c9f4a11", None])
def test_a_note_that_is_sent_six_times_is_there_once(priya, incident, key):
    for _ in range(6):
        page = priya.post(f"/incidents/{incident.pk}/note/", words="I rang the bus.", key=key)
        assert page.status == 200

    assert page.words.count("I rang the bus.") == 1
    assert priya.send(f"/incidents/{incident.pk}/note/", words="I rang the bus.").words.count(
        "I rang the bus."
    ) == 2  # fmt: skip


def test_other_words_in_a_form_that_was_sent_are_not_thrown_away(priya, incident):
    key = "6f7a1f4e-5a52-4b27-a1a7-2f0f9c9f4a11"
    priya.post(f"/incidents/{incident.pk}/note/", words="I rang the bus.", key=key)

    page = priya.post(f"/incidents/{incident.pk}/note/", words="I rang the train.", key=key)

    assert page.status == 409
    assert "I rang the train." in page.words


def test_closing_is_not_undone_by_a_note(team, priya, incident):
    second = a_report(team[Role.OFFICE])
    triaged(second, team[Role.DEPUTY_DPO], kind=Kind.DUPLICATE, duplicate_of=incident)

    page = priya.send(f"/incidents/{second.pk}/note/", words="Filed.")

    assert page.words.startswith("Incident 2026-002 Daily notice to the wrong list Closed")
