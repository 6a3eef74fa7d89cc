"""The records of an investigation: risks, controls, whom to tell… each stays, whatever happens."""

import json

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.inquiry.keeping import RISK, keep, records
from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY, a_member, a_near_miss, a_school, closed
from tocsin.core.roles import Role
from tocsin.incidents.models import InquiryRecord
from tocsin.ledger.models import Entry
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
KINDS = {
    "outcome": ("wanted", "Outcomes we want", "Not reached yet"),
    "stakeholder": ("much", "Who is concerned", "A lot"),
    "policy": ("breached", "Policies breached", "Yes"),
    "risk": ("high", "Risks", "High"),
    "communication": ("planned", "Communications plan", "Planned"),
    "control": ("in_place", "Controls against another incident", "In place"),
}


def link(page, words):
    return next(href for name, href in page.links.items() if name.startswith(words))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_own_questions_and_stands_on_the_page(priya, incident, kind):
    state, title, said = KINDS[kind]
    answers = {} if kind in {"risk", "communication", "control"} else {"owner": None}

    page = keep(priya, incident, kind, state=state, name=f"About {kind}", **answers)

    shown = page.facts()[f"About {kind}"]
    assert page.status == 200
    assert title in page.words
    assert shown.startswith(said)
    assert "Two of them have a court order." in shown
    assert "Written by Priya Shah, 3:40pm on Friday 20 November 2026" in shown


def test_a_risk_says_who_sees_to_it_and_when_it_is_looked_at_again(priya, incident):
    page = keep(priya, incident, due_on_day=1, due_on_month=12, due_on_year=2026)

    assert page.facts()["Families move school"].startswith("High 1 December 2026 Helen Moss")


def test_a_correction_stands_beside_what_it_corrects(priya, incident):
    page = keep(priya, incident)
    href = link(page, "Correct")
    assert "It says now: Families move school." in priya.open(href).words

    page = priya.send(href, state="low", words="The court order is known.")
    again = priya.send(href, words="Twice.")

    assert "Two of them have a court order." in [each.words for each in page.tree.all("s")]
    assert "The court order is known." in page.words
    assert "as a correction" in page.words
    assert again.status == 409
    assert "Somebody changed this meanwhile." in again.words
    assert "Twice." in again.html


def test_what_is_struck_out_stays_with_the_reason(priya, incident):
    page = keep(priya, incident)

    page = priya.send(link(page, "Strike out"), reason="They stay.")

    assert "Struck out" in page.words
    assert "Why it does not count: They stay." in page.words
    assert "Correct" not in page.words.replace("corrects", "").replace("correction", "")
    timeline = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert "A record of the investigation struck out" in timeline


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"name": ""}, ["Enter what it is"]),
        ({"words": " "}, ["Say more about it"]),
        ({"state": None}, ["Select where it stands"]),
        (
            {"due_on_day": 31, "due_on_month": 2, "due_on_year": 2027},
            ["The day must be a real date"],
        ),
    ],
)  # fmt: skip
def test_a_record_says_what_is_missing_of_it(priya, incident, answers, errors):
    page = keep(priya, incident, **answers)

    assert (page.status, page.errors) == (422, errors)


def test_a_step_of_the_plan_shows_how_many_records_it_has_and_begins_with_them(priya, incident):
    keep(priya, incident)

    plan = priya.open(f"/incidents/{incident.pk}/investigation/").words
    step = priya.open(f"/incidents/{incident.pk}/investigation/investigation/risks/")

    assert "Find and manage the risks 1 record · SI-M3-STEPS Not started" in plan
    assert step.links["Risks"].endswith("/records/#risk")
    line = "Risks: Families move school (High, Helen Moss). Two of them have a court order."
    assert line in step.html
    done = priya.send(f"/incidents/{incident.pk}/investigation/investigation/risks/", state="done")
    assert line[:60] in done.words


def test_records_begin_the_outcome_report(priya, incident):
    keep(priya, incident)
    keep(priya, incident, "stakeholder", state="much", name="Year 5 parents", owner=None)

    page = priya.open(f"/incidents/{incident.pk}/outcome/")

    boxes = ["".join(map(str, box.parts)) for box in page.tree.all("textarea")]
    assert any("Who is concerned: Year 5 parents (A lot)." in box for box in boxes)
    assert any("Risks: Families move school (High, Helen Moss)." in box for box in boxes)


def test_the_ledger_holds_no_name_and_no_word_of_a_record(priya, incident):
    keep(priya, incident)

    with reading(incident.school_id):
        bodies = list(Entry.objects.values_list("body", flat=True))
    added = [json.loads(each) for each in bodies if "inquiry.record-added" in each]
    assert [each["facts"] for each in added] == [{"kind": "risk"}]
    assert not any("Helen" in each or "court" in each for each in bodies)


def test_nothing_is_added_to_a_closed_incident(team, priya):
    incident = closed(a_near_miss(team[Role.DEPUTY_DPO]), team[Role.DEPUTY_DPO])

    page = keep(priya, incident)

    assert page.status == 409
    assert "This incident is closed." in page.words
    assert "Add a risk" not in priya.open(f"/incidents/{incident.pk}/records/").words


def test_a_governor_and_another_school_see_no_records(team, priya, incident):
    keep(priya, incident)
    (row,) = records(incident)
    path = f"/incidents/{incident.pk}/records/"

    for part in ("", "add/risk/", f"{row.pk}/correct/", f"{row.pk}/strike-out/"):
        assert Visitor(team[Role.GOVERNOR]).open(path + part).status == 403
        assert Visitor(a_member(a_school(), Role.DPO)).open(path + part).status == 404
    assert priya.open(f"{path}add/zebra/").status == 404


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({"name": ""}, "record_of_an_inquiry_says_what"),
        ({"words": ""}, "record_of_an_inquiry_says_what"),
        ({"replaces": "first"}, "record_of_an_inquiry_is_replaced_once|UNIQUE"),
    ],
)
def test_the_database_refuses_what_cannot_be(priya, incident, columns, rule):
    page = keep(priya, incident)
    priya.send(link(page, "Correct"), state="low")
    first = records(incident)[0] if "replaces" in columns else None
    if first:
        columns = {"replaces": first.replaces or first.pk}
    row = {**RISK, "kind": "risk", **columns}

    with (
        reading(incident.school_id),
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
    ):
        InquiryRecord.objects.create(
            incident=incident, school_id=incident.school_id, at=FRIDAY, **row
        )
