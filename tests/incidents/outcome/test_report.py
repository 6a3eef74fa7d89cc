"""The outcome report: begun by the case, written, looked at by somebody else, accepted."""

import subprocess

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.visits import Visitor
from tests.investigations import investigated
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_member,
    a_report,
    a_school,
    a_team,
    classified,
    contained,
    described,
    triaged,
)  # fmt: skip
from tocsin.core.roles import Role
from tocsin.incidents.models import OutcomeReport, Recommendation
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    priya = team[Role.DEPUTY_DPO]
    found = contained(described(triaged(a_report(team[Role.STAFF]), priya), priya), priya)
    return investigated(found, priya, at=FRIDAY)


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def write(visitor, incident, *, hand_in=True, **words):
    more = {"hand-in": "yes"} if hand_in else {}
    return visitor.send(f"/incidents/{incident.pk}/outcome/", **more, **words)


def review(visitor, incident, **answers):
    return visitor.send(f"/incidents/{incident.pk}/outcome/review/", **answers)


def complete(visitor, incident):
    words = {f"section-{place}": f"Words {place}." for place in range(5)}
    return write(visitor, incident, **words)


def test_it_begins_with_what_the_case_says(priya, incident):
    page = priya.open(f"/incidents/{incident.pk}/outcome/")

    texts = [each.words for each in page.tree.all("textarea")]
    assert "Daily notice to the wrong list." in texts[0]
    assert "It was reported at 3:40pm on Friday 20 November 2026." in texts[0]
    assert "People affected: 40." in texts[1]
    assert "The message was recalled." in texts[2]
    everything = "\n".join(texts)
    assert "Complete the outcome report" not in everything
    assert "Establish" not in everything  # a heading, and not the instruction


def test_it_is_handed_in_only_when_every_heading_says_something(priya, incident):
    page = write(priya, incident, **{"section-3": "", "section-4": "Two people check."})

    assert page.status == 409
    assert "Write something under “What was decided, and why”" in page.words
    assert "Two people check." in page.words


def test_a_draft_is_kept(priya, incident):
    write(priya, incident, hand_in=False, **{"section-4": "Two people check each list."})

    page = priya.open(f"/incidents/{incident.pk}/outcome/")

    assert "Two people check each list." in [each.words for each in page.tree.all("textarea")]


def test_its_author_does_not_accept_it_and_somebody_else_does(team, priya, incident):
    complete(priya, incident)
    own = priya.post(f"/incidents/{incident.pk}/outcome/review/", verdict="yes")
    assert "Before closing: look at the outcome report" in priya.open(
        f"/incidents/{incident.pk}/close/"
    ).words  # fmt: skip

    review(Visitor(team[Role.HEAD]), incident, verdict="yes")

    shown = priya.open(f"/incidents/{incident.pk}/outcome/review/").words
    assert own.status == 409
    assert "Somebody else has to accept it" in own.words
    assert "handed in by Priya Shah" in shown
    assert "accepted by Helen Moss" in shown
    assert "outcome report" not in priya.open(f"/incidents/{incident.pk}/close/").words


def test_it_is_given_back_with_what_is_missing_and_handed_in_again(team, priya, incident):
    complete(priya, incident)

    review(Visitor(team[Role.HEAD]), incident, verdict="no", comments="Who had the list?")

    page = priya.open(f"/incidents/{incident.pk}/outcome/")
    assert "Given back by Helen Moss: Who had the list?" in page.words
    complete(priya, incident)
    assert "handed in by" in priya.open(f"/incidents/{incident.pk}/outcome/review/").words


def test_two_people_who_write_on_it_do_not_overwrite_each_other(team, priya, incident):
    write(Visitor(team[Role.HEAD]), incident, hand_in=False, **{"section-0": "Helen's words."})

    page = priya.send(f"/incidents/{incident.pk}/outcome/", seen="0", **{"section-0": "Mine."})

    assert page.status == 409
    assert "Mine." in page.words


def test_the_dpo_recommends_for_a_serious_incident_before_it_closes(team, priya, incident):
    classified(incident, team[Role.DEPUTY_DPO], "major")
    asked = "Before closing: recommend what should be done so that it does not happen again."
    assert asked in priya.open(f"/incidents/{incident.pk}/close/").words
    refused = priya.send(f"/incidents/{incident.pk}/recommend/", words="Train.")

    Visitor(team[Role.DPO]).send(f"/incidents/{incident.pk}/recommend/", words="Train them.")

    assert refused.status == 409
    assert asked not in priya.open(f"/incidents/{incident.pk}/close/").words
    assert "The DPO recommends by Dan Price" in priya.open(
        f"/incidents/{incident.pk}/timeline/"
    ).words  # fmt: skip


def test_the_document_is_a_tagged_pdf_of_the_same_bytes_each_time(team, priya, incident, tmp_path):
    complete(priya, incident)
    review(Visitor(team[Role.HEAD]), incident, verdict="yes")
    path = f"{priya.base}/incidents/{incident.pk}/outcome/document/"

    first, second = (priya.client.get(path) for _ in range(2))

    (tmp_path / "report.pdf").write_bytes(first.content)
    words = subprocess.run(  # noqa: S603
        ["pdftotext", "-layout", str(tmp_path / "report.pdf"), "-"],  # noqa: S607 - our own file
        capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    assert first.content == second.content
    assert first["Content-Disposition"] == 'attachment; filename="outcome-report-2026-001-1.pdf"'
    assert b"/StructTreeRoot" in first.content
    assert "Words 4." in words
    assert "Accepted by Helen Moss" in words
    assert "Draft" not in words


def test_a_governor_and_another_school_find_no_report(team, incident):
    stranger = a_member(a_school(), Role.DPO)
    path = f"/incidents/{incident.pk}/outcome/review/"

    assert Visitor(team[Role.GOVERNOR]).open(path).status == 403
    assert Visitor(stranger).open(path).status == 404


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (lambda who: OutcomeReport(number=1, state="accepted", submitted_by=who, reviewed_by=who),
         "outcome_report_is_not_accepted_by_its_author"),
        (lambda _: Recommendation(words=""), "recommendation_says_something"),
    ],
)  # fmt: skip
def test_the_database_refuses_what_cannot_be(team, incident, row, rule):
    who = team[Role.HEAD].person
    one = row(who)
    one.incident, one.school_id, one.by, one.at = incident, incident.school_id, who, FRIDAY

    with (
        reading(incident.school_id),
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
    ):
        one.save()
