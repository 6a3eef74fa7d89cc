"""Who else is told: suggested by the facts, decided by people, on the record."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.registers.keeping import a_contact, a_supplier
from tests.worlds import (
    FRIDAY,
    a_member,
    a_report,
    a_school,
    a_team,
    closed,
    described,
    ready_to_close,
    triaged,
)
from tocsin.core.facts import Kind
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident, ThirdParty
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TOLD = {"decided": "told", "told_at_day": "20", "told_at_month": "11", "told_at_year": "2026",
        "told_at_time": "3:30pm", "how": "phone"}  # fmt: skip
DUTY = "Decide whom else to tell"


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


@pytest.fixture
def phished(team):
    """A breach that began with a trick email."""
    by = team[Role.DEPUTY_DPO]
    return described(triaged(a_report(team[Role.STAFF]), by), by, cause="phishing")


def others(incident, key=""):
    return f"/incidents/{incident.pk}/others-told/{key}"


def rows_of(incident):
    with reading(incident.school_id):
        return list(ThirdParty.objects.filter(incident=incident).order_by("party"))


def test_a_trick_email_suggests_it_support_insurer_department_and_fraud_services(priya, phished):
    page = priya.open(others(phished))
    suggested = page.words.partition("What else do we know?")[0]

    for label in ("IT support", "Insurers", "sector cyber team", "Report Fraud", "Anti-Fraud"):
        assert label in suggested
    assert "Suggested because the cause is “A trick email or message”." in suggested
    assert "Source: BR-10" in suggested
    assert "Local Authority" not in suggested


@pytest.mark.clause("BR-10")
def test_fraud_that_is_noted_suggests_the_local_anti_fraud_service(team, priya):
    by = team[Role.DEPUTY_DPO]
    incident = triaged(a_report(team[Role.STAFF]), by)
    a_contact(by, "anti_fraud", organisation="Shared Anti-Fraud Service", phone="01632 960 222")
    assert DUTY not in priya.open(f"/incidents/{incident.pk}/").words

    page = priya.send(f"/incidents/{incident.pk}/signs/", signs=["fraud"])

    assert "Suggested because it is noted: fraud, or an attempt at it." in page.words
    assert page.links["01632 960 222"] == "tel:01632960222"
    assert DUTY in priya.open("/my-work/").words
    priya.send(others(incident, "anti_fraud/"), **TOLD, reference="AF-7")
    assert (
        "Shared Anti-Fraud Service. Reference AF-7."
        in priya.open(f"/incidents/{incident.pk}/").words
    )


@pytest.mark.clause("BR-5.10")
def test_the_duty_stays_until_each_suggested_body_is_told_or_left_out_for_a_reason(team, priya):
    by = team[Role.DEPUTY_DPO]
    incident = described(triaged(a_report(by), by), by, cause="device_stolen")
    a_contact(by, "insurer", organisation="County Mutual", our_reference="POL-9")
    listed = priya.open(others(incident))
    assert "Our reference: POL-9" in listed.words
    for label in ("Legal advisors", "The Local Authority", "The county press office"):
        assert label in listed.links

    priya.send(others(incident, "police/"), **TOLD, spoke_to="PC Bell", reference="CR/17")
    priya.send(others(incident, "it_support/"), **TOLD, asked="on")
    assert DUTY in priya.open("/my-work/").words
    page = priya.send(others(incident, "insurer/"), decided="declined", reason="Under the excess.")

    assert "We told them: Priya Shah, by phone, 3:30pm on Friday 20 November 2026." in page.words
    assert "Their reference: CR/17." in page.words
    assert "Under the excess. Decided by Priya Shah" in page.words
    assert DUTY not in priya.open("/my-work/").words
    timeline = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert "Asked somebody else to help by Priya Shah" in timeline
    assert "The police. PC Bell answered. Reference CR/17." in timeline


@pytest.mark.clause("BR-5.9")
def test_hr_and_it_are_considered_and_brought_in_with_their_number_at_hand(team, priya):
    by = team[Role.DEPUTY_DPO]
    a_contact(by, "it_support")
    incident = described(triaged(a_report(by), by), by, cause="staff_took")

    page = priya.open(others(incident))
    form = priya.open(others(incident, "it_support/"))
    done = priya.send(others(incident, "it_support/"), **TOLD, asked="on", spoke_to="Ira Nash")

    assert "HR To decide" in page.words
    assert form.links["01632 960 789"] == "tel:01632960789"
    assert "We asked them to help: Priya Shah, by phone" in done.words
    row = rows_of(incident)[0]
    assert (row.answer, row.contact.organisation) == ("asked", "Bright IT")


def test_not_telling_somebody_needs_a_reason(priya, phished):
    page = priya.send(others(phished, "insurer/"), decided="declined", reason=" ")

    assert page.errors == ["Say why they are not told"]
    assert rows_of(phished) == []


def test_nobody_was_told_in_the_future(priya, phished):
    page = priya.send(others(phished, "police/"), **{**TOLD, "told_at_year": "2027"})

    assert page.status == 422
    assert rows_of(phished) == []


def test_an_answer_can_be_taken_back_and_the_duty_returns(team, priya):
    by = team[Role.DEPUTY_DPO]
    incident = described(triaged(a_report(by), by), by, cause="staff_took")
    priya.send(others(incident, "hr/"), **TOLD)
    assert DUTY not in priya.open("/my-work/").words

    priya.send(others(incident, "hr/"), decided="not_yet")

    assert DUTY in priya.open("/my-work/").words
    assert rows_of(incident) == []


def test_a_second_click_and_a_stale_tab_write_nothing_twice(priya, phished):
    sent = {**TOLD, "seen": str(phished.revision), "told_by": ""}
    sent["told_by"] = str(phished.lead_id or rows_reader(priya))
    priya.post(others(phished, "police/"), **sent)

    again = priya.post(others(phished, "police/"), **sent, reference="Other")

    assert again.status == 409
    assert [row.reference for row in rows_of(phished)] == [""]


def rows_reader(visitor):
    return visitor.client.session["_auth_user_id"]


def test_an_incident_cannot_be_closed_before_everybody_suggested_was_thought_of(team, priya):
    incident = ready_to_close(team[Role.DEPUTY_DPO])
    priya.send(f"/incidents/{incident.pk}/signs/", signs=["danger"])

    refused = priya.send(f"/incidents/{incident.pk}/close/", lessons="Lock it.")
    priya.send(others(incident, "police/"), decided="declined", reason="The danger is over.")
    page = priya.send(f"/incidents/{incident.pk}/close/", lessons="Lock it.")

    assert "Before closing: decide whom else to tell." in refused.words
    assert "Closed" in page.words


def test_a_closed_incident_takes_no_more_answers(team, priya):
    incident = closed(ready_to_close(team[Role.DEPUTY_DPO]), team[Role.DEPUTY_DPO])

    page = priya.send(others(incident, "police/"), decided="declined", reason="Too late.")

    assert page.status == 409
    assert "Open the incident again first" in page.words


@pytest.mark.parametrize("kind", [Kind.NEAR_MISS, Kind.NOT_A_BREACH])
def test_where_there_was_no_breach_nobody_has_to_be_told(team, priya, kind):
    by = team[Role.DEPUTY_DPO]
    triaged(a_report(team[Role.STAFF], what="cyber"), by, kind=kind)

    assert DUTY not in priya.open("/my-work/").words


def test_the_company_is_linked_with_its_number_and_the_gaps_in_its_contract(team, priya):
    by = team[Role.DEPUTY_DPO]
    a_supplier(by)
    incident = triaged(a_report(by, what="supplier"), by)
    change = f"/incidents/{incident.pk}/company/change/"
    page = priya.open(change)
    choice = next(o for o in page.tree.all("option") if o.words == "Ledgerly")

    page = priya.send(change, where="register", supplier=choice.attributes["value"])

    assert "Ledgerly" in page.facts()["Company"]
    assert "It gives them 24 hours to tell us." in page.words
    assert "They keep it secure" in page.words
    form = priya.open(others(incident, "processor/"))
    assert form.links["01632 960 555"] == "tel:01632960555"


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.GOVERNOR, Role.ADMINISTRATOR])
def test_who_reads_no_cases_sees_and_decides_nothing(team, phished, role):
    visitor = Visitor(team[role])

    assert visitor.open(others(phished)).status == 403
    assert visitor.post(others(phished, "police/"), **TOLD).status == 403
    assert rows_of(phished) == []


@pytest.mark.usefixtures("team")
def test_another_schools_incident_supplier_and_people_are_not_there(priya, phished):
    other = a_team(a_school())[Role.DEPUTY_DPO]
    theirs = a_supplier(other)
    stranger = Visitor(other)

    assert stranger.open(others(phished)).status == 404
    page = priya.send(
        f"/incidents/{phished.pk}/company/change/", where="register", supplier=str(theirs.pk)
    )
    assert page.status == 422
    page = priya.send(others(phished, "police/"), **TOLD, told_by=str(other.person_id))
    assert page.status == 422
    assert priya.open(others(phished, "nobody-known/")).status == 404


def test_whoever_leads_but_is_on_no_list_of_triagers_reads_only(team, phished):
    beth = a_member(team[Role.STAFF].school, Role.BUSINESS_MANAGER)
    with reading(phished.school_id):
        Incident.objects.filter(pk=phished.pk).update(lead=beth.person_id)

    page = Visitor(beth).open(others(phished))

    assert page.status == 200
    assert "Change what we know" not in page.words


@pytest.mark.parametrize(
    ("column", "rule"),
    [
        ({"told_at": None}, "party_that_was_told_or_asked_has_a_time_and_a_teller"),
        ({"answer": "declined"}, "party_that_is_not_told_has_a_reason"),
    ],
)
def test_the_database_refuses_half_an_answer(priya, phished, column, rule):
    priya.send(others(phished, "police/"), **TOLD)

    broken = pytest.raises(IntegrityError, match=rule)
    with reading(phished.school_id), broken, transaction.atomic():
        ThirdParty.objects.filter(incident=phished).update(**column)


def test_a_body_has_one_answer(priya, phished):
    priya.send(others(phished, "police/"), **TOLD)
    row = rows_of(phished)[0]
    row.pk, row.at = None, FRIDAY + timedelta(days=1)

    broken = pytest.raises(IntegrityError)
    with reading(phished.school_id), broken, transaction.atomic():
        row.save(force_insert=True)
