"""Telling the regulator: in phases, each kept as it was, and what is promised falls due."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command

from tests.incidents.regulator.sending import path_of, send, sheet, words_of_pdf, write
from tests.incidents.visits import Visitor
from tests.tellings import told_regulator
from tests.worlds import FRIDAY, decided, described, triaged
from tocsin.core.facts import Kind
from tocsin.core.roles import Role
from tocsin.incidents.models import AgendaItem, Attachment, Incident, RegulatorReport, Telling
from tocsin.ledger.queries import history
from tocsin.ledger.tenancy import reading
from tocsin.schools.calendar.commands import add_period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
STILL = "Send the regulator {} that are still missing"
CLOSED = "The school is closed for the holidays and has few staff available."


def duties(incident):
    with reading(incident.school_id):
        rows = AgendaItem.objects.filter(incident=incident).order_by("due_at", "order")
        return {row.title: row.due_at for row in rows}


def one(model, incident, **more):
    with reading(incident.school_id):
        return model.objects.filter(incident=incident, **more).latest("at")


@pytest.mark.clause("BR-5.19")
def test_what_the_log_lacks_is_listed_with_links_and_can_be_overridden_with_a_reason(priya, bare):
    page = priya.open(path_of(bare, "sent/"))
    assert "Complete the log before the regulator is told." in page.words
    where = page.links["Record what happened to the information, and the cause."]
    assert where == f"{priya.base}/incidents/{bare.pk}/details/"
    page = send(priya, bare)
    assert page.errors == ["Complete the log first, or enter why this could not wait"]

    page = send(priya, bare, without_log="The regulator's phone line closes at 5.")

    why = "Before the log was complete, because: The regulator's phone line closes at 5."
    assert "Regulator told by Priya Shah" in page.words
    assert why in page.words


def test_a_complete_log_asks_for_no_reason_and_keeps_none(priya, incident):
    assert "Complete the log" not in priya.open(path_of(incident, "sent/")).words

    send(priya, incident, without_log="Never asked.")

    assert one(Telling, incident).without_log is None


@pytest.mark.clause("BR-4.4", "BR-5.14")
def test_what_is_not_known_yet_is_promised_for_a_day_and_asked_for(priya, incident, tmp_path):
    write(priya, incident, "breach", **{"B8-unknown": "on"}, B12="They may be teased.")
    send(priya, incident, rest_by_day="27", rest_by_month="11", rest_by_year="2026")

    kept = priya.open(path_of(incident, "sent/1/"))
    assert "More will follow" in kept.words
    assert "About how many data records? By 27 November 2026." in kept.words
    assert "not known yet" in kept.facts()["About how many data records?"].lower()
    due = duties(incident)[STILL.format("6 answers")]
    assert f"{due:%Y-%m-%d %H:%M}" == "2026-11-27 23:59"
    file = one(RegulatorReport, incident).file
    got = priya.client.post(f"{priya.base}/incidents/{incident.pk}/files/{file.pk}/")
    words = words_of_pdf(b"".join(got.streaming_content), tmp_path)
    assert "By 27 November 2026 at the latest." in " ".join(words.split())


def test_more_without_a_day_is_refused_and_a_final_report_promises_nothing(priya, incident):
    none = {"rest_by_day": "", "rest_by_month": "", "rest_by_year": ""}

    page = send(priya, incident, **none)
    assert page.errors == ["Enter by when you send what is not known yet"]
    page = send(priya, incident, **none, phase="final")

    assert "Regulator told by Priya Shah" in page.words
    assert not [title for title in duties(incident) if "still missing" in title]


def test_what_was_sent_is_frozen_whatever_the_case_says_later(by, priya, incident):
    send(priya, incident)
    incident.refresh_from_db()
    described(incident, by, people=900)

    kept = priya.open(path_of(incident, "sent/1/"))
    assert kept.facts()["About how many people could be affected?"] == "40"
    assert sheet(priya, incident).facts()["About how many people could be affected?"][:3] == "900"
    page = sheet(priya, incident)
    assert "Before: 40 Now: 900" in page.words
    row = one(RegulatorReport, incident)
    assert row.file.digest in kept.words
    facts = next(e.facts for e in history(incident, newest=9) if e.action == "regulator.told")
    assert facts["digest"] == row.file.digest


def test_a_changed_byte_of_what_was_sent_is_found(priya, incident, settings):
    send(priya, incident)
    file = one(RegulatorReport, incident).file
    place = next(settings.DATA.rglob(file.sealed_digest))
    place.write_bytes(place.read_bytes()[:-1] + b"x")

    with pytest.raises(CommandError):
        call_command("verify")


@pytest.mark.clause("BR-5.14")
def test_a_further_report_says_what_changed_and_ends_what_was_promised(priya, incident, clock):
    send(priya, incident, reference="IC-1")
    clock(FRIDAY + timedelta(hours=3))
    write(priya, incident, "breach", B8="120", B12="None seen.")
    facts = sheet(priya, incident).facts()
    assert facts["What kind of report is this?"].startswith("Follow-up report")
    assert facts["The regulator's case reference"].startswith("IC-1")

    page = send(priya, incident, phase="final")

    assert "Regulator told more by Priya Shah" in page.words
    kept = priya.open(path_of(incident, "sent/2/"))
    assert kept.title == "Final report"
    assert "Before: Not known yet Now: 120" in kept.words
    assert not [title for title in duties(incident) if "still missing" in title]
    assert "Telling the ICO Told in less than a minute" in page.words


@pytest.mark.clause("BR-5.15")
def test_no_breach_after_all_is_told_to_the_regulator_and_stands_on_the_log(by, priya, incident):
    send(priya, incident)
    incident.refresh_from_db()
    triaged(incident, by, kind=Kind.NOT_A_BREACH)
    assert "Tell the regulator that it was no breach after all" in duties(incident)

    page = send(priya, incident, details="It never left the school.")

    assert "Regulator told that it was no breach after all by Priya Shah" in page.words
    assert "It never left the school." in page.words
    assert priya.open(path_of(incident, "sent/2/")).title == "It was no breach after all"
    assert "Tell the regulator that it was no breach after all" not in duties(incident)
    assert page.facts()["What it is"] == "Not a breach"


def test_nobody_says_it_was_no_breach_while_the_log_says_it_was(priya, incident):
    send(priya, incident)

    page = send(priya, incident, phase="no_breach")

    assert page.status == 422


def test_how_by_whom_with_which_reference_and_proof_is_kept(team, priya, incident):
    proof = BytesIO(b"From: casework@ico.org.uk\n\nWe have your report.")
    proof.name = "receipt.txt"
    dan = team[Role.DPO].person_id

    send(priya, incident, reference="IC-427004", how="phone", told_by=str(dan), proof=proof)

    kept = priya.open(path_of(incident, "sent/1/"))
    facts = kept.facts()
    assert (facts["How"], facts["By"]) == ("By phone", "Dan Price")
    assert facts["The regulator's reference"] == "IC-427004"
    assert "Proof: Download receipt.txt" in kept.words


def test_the_same_proof_twice_is_kept_once(priya, incident):
    for _ in range(2):
        proof = BytesIO(b"We have your report.")
        proof.name = "receipt.txt"
        send(priya, incident, proof=proof)

    with reading(incident.school_id):
        assert Attachment.objects.filter(incident=incident, kind="txt").count() == 1


def test_the_second_click_and_the_stale_tab_send_nothing(priya, incident):
    stale = str(incident.revision)
    send(priya, incident)

    page = send(priya, incident, seen=stale)

    assert page.status == 409
    with reading(incident.school_id):
        assert Telling.objects.filter(incident=incident).count() == 1


def test_a_report_that_was_told_before_there_were_phases_is_still_shown(by, priya, incident):
    told_regulator(incident, by, phase="final")
    with reading(incident.school_id):
        Telling.objects.filter(incident=incident).update(report=None)

    page = sheet(priya, incident)

    assert "Told, 3:40pm on Friday 20 November 2026" in page.words
    assert page.facts()["What kind of report is this?"].startswith("Follow-up report")


def test_the_report_says_that_the_school_is_closed(team, priya, incident, tmp_path):
    add_period(
        team[Role.HEAD].school, kind="term", name="", first_on=date(2026, 9, 2),
        last_on=date(2026, 11, 20), by=team[Role.HEAD], at=FRIDAY,
    )  # fmt: skip
    add_period(
        team[Role.HEAD].school, kind="term", name="", first_on=date(2026, 11, 30),
        last_on=date(2026, 12, 18), by=team[Role.HEAD], at=FRIDAY,
    )  # fmt: skip
    said = f"{CLOSED} It opens again on 30 November 2026."
    assert said in sheet(priya, incident).facts()["What happened, what went wrong, and how?"]
    content = priya.client.get(priya.base + path_of(incident, "document/")).content
    assert CLOSED in " ".join(words_of_pdf(content, tmp_path).split())

    write(priya, incident, "breach", B1="It went to the wrong list.")

    assert "Say that the school is closed and has few staff" in sheet(priya, incident).words


def test_the_incident_stays_told_since_the_first_time(by, priya, incident, clock):
    send(priya, incident)
    clock(FRIDAY + timedelta(hours=30))
    incident.refresh_from_db()
    told_regulator(incident, by, at=FRIDAY + timedelta(hours=30))

    with reading(incident.school_id):
        assert Incident.objects.get(pk=incident.pk).regulator_told_at == FRIDAY


def test_an_order_of_the_regulator_brings_the_duty_to_tell_people(by, priya, incident):
    decided(incident, by, regulator="yes", people="no")
    send(priya, incident)
    link = sheet(priya, incident).links["The regulator orders us to tell people"]

    priya.send(
        link, ordered_at_day="20", ordered_at_month="11", ordered_at_year="2026",
        ordered_at_time="3pm", reference="IC-77", words="Tell every family.",
    )  # fmt: skip

    assert "Tell the people affected, and record that you did" in duties(incident)


@pytest.mark.clause("BR-5.16")
def test_a_late_report_prints_why_it_is_late(by, incident, clock, tmp_path):
    clock(FRIDAY + timedelta(hours=80))
    priya = Visitor(by)
    write(priya, incident, "prevention", D3="The office was shut.")

    page = send(priya, incident, told_at_day="23", told_at_time="3:41pm")

    assert "Late, because: The office was shut." in page.words
    file = one(RegulatorReport, incident).file
    got = priya.client.post(f"{priya.base}/incidents/{incident.pk}/files/{file.pk}/")
    words = words_of_pdf(b"".join(got.streaming_content), tmp_path)
    assert "Sent after the 72 hours, because: The office was shut." in " ".join(words.split())


def test_with_somebody_responsible_too_it_is_first_agreed_who_tells_the_regulator(priya, incident):
    priya.send(f"/incidents/{incident.pk}/signs/", signs=["shared_controller"])
    day = {"rest_by_day": "27", "rest_by_month": "11", "rest_by_year": "2026"}
    refused = send(priya, incident, details="Said by phone.", **day)
    priya.send(f"/incidents/{incident.pk}/joint/change/", controller="Anytown Council",
               settled="not_yet", reason="Nobody answers there.")  # fmt: skip

    page = send(priya, incident, **day)

    assert refused.status == 409
    assert "Record first what you agreed with it" in refused.words
    assert "Said by phone." in refused.words
    assert "Regulator told by Priya Shah" in page.words
