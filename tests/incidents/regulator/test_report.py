"""The report to the regulator: filled from the case, in the regulator's own order, by people."""

from datetime import timedelta

import pytest

from tests.incidents.regulator.sending import path_of, send, sheet, words_of_pdf, write
from tests.incidents.visits import Visitor
from tests.worlds import (
    FRIDAY,
    a_member,
    a_report,
    a_school,
    a_team,
    aware,
    classified,
    decided,
    described,
    triaged,
)
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def parts_of(page):
    return [each.words for each in page.tree.all("h2") if "card" in str(each.classes)]


def test_it_has_the_regulators_own_parts_in_its_own_order(priya, incident):
    assert parts_of(sheet(priya, incident)) == [
        "About your report", "About the breach", "Staff, delay and prevention",
        "What you have done", "About you",
    ]  # fmt: skip


def test_each_answer_from_the_case_says_where_it_comes_from(priya, incident):
    facts = sheet(priya, incident).facts()

    assert facts["What kind of report is this?"].startswith("Initial report")
    assert "The daily notice went to all parents" in facts[
        "What happened, what went wrong, and how?"
    ]  # fmt: skip
    assert "From the case: The details" in facts["About how many people could be affected?"]
    assert facts["Which kinds of data?"].startswith("Basic personal identifiers")
    assert facts["Who are the people affected?"].startswith("Students; Children")
    assert "Priya Shah" in facts["Who makes this report: name, email, phone"]
    assert facts["About how many data records?"].startswith("Not known yet")


def test_what_a_person_writes_stays_and_the_rest_follows_the_case(by, priya, incident):
    write(priya, incident, "breach", B8="120", B7="Two lists of names.")

    incident.refresh_from_db()
    described(incident, by, people=55)

    facts = sheet(priya, incident).facts()
    assert facts["About how many data records?"].startswith("120 Written here")
    assert facts["About how many people could be affected?"].startswith("55 From the case")


def test_a_cleared_box_goes_back_to_what_the_case_says(priya, incident):
    write(priya, incident, "breach", B9="300")
    assert sheet(priya, incident).facts()["About how many people could be affected?"][:3] == "300"

    write(priya, incident, "breach", B9="")

    assert sheet(priya, incident).facts()["About how many people could be affected?"][:2] == "40"


@pytest.mark.clause("BR-5.13")
def test_it_says_what_the_law_wants_and_not_known_yet_is_an_answer(priya, incident, tmp_path):
    wanted = sheet(priya, incident).words
    assert "Answer “About how many data records?”, or say that it is not known yet." in wanted
    assert "Answer “What could it mean for them, and what has it meant already?”" in wanted

    write(priya, incident, "breach", **{"B8-unknown": "on"}, B12="They may be teased.")

    page = sheet(priya, incident)
    assert "What the law wants in it" not in page.words
    content = priya.client.get(priya.base + path_of(incident, "document/")).content
    words = words_of_pdf(content, tmp_path)
    for said in ("They may be teased.", "The message was recalled.", "Priya Shah", "40"):
        assert said in words
    assert "Report to the regulator" in words
    assert b"/StructTreeRoot" in content


def test_an_answer_and_not_known_yet_do_not_go_together(priya, incident):
    page = write(priya, incident, "breach", **{"B8-unknown": "on"}, B8="12")

    assert (page.status, page.errors) == (
        422, ["Enter an answer, or select “Not known yet”, not both"],
    )  # fmt: skip


def test_a_number_that_is_none_is_given_back(priya, incident):
    page = write(priya, incident, "breach", B8="about forty")

    assert page.status == 422
    assert "about forty" in page.html


@pytest.mark.parametrize("name", ["Emma Wilson", "Mrs Patel", "emma@example.org", "Tom Reed"])
def test_what_could_be_a_name_is_pointed_out(priya, incident, name):
    write(priya, incident, "breach", B7=f"It held the plan of {name} and others.")

    page = sheet(priya, incident)

    assert "Do not put names of people in this report." in page.words
    assert f"More about the data : {name}" in page.words


def test_names_of_contacts_and_of_the_school_are_no_names_to_point_out(priya, incident):
    assert "Do not put names" not in sheet(priya, incident).words


def test_every_answer_and_every_part_can_be_copied_with_and_without_scripts(priya, incident):
    page = sheet(priya, incident)

    copied = [each.attributes["data-copy"] for each in page.tree.all("button")
              if "data-copy" in each.attributes]  # fmt: skip
    boxes = ["".join(map(str, each.parts)) for each in page.tree.all("textarea")]
    assert "40" in copied
    assert any("About how many people could be affected?\n40" in each for each in copied)
    assert any("About how many people could be affected?\n40" in each for each in boxes)


def test_a_cyber_incident_is_asked_more(by, priya, incident):
    described(incident, by, cause="hacked_account")

    assert "Cyber incidents" in parts_of(sheet(priya, incident))


