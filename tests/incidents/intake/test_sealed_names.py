"""A confidential reporter: the name is sealed, and opened for a reason, by few, on the record."""

from dataclasses import replace
from datetime import date

import pytest

from tests.incidents.intake.door import AtTheDoor, code_on
from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY, a_school, a_team, pack_text
from tocsin.core.pack_reading import dump, load
from tocsin.core.roles import Permission, Role
from tocsin.incidents.models import Draft, Incident, NameOpening, Report, SealedName
from tocsin.jobs.models import Job
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify
from tocsin.policies.commands import adopt
from tocsin.schools.models import System

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "full_budget")]
OPENERS = "Headteacher (SIRO) or Data Protection Officer"
SEALED = {"protection": "confidential", "sealed_name": "Zelda Quill",
          "sealed_contact": "zelda@example.org"}  # fmt: skip


def takes_two(school):
    """The school's policy, with a second person needed for every sealed name."""
    pack = load(pack_text("recommended"), name="recommended.toml")
    pack = replace(pack, reporter=replace(pack.reporter, is_opened_by_two=True))
    adopt(school, text=dump(pack), in_force_on=date(2026, 11, 1), reason="Two",
          may=Permission.OPERATE, by=System(school.pk), at=FRIDAY)  # fmt: skip


def asked_at(school):
    with reading(school.pk):
        report = Report.objects.get(school=school)
    return f"/incidents/{report.incident_id}/reporter/"


@pytest.mark.clause("SI-ANON")
def test_a_sealed_name_is_nowhere_until_the_head_opens_it_with_a_reason(school, team):
    AtTheDoor(school).report(name=SEALED)
    head = Visitor(team[Role.HEAD])
    path = asked_at(school)
    case = head.open(path.removesuffix("reporter/"))
    assert "What somebody whose name is sealed told us on Friday" in case.words
    assert "Zelda" not in case.html
    with reading(school.pk):
        assert b"Zelda" not in bytes(SealedName.objects.get(school=school).sealed)

    opened = head.send(case.links["Open the sealed name"], reason="The police ask.")

    assert opened.facts() == {
        "Name": "Zelda Quill", "Email address or phone number": "zelda@example.org",
    }  # fmt: skip
    assert "Zelda" not in head.open(path).html
    timeline = head.open(path.replace("reporter", "timeline"))
    assert "The reporter's sealed name was opened by Helen Moss" in timeline.words
    assert "The police ask." in timeline.words
    assert Job.objects.filter(name="incidents.alert", args__role="dpo", run_at=FRIDAY).exists()
    assert verify(school.pk).holds


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.DEPUTY_DPO, Role.ADMINISTRATOR])
def test_nobody_opens_a_name_whom_the_policy_does_not_allow_it(school, team, role):
    AtTheDoor(school).report(name=SEALED)

    page = Visitor(team[role]).post(asked_at(school), reason="I want to know.")

    assert page.status == 403
    assert "Zelda" not in page.html


def test_only_whoever_may_open_a_name_is_offered_it_and_the_others_read_who_can(school, team):
    AtTheDoor(school).report(name=SEALED)
    path = asked_at(school)
    case = path.removesuffix("reporter/")
    priya, olive = Visitor(team[Role.DEPUTY_DPO]), Visitor(team[Role.OFFICE])

    pages = [
        priya.open(case),
        priya.open(f"{case}kind/"),
        olive.open(case.replace("incidents", "inbox")),
    ]
    own = priya.open(path)

    for page in pages:
        assert f"The {OPENERS} can open the sealed name, for a reason." in page.words
        assert path not in page.html
    assert f"Your policy lets the {OPENERS} open it." in own.words
    assert "Why do you need to know" not in own.words
    assert "Open the sealed name" in Visitor(team[Role.HEAD]).open(case).links


def test_where_two_open_a_name_whoever_can_agree_finds_who_asked(school, team):
    takes_two(school)
    AtTheDoor(school).report(name=SEALED)
    path = asked_at(school)
    Visitor(team[Role.HEAD]).send(path, reason="The police ask.")
    priya = Visitor(team[Role.DEPUTY_DPO])

    case = priya.open(path.removesuffix("reporter/"))
    page = priya.open(case.links["See who asked for it"])

    assert "Open the sealed name" not in case.links
    assert "I agree that Helen Moss opens it" in page.words
    assert "Why do you need to know" not in page.words


