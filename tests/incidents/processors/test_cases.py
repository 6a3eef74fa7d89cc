"""A breach at a company the school uses: its own clock, its contract, and always to the DPO."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client

from tests.incidents.breaking import alter, copy
from tests.incidents.processors.asking import ADDRESS, ask, instant, link, page_of
from tests.incidents.visits import Visitor
from tests.jobs.test_delivering import port  # noqa: F401 - a fixture
from tests.registers.keeping import a_supplier
from tests.worlds import FRIDAY, a_report, a_school, a_team, classified, referred, triaged
from tocsin.core.facts import Kind
from tocsin.core.roles import Role
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident, ProcessorCase
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
FORCED = "A breach at a company we use always goes to the DPO."
NOT_REFERRED = {"referral": "not_referred", "by_phone": "no", "reason": "It was small and is over."}


def clock_start(incident):
    with reading(incident.school_id):
        return facts_of(Incident.objects.get(pk=incident.pk)).clock_start


@pytest.mark.clause("BR-5.11")
def test_a_breach_at_a_company_goes_to_the_dpo_and_is_asked_about_on_the_schools_own_clock(
    team, priya, incident, supplier, port  # noqa: F811
):  # fmt: skip
    told, knew = FRIDAY - timedelta(hours=2), FRIDAY - timedelta(hours=50)
    referred(incident, team[Role.DEPUTY_DPO])  # nobody knew then that it was at a company
    before = clock_start(incident)

    page = link(priya, incident, supplier, **instant("told_school_at", told),
                **instant("aware_at", knew))  # fmt: skip

    assert (before, clock_start(incident)) == (FRIDAY, told)
    assert "48 hours before it told us" in page.facts()["It became aware itself"]
    assert "The contract gives it 24 hours." in page.facts()["It became aware itself"]
    assert "Refer the incident to the DPO" in priya.open(f"/incidents/{incident.pk}/").words
    refused = priya.send(f"/incidents/{incident.pk}/dpo/", **NOT_REFERRED)
    assert (refused.status, FORCED in refused.words) == (422, True)
    _, path = ask(priya, incident, port)
    Visitor(Client()).send(
        path, said_by="Ann Lee", happened="A log-in was stolen.", people="About 300"
    )
    answers = priya.open(page_of(incident)).words
    assert "Ann Lee" in answers
    assert "About 300" in answers
    assert "Tell the regulator" not in answers  # what the school decides is decided elsewhere


@pytest.mark.parametrize("how", ["linked", "typed", "reported", "told"])
def test_however_it_is_known_that_it_was_a_company_not_escalating_is_refused(team, priya, how):
    by = team[Role.DEPUTY_DPO]
    incident = triaged(a_report(by, what="supplier" if how == "reported" else "email"), by)
    if how == "linked":
        link(priya, incident, a_supplier(by))
    if how == "typed":
        priya.send(page_of(incident, "change/"), where="other", name="Anon Ltd")
    if how == "told":
        with reading(incident.school_id):
            Incident.objects.filter(pk=incident.pk).update(source="processor")

    page = priya.send(f"/incidents/{incident.pk}/dpo/", **NOT_REFERRED)

    assert (page.status, FORCED in page.words) == (422, True)
    assert "Refer the incident to the DPO" in priya.open(f"/incidents/{incident.pk}/").words


def test_being_told_later_than_the_school_knew_does_not_gain_it_any_time(
    priya, incident, supplier, clock
):
    clock(FRIDAY + timedelta(hours=5))

    link(priya, incident, supplier, **instant("told_school_at", FRIDAY + timedelta(hours=4)))

    assert clock_start(incident) == FRIDAY


def test_the_timeline_says_that_the_clock_moved_and_why(priya, incident, supplier):
    link(priya, incident, supplier, **instant("told_school_at", FRIDAY - timedelta(hours=3)))

    words = priya.open(f"/incidents/{incident.pk}/timeline/").words

    assert "Ledgerly. The clock follows from when it told the school." in words


def test_what_was_no_company_after_all_is_said_so_and_no_longer_forced(
    team, priya, incident, supplier
):
    link(priya, incident, supplier)

    page = priya.send(page_of(incident, "change/"), where="none")

    assert "None that we know of." in page.words
    assert "Tell the DPO, or say why not" in priya.open(f"/incidents/{incident.pk}/").words
    del team


def test_times_that_cannot_be_are_asked_about_and_nothing_is_lost(priya, incident, supplier):
    page = link(priya, incident, supplier, words="They rang at noon.",
                **instant("told_school_at", FRIDAY - timedelta(hours=3)),
                **instant("aware_at", FRIDAY - timedelta(hours=1)))  # fmt: skip

    assert page.errors == ["They cannot have told us before they knew: check both"]
    assert "They rang at noon." in page.html
    assert priya.send(page_of(incident, "change/"), where="other", name="").errors == [
        "Enter the name of the company"
    ]


def test_a_form_opened_before_a_colleague_changed_it_is_not_taken(priya, incident, supplier):
    stale = priya.open(page_of(incident, "change/"))
    link(priya, incident, supplier)

    page = priya.post(stale.path, seen="1", where="other", name="Anon Ltd")

    assert page.status == 409
    assert priya.open(page_of(incident)).facts()["Company"].startswith("Ledgerly")


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.GOVERNOR, Role.ADMINISTRATOR])
def test_who_reads_no_cases_sees_no_company(team, incident, role):
    visitor = Visitor(team[role])

    for name in ("", "change/", "ask/"):
        assert visitor.open(page_of(incident, name)).status == 403


def test_another_school_finds_no_such_case(incident, supplier):
    stranger = Visitor(a_team(a_school())[Role.DPO])

    for name in ("", "change/", "ask/"):
        assert stranger.open(page_of(incident, name)).status == 404
    del supplier


def test_a_closed_case_is_opened_again_before_a_company_is_asked(team, priya):
    by = team[Role.DEPUTY_DPO]
    incident = triaged(a_report(by), by, kind=Kind.CONFIRMED)
    other = triaged(a_report(by), by, kind=Kind.DUPLICATE, duplicate_of=incident)

    page = priya.post(page_of(other, "ask/"), words="Please.", questions=["happened"],
                      outsider_name="Ann", outsider_email=ADDRESS, due_on_day=25,
                      due_on_month=11, due_on_year=2026)  # fmt: skip

    assert (page.status, "Open it again first" in page.words) == (409, True)
    assert "Ask the company" not in priya.open(page_of(other)).words


def test_severity_and_company_together_give_one_reason_each(team, priya, incident, supplier):
    link(priya, incident, supplier)
    classified(Incident.objects.get(pk=incident.pk), team[Role.DEPUTY_DPO], "minor")

    page = priya.send(f"/incidents/{incident.pk}/dpo/", **NOT_REFERRED)

    assert page.words.count(FORCED) == 1


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"name": ""}, "company_it_happened_at_has_a_name"),
        ({"told_school_at": FRIDAY - timedelta(days=9)}, "company_does_not_tell_before_it_knows"),
    ],
)
def test_the_database_keeps_no_company_without_a_name_or_with_times_that_cannot_be(
    priya, incident, supplier, wrong, rule
):
    link(priya, incident, supplier, **instant("aware_at", FRIDAY - timedelta(hours=3)),
         **instant("told_school_at", FRIDAY - timedelta(hours=2)))  # fmt: skip

    with pytest.raises(IntegrityError, match=rule):
        alter(ProcessorCase, incident, **wrong)


def test_the_database_keeps_one_company_for_an_incident(priya, incident, supplier):
    link(priya, incident, supplier)

    with pytest.raises(IntegrityError):
        copy(ProcessorCase, incident)


def test_a_company_that_reports_itself_starts_the_clock_by_telling_not_by_knowing(team):
    at = FRIDAY - timedelta(days=3)
    incident = a_report(
        team[Role.STAFF], relation="supplier", discovered_at=at, what="supplier",
        supplier_name="Ledgerly", supplier_aware_at=at,
    )  # fmt: skip

    assert clock_start(incident) == FRIDAY
