"""The directory: whom to turn to, and when that was last found to be right."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.registers.keeping import a_contact
from tests.worlds import FRIDAY, a_school, a_team
from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading
from tocsin.registers.models import Contact

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
LONG_AGO = FRIDAY - timedelta(days=91)
NEW = {
    "kind": "insurer", "organisation": "Risk Protection", "person": "", "phone": "01632 960 444",
    "out_of_hours_phone": "", "email": "", "our_reference": "POL-9", "notes": "",
}  # fmt: skip


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def contact_now(contact):
    with reading(contact.school_id):
        return Contact.objects.get(pk=contact.pk)


def test_a_school_without_it_support_insurer_or_lawyer_is_told_so(team, priya):
    a_contact(team[Role.DEPUTY_DPO], "it_support")

    page = priya.open("/contacts/")
    work = priya.open("/my-work/")

    assert "Nobody to ring yet" in page.words
    assert page.links["Legal advice"].endswith("?kind=legal")
    assert "Nobody to ring for: Insurer or RPA, Legal advice" in work.words


def test_a_contact_that_is_added_is_shown_with_a_number_to_press_and_the_day(priya):
    page = priya.send("/contacts/add/?kind=insurer", **NEW)

    assert "Risk Protection" in page.words
    assert page.links["01632 960 444"] == "tel:01632960444"
    assert "Last checked: 20 November 2026 by Priya Shah" in page.words


@pytest.mark.clause("BR-9")
def test_after_90_days_a_contact_is_flagged_until_somebody_says_it_is_still_right(team, priya):
    contact = a_contact(team[Role.DEPUTY_DPO], at=LONG_AGO)
    assert "1 contact has not been checked for 90 days" in priya.open("/my-work/").words
    assert "Check this" in priya.open("/contacts/").words

    page = priya.post(f"/contacts/{contact.pk}/still-right/")

    assert "Check this" not in page.words
    assert "not been checked" not in priya.open("/my-work/").words
    assert contact_now(contact).verified_on == date(2026, 11, 20)


def test_a_contact_without_phone_and_email_is_asked_for_one(priya):
    page = priya.send("/contacts/add/", **{**NEW, "phone": " "})

    assert page.errors == ["Enter a phone number or an email address"]
    assert page.status == 422


@pytest.mark.parametrize("number", ["no idea", "call Bob", "-", "<script>"])
def test_what_is_no_phone_number_is_not_taken_for_one(priya, number):
    page = priya.send("/contacts/add/", **{**NEW, "phone": number})

    assert page.errors == ["Enter a phone number, like 01632 960 123"]


def test_a_stale_tab_does_not_overwrite_what_somebody_else_corrected(team, priya):
    contact = a_contact(team[Role.DEPUTY_DPO])
    answers = {**NEW, "kind": "it_support", "seen": "1"}
    priya.post(f"/contacts/{contact.pk}/", **answers)

    page = priya.post(f"/contacts/{contact.pk}/", **{**answers, "organisation": "Other"})

    assert page.status == 409
    assert contact_now(contact).organisation == "Risk Protection"


def test_staff_and_governors_read_but_do_not_change_and_see_no_policy_number(team):
    contact = a_contact(team[Role.DEPUTY_DPO])

    for role in (Role.STAFF, Role.GOVERNOR):
        reader = Visitor(team[role])
        page = reader.open("/contacts/")
        assert "Bright IT" in page.words
        assert "AB-17" not in page.words
        assert "Still right" not in page.words
        assert reader.post(f"/contacts/{contact.pk}/still-right/").status == 403
        assert reader.open("/contacts/add/").status == 403


def test_who_is_not_used_any_more_leaves_the_list(team, priya):
    contact = a_contact(team[Role.DEPUTY_DPO])

    page = priya.post(f"/contacts/{contact.pk}/end/")

    assert "Bright IT, Ira Nash is no longer in the list." in page.words
    assert "01632 960 789" not in page.words
    assert priya.open(f"/contacts/{contact.pk}/").status == 404


def test_national_contacts_come_with_their_day_and_give_way_to_our_own(team, priya):
    before = priya.open("/contacts/").words
    a_contact(team[Role.DEPUTY_DPO], "report_fraud", organisation="Fraud desk of the county")
    after = priya.open("/contacts/").words

    assert "0300 123 2040" in before
    assert "Comes with Tocsin, checked on 21 November 2026." in before
    assert "Not confirmed" in before
    assert "0300 123 2040" not in after
    assert "Fraud desk of the county" in after


def test_a_scottish_school_is_sent_to_police_scotland(team, priya):
    school = team[Role.STAFF].school
    school.nation = "scotland"
    school.save()

    page = priya.open("/contacts/")

    assert "Police Scotland" in page.words
    assert "0300 123 2040" not in page.words


def test_another_schools_contact_is_not_there(team):
    theirs = a_contact(a_team(a_school())[Role.DEPUTY_DPO])
    priya = Visitor(team[Role.DEPUTY_DPO])

    assert priya.open(f"/contacts/{theirs.pk}/").status == 404
    assert priya.post(f"/contacts/{theirs.pk}/still-right/").status == 404
    assert "Bright IT" not in priya.open("/contacts/").words


def test_a_contact_that_cannot_be_reached_is_no_contact(team):
    contact = a_contact(team[Role.DEPUTY_DPO])

    broken = pytest.raises(IntegrityError, match="contact_can_be_reached")
    with reading(contact.school_id), broken, transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(phone="", email="")


def test_whoever_checked_did_so_on_a_day(team):
    contact = a_contact(team[Role.DEPUTY_DPO])

    rows = Contact.objects.filter(pk=contact.pk)
    broken = pytest.raises(IntegrityError, match="contact_that_somebody_checked_has_a_day")
    with reading(contact.school_id), broken, transaction.atomic():
        rows.update(verified_on=None)