@pytest.mark.parametrize(("hours", "is_asked"), [(72, False), (73, True)])
def test_the_reasons_for_lateness_are_asked_exactly_when_it_is_late(
    by, incident, clock, hours, is_asked
):
    clock(FRIDAY + timedelta(hours=hours))
    priya = Visitor(by)

    asked = "You are reporting after the 72 hours: why?" in sheet(priya, incident).words
    page = priya.open(path_of(incident, "sent/")).words

    assert asked is is_asked
    assert ("This is after the 72 hours: why is it late?" in page) is is_asked


def test_two_people_who_write_do_not_overwrite_each_other(team, priya, incident):
    stale = str(incident.revision)
    write(Visitor(team[Role.HEAD]), incident, "breach", B7="Helen's words.")

    page = write(priya, incident, "breach", B7="Mine.", seen=stale)

    assert page.status == 409
    assert "Mine." in page.words


def test_who_leads_it_reads_the_report_and_only_those_who_decide_write_it(team, incident):
    governor, stranger = Visitor(team[Role.GOVERNOR]), Visitor(a_member(a_school(), Role.DPO))

    for page in ("", "part/breach/", "sent/", "document/", "word/", "letters/"):
        assert governor.open(path_of(incident, page)).status == 403
        assert stranger.open(path_of(incident, page)).status == 404
    assert stranger.post(path_of(incident, "approve/")).status == 404


def test_an_unknown_part_and_an_unknown_report_are_not_found(priya, incident):
    assert priya.open(path_of(incident, "part/nowhere/")).status == 404
    assert priya.open(path_of(incident, "sent/7/")).status == 404


def test_who_does_not_speak_to_the_regulator_needs_approval_or_says_why(team, priya, incident):
    helen = Visitor(team[Role.HEAD])

    page = send(helen, incident)
    assert page.errors == ["Ask for approval first, or enter why this could not wait"]
    priya.post(path_of(incident, "approve/"), seen=str(incident.revision))
    assert "Approved by Priya Shah" in sheet(helen, incident).words
    page = send(helen, incident)

    assert "Regulator told by Helen Moss" in page.words


def test_a_change_ends_the_approval(team, priya, incident):
    priya.post(path_of(incident, "approve/"), seen=str(incident.revision))

    write(Visitor(team[Role.HEAD]), incident, "breach", B7="More.")

    assert "Nobody who speaks to the regulator" in sheet(Visitor(team[Role.HEAD]), incident).words


def test_nobody_approves_for_whom_the_policy_does_not_let_speak(team, incident):
    page = Visitor(team[Role.HEAD]).post(path_of(incident, "approve/"), seen=incident.revision)

    assert page.status == 403
    assert "The school's policy says who speaks to the regulator." in page.words


@pytest.mark.parametrize("page", ["", "part/breach/", "sent/", "sent/1/", "letters/"])
def test_no_page_asks_the_database_more_than_twelve_things(
    priya, incident, page, django_assert_max_num_queries
):
    send(priya, incident)
    priya.open(path_of(incident, page))

    with django_assert_max_num_queries(1000) as asked:
        assert priya.open(path_of(incident, page)).status == 200

    told = [q["sql"] for q in asked.captured_queries]
    assert len([sql for sql in told if "set_config" not in sql and "_setting" not in sql]) <= 12


def test_whoever_leads_it_without_deciding_reads_the_report_and_writes_nothing(team, incident, by):
    ivan = team[Role.INVESTIGATING_OFFICER]
    incident.refresh_from_db()
    classified(incident, by, "minor", lead=ivan.person)

    page = sheet(Visitor(ivan), incident)

    assert page.status == 200
    assert "Record that you sent it" not in page.words
    assert Visitor(ivan).open(path_of(incident, "sent/")).status == 403


def test_a_policy_that_names_no_speaker_asks_for_no_approval():
    team = a_team(a_school(pack="security-incidents"))
    helen = team[Role.HEAD]
    found = aware(triaged(a_report(team[Role.STAFF]), helen), helen, FRIDAY, at=FRIDAY)
    decided(found, helen, regulator="yes")

    page = send(Visitor(helen), found, without_log="It could not wait.")

    assert "Regulator told by Helen Moss" in page.words


@pytest.mark.parametrize(
    "text",
    [
        "Cymraeg ŵ ŷ · ภาษาไทย · עברית · 日本語 · 👩‍👩‍👧‍👦",
        "\u202eevil\u202c \u2066x\u2069\u200b",
        '#import "x": * \\ $a$ *b* _c_ @d <e> `f` {{ 7|add:1 }}',
        "a\x01\x07\x1b[31m\x7f\ufeff b \\u0001x",
        "one\r\ntwo\rthree\n\n\nfour",
    ],
)  # fmt: skip
def test_any_text_is_kept_and_drawn_as_it_was(priya, incident, text):
    write(priya, incident, "breach", B7=text)

    answer = priya.client.get(priya.base + path_of(incident, "document/"))

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert text.split("\r\n")[0] in "".join(
        "".join(map(str, each.parts)) for each in sheet(priya, incident).tree.all("textarea")
    )