def test_a_name_is_not_opened_without_a_reason(school, team):
    AtTheDoor(school).report(name=SEALED)

    page = Visitor(team[Role.HEAD]).send(asked_at(school), reason=" ")

    assert (page.status, page.errors) == (422, ["Enter why you need to know"])


@pytest.mark.clause("SI-ANON")
def test_where_the_policy_wants_two_somebody_else_agrees_before_it_is_opened_once(school, team):
    takes_two(school)
    AtTheDoor(school).report(name=SEALED)
    head, priya, path = Visitor(team[Role.HEAD]), Visitor(team[Role.DEPUTY_DPO]), asked_at(school)
    asked = head.send(path, reason="The police ask.")
    assert "Waiting for somebody else to agree." in asked.words
    with reading(school.pk):
        opening = NameOpening.objects.get(school=school).pk
    assert head.post(f"{path}{opening}/open/").status == 409
    assert head.post(f"{path}{opening}/agree/").status == 403

    agreed = priya.post(f"{path}{opening}/agree/")

    assert "Priya Shah agreed at 3:40pm" in agreed.words
    assert priya.post(f"{path}{opening}/open/").status == 403
    assert priya.post(f"{path}{opening}/agree/").status == 409
    assert "Zelda Quill" in head.post(f"{path}{opening}/open/").words
    assert head.post(f"{path}{opening}/open/").status == 409


def test_there_is_nothing_to_open_about_a_named_report_or_in_another_school(school, team):
    AtTheDoor(school).report()
    stranger = a_team(a_school())[Role.HEAD]

    assert Visitor(team[Role.HEAD]).open(asked_at(school)).status == 404
    assert Visitor(stranger).open(asked_at(school)).status == 404


@pytest.fixture
def tom(team):
    return Visitor(team[Role.STAFF], factors=1)


def checked(visitor):
    page = visitor.send("/report/")
    while "/check/" not in page.path:
        told = {"story": "The Head's laptop is gone."} if "/story/" in page.path else {}
        told |= {"found": "now"} if "/found/" in page.path else {}
        page = visitor.send(page.path, **told)
    return page


@pytest.mark.clause("SI-ANON")
def test_a_teacher_who_is_signed_in_can_have_their_name_sealed(school, team, tom):
    received = tom.send(checked(tom).path, protection="confidential")

    assert (received.title, "2026-001" in received.html) == ("Report received", False)
    assert tom.open("/report/mine/").rows() == []
    with reading(school.pk):
        incident = Incident.objects.get(school=school)
        report = incident.report_set.get()
        assert Draft.objects.count() == 0
    midnight = FRIDAY.replace(hour=0, minute=0)
    assert (incident.reported_by, report.by, incident.reported_at) == (None, None, midnight)
    assert report.discovered_at == midnight
    door = AtTheDoor(school)
    assert "Received" in door.press(door.open("/mailbox/"), code=code_on(received)).words
    head = Visitor(team[Role.HEAD])
    assert "Tom Reed" not in head.open(f"/incidents/{incident.pk}/").html
    assert "Tom Reed" in head.send(asked_at(school), reason="He may be in danger.").words


def test_a_second_click_on_a_sealed_report_makes_one_and_says_what_to_do(school, tom):
    check = checked(tom).path
    tom.send(check, protection="confidential")

    again = tom.post(check, protection="confidential")

    assert again.status == 404
    assert "come back with your code" in again.words
    with reading(school.pk):
        assert Incident.objects.filter(school=school).count() == 1


@pytest.mark.clause("SI-ANON")
def test_a_teacher_without_a_name_goes_on_at_the_door_with_every_word(school, tom):
    page = tom.send(checked(tom).path, protection="anonymous", about=["head"])
    assert page.title == "Go on without your name"
    with reading(school.pk):
        assert Draft.objects.count() == 0

    door = AtTheDoor(school)
    page = door.press(page.__class__(200, f"{door.place}/report/", page.html))
    assert page.title == "Do you want to give your name?"
    page = door.press(page)

    assert page.facts()["In your own words"] == "The Head's laptop is gone."
    assert page.facts()["It is about"] == "Headteacher (SIRO)"
    assert door.press(page, "Send the report").title == "Report received"
