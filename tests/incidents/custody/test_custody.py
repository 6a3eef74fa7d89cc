"""Evidence: what there is, where it is, who had it, and whether the files are what they were."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.evidence.samples import upload
from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import FRIDAY, a_member, a_near_miss, a_report, a_school, a_team, closed, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import Attachment, EvidenceItem, Handling
from tocsin.ledger.files import place_of
from tocsin.ledger.tenancy import entering, reading
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
STICK = {"kind": "thing", "name": "USB stick", "words": "Found in room 4.",
         "came_from": "Tom Reed", "place": "The safe"}  # fmt: skip
HANDED = {"deed": "handed_over", "who": "PC Jones", "done_at_day": 20, "done_at_month": 11,
          "done_at_year": 2026, "done_at_time": "2pm", "place": "Police station"}  # fmt: skip


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def page_of(incident, part=""):
    return f"/incidents/{incident.pk}/evidence/{part}"


def only(table, incident):
    with reading(incident.school_id):
        return table.objects.get(school_id=incident.school_id)


def a_file(visitor, incident):
    visitor.post(f"/incidents/{incident.pk}/files/", added=[upload("list.pdf")])
    return only(Attachment, incident)


def a_stick(visitor, incident):
    page = visitor.send(page_of(incident, "add/"), **STICK)
    assert "A thing, from Tom Reed" in page.words
    return only(EvidenceItem, incident)


def test_a_thing_says_where_it_is_and_who_had_it(priya, incident):
    row = a_stick(priya, incident)

    page = priya.send(page_of(incident, f"{row.pk}/handling/"), **HANDED)

    assert "3:40pm on Friday 20 November 2026" in page.facts()
    assert page.facts()["2:00pm on Friday 20 November 2026"] == (
        "Handed over: PC Jones Police station Noted by Priya Shah"
    )
    every = priya.open(page_of(incident)).words
    assert "Where it is: Police station" in every
    assert "Handed over: PC Jones, 2:00pm on Friday 20 November 2026" in every


def test_a_note_has_no_place(priya, incident):
    page = priya.send(page_of(incident, "add/"), **{**STICK, "kind": "note", "place": ""})

    assert "A note of what somebody saw, from Tom Reed" in page.words
    assert "Where it is" not in page.words


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"kind": None}, ["Select what it is"]),
        ({"place": ""}, ["Enter where it is kept"]),
        ({"name": "", "words": "", "came_from": ""},
         ["Enter its name", "Enter what it is and what it shows",
          "Enter whom or where it came from"]),
    ],
)  # fmt: skip
def test_a_thing_says_what_is_missing_of_it(priya, incident, answers, errors):
    page = priya.send(page_of(incident, "add/"), **{**STICK, **answers})

    assert (page.status, page.errors) == (422, errors)


def test_a_change_of_hands_is_in_the_past_and_says_who(priya, incident):
    row = a_stick(priya, incident)

    page = priya.send(
        page_of(incident, f"{row.pk}/handling/"), **{**HANDED, "who": "", "done_at_day": 21}
    )

    assert page.errors == ["Enter by whom, or to whom", "The time must be in the past"]


def test_a_file_that_somebody_opened_says_so_by_itself(priya, incident):
    row = a_file(priya, incident)
    priya.client.post(f"{priya.base}/incidents/{incident.pk}/files/{row.pk}/")

    page = priya.open(page_of(incident, f"{row.pk}/"))

    assert row.digest in page.words
    assert "Put on the record: Priya Shah Noted by Tocsin" in page.words
    assert "Looked at: Priya Shah Noted by Tocsin" in page.words


def test_a_check_finds_a_file_unchanged_changed_or_missing(priya, incident, clock):
    row = a_file(priya, incident)
    place, found = place_of(row.school_id, row.sealed_digest), []
    assert "Not checked yet" in priya.open(page_of(incident)).words
    sealed = place.read_bytes()

    changes = (lambda: None, lambda: place.write_bytes(sealed + b"x"), place.unlink)
    for minutes, change in enumerate(changes):
        change()
        clock(FRIDAY + timedelta(minutes=minutes))
        page = priya.post(page_of(incident, "check/"))
        tags = [each.words for each in page.tree.all("strong")]
        found.append([each for each in tags if ":" in each])

    assert found == [
        ["Unchanged: it is what was added"],
        ["Changed: it is not what was added"],
        ["Missing: it is gone from the store"],
    ]
    assert "1 of 1 files are not what was added. Tell whoever runs Tocsin" in page.words
    timeline = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert "Unchanged 1, changed 0, gone 0." in timeline
    assert "Unchanged 0, changed 0, gone 1." in timeline


def test_a_fingerprint_that_somebody_altered_in_the_database_is_found(priya, incident):
    row = a_file(priya, incident)
    with transaction.atomic(), entering(incident.school_id):
        Attachment.objects.filter(pk=row.pk).update(digest="0" * 64)

    page = priya.post(page_of(incident, "check/"))

    assert "Changed: it is not what was added" in page.words


def test_the_page_says_what_a_fingerprint_does_not_prove(priya, incident):
    a_file(priya, incident)

    page = priya.open(page_of(incident))

    assert "It does not show who made the file, whether what it says is true" in page.words


def test_who_had_it_cannot_be_altered_without_the_ledger_noticing(priya, incident):
    row = a_stick(priya, incident)
    priya.send(page_of(incident, f"{row.pk}/handling/"), **HANDED)
    with transaction.atomic(), entering(incident.school_id):
        Handling.objects.filter(item=row).update(who="Nobody")

    assert "handling" in verify(incident.school_id).fault


def test_a_thing_is_given_back_after_the_incident_is_closed(team, priya):
    incident = a_near_miss(team[Role.DEPUTY_DPO])
    row = a_stick(priya, incident)
    incident.refresh_from_db()
    closed(incident, team[Role.DEPUTY_DPO])

    page = priya.send(page_of(incident, f"{row.pk}/handling/"), **{**HANDED, "deed": "returned"})

    assert page.status == 200
    assert "Given back: PC Jones" in page.words


def test_evidence_is_of_the_step_and_of_the_case_file(priya, incident):
    a_stick(priya, incident)
    a_file(priya, incident)

    plan = priya.open(f"/incidents/{incident.pk}/investigation/").words
    step = priya.open(f"/incidents/{incident.pk}/investigation/investigation/evidence/")

    assert "of what decisions rest on 2 records" in plan
    assert "File: list.pdf" in step.html
    assert "USB stick: Found in room 4. (The safe)" in step.html
    assert step.links["Evidence"].endswith(page_of(incident))


def test_a_governor_and_another_school_see_no_evidence(team, priya, incident):
    row = a_stick(priya, incident)

    for part in ("", "add/", f"{row.pk}/", f"{row.pk}/handling/"):
        assert Visitor(team[Role.GOVERNOR]).open(page_of(incident, part)).status == 403
        assert Visitor(a_member(a_school(), Role.DPO)).open(page_of(incident, part)).status == 404
    other = a_report(team[Role.STAFF])
    assert priya.open(page_of(other, f"{row.pk}/")).status == 404


@pytest.mark.parametrize(
    ("table", "columns", "rule"),
    [
        (EvidenceItem, {"name": ""}, "evidence_says_what_it_is"),
        (EvidenceItem, {"place": ""}, "evidence_that_is_a_thing_says_where_it_is"),
        (Handling, {"item": None}, "handling_is_of_one_file_or_one_thing"),
        (Handling, {"who": ""}, "handling_says_who"),
    ],
)
def test_the_database_refuses_what_cannot_be(priya, incident, table, columns, rule):
    item = a_stick(priya, incident)
    told = {"item": item, "deed": "viewed", "who": "Tom", "done_at": FRIDAY - timedelta(1)}
    row = told if table is Handling else STICK

    with (
        reading(incident.school_id),
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
    ):
        table.objects.create(
            incident=incident, school_id=incident.school_id, at=FRIDAY, **{**row, **columns}
        )
