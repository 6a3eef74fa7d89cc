"""The register of suppliers: who holds what, under which contract, and what shows their care."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.visits import Visitor, filled_in
from tests.kept import kept
from tests.registers.keeping import PDF, a_file, a_supplier
from tests.worlds import ANSWERS, FRIDAY, a_school, a_team
from tocsin.core.processor_terms import TERMS
from tocsin.core.roles import Role
from tocsin.incidents.jobs import sweep_files
from tocsin.incidents.report.commands import report
from tocsin.ledger.files import place_of
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify
from tocsin.registers.models import Evidence, Supplier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NEXT_YEAR = {"review_on_day": "20", "review_on_month": "11", "review_on_year": "2027"}


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


@pytest.fixture
def supplier(team):
    return a_supplier(team[Role.DEPUTY_DPO])


def page_of(supplier):
    return f"/registers/suppliers/{supplier.pk}/"


def all_evidence(supplier):
    with reading(supplier.school_id):
        return list(Evidence.objects.filter(supplier=supplier).order_by("number"))


def downloaded(visitor, link):
    answer = visitor.client.get(link)
    return answer, b"".join(answer.streaming_content)


def test_a_supplier_is_entered_with_what_it_has_and_whom_to_ring(priya):
    page = priya.send(
        "/registers/suppliers/add/", name="Ledgerly", service="Pupil records", whose=["pupils"],
        breach_phone="01632 960 555", tells_within_hours="24", **NEXT_YEAR,
    )  # fmt: skip

    assert page.title == "Ledgerly"
    assert page.facts()["Whose"] == "Pupils"
    assert page.facts()["They must tell us within"] == "24 hours"
    assert page.links["01632 960 555"] == "tel:01632960555"
    assert "Report a problem with this supplier" in page.links


def test_a_contract_cannot_end_before_it_starts(priya):
    days = {"contract_from_day": "2", "contract_from_month": "9", "contract_from_year": "2026",
            "contract_until_day": "1", "contract_until_month": "9",
            "contract_until_year": "2026"}  # fmt: skip

    page = priya.send("/registers/suppliers/add/", name="X", service="Y", **days, **NEXT_YEAR)

    assert page.errors == ["Enter an end that is not before the start"]


def test_the_contract_is_held_against_each_term_of_the_law(priya, supplier):
    answers = {term.key: "present" for term in TERMS} | {"audits": "missing"}

    page = priya.send(f"{page_of(supplier)}contract/", **answers)

    assert "1 of the terms that the law wants is missing or not known." in page.words
    assert page.facts()["They show that they comply, and allow audits (Article 28(3)(h))"] == "No"
    assert page.facts()["They keep it secure (Article 28(3)(c))"] == "Yes"


@pytest.mark.clause("BR-8.1")
def test_evidence_is_kept_in_versions_and_senior_staff_can_fetch_each(team, priya, supplier):
    add = f"{page_of(supplier)}evidence/"
    priya.post(add, about="backup", file=a_file(), review_on_day="1", review_on_month="9",
               review_on_year="2026")  # fmt: skip
    page = priya.post(add, about="backup", file=a_file(PDF + b"2", "backups-2.pdf"))
    first, second = all_evidence(supplier)

    assert "backups-2.pdf (version 2), added 20 November 2026 by Priya Shah" in page.words
    assert "Ask for a newer one on 1 September 2026 Due" in page.words
    for role in (Role.HEAD, Role.DPO, Role.BUSINESS_MANAGER, Role.OFFICE, Role.ADMINISTRATOR):
        answer, content = downloaded(Visitor(team[role]), page.links["backups.pdf"])
        assert content == PDF
        assert answer["Content-Disposition"] == 'attachment; filename="backups.pdf"'
    assert PDF not in place_of(first.school_id, first.sealed_digest).read_bytes()
    assert downloaded(priya, page.links["backups-2.pdf"])[1] == PDF + b"2"
    for role in (Role.STAFF, Role.GOVERNOR):
        assert Visitor(team[role]).client.get(page.links["backups.pdf"]).status_code == 403
        assert Visitor(team[role]).open(page_of(supplier)).status == 403
    assert (first.number, second.number) == (1, 2)


def test_the_same_file_sent_twice_is_one_version(priya, supplier):
    for _ in range(2):
        priya.post(f"{page_of(supplier)}evidence/", about="security", file=a_file())

    assert len(all_evidence(supplier)) == 1


def test_a_program_is_no_evidence(priya, supplier):
    page = priya.post(
        f"{page_of(supplier)}evidence/", about="security", file=a_file(b"MZ", "run.exe")
    )

    assert page.status == 422
    assert all_evidence(supplier) == []


def test_evidence_survives_the_sweep_and_is_missed_by_verify_when_it_is_gone(priya, supplier):
    priya.post(f"{page_of(supplier)}evidence/", about="backup", file=a_file())
    row = all_evidence(supplier)[0]
    sweep_files(school_id=None, at=FRIDAY + timedelta(days=3650))
    place = place_of(row.school_id, row.sealed_digest)
    assert place.exists()
    assert verify(row.school_id).holds

    place.unlink()
    answer = priya.open(f"{page_of(supplier)}evidence/{row.pk}/")

    assert "This file is missing in the store" in answer.words
    assert row.ledger_name in verify(row.school_id).fault


@pytest.mark.usefixtures("supplier")
def test_search_finds_by_what_they_do(team, priya):
    a_supplier(team[Role.DEPUTY_DPO], name="Cashless", service="Dinner money")

    found = priya.open("/registers/suppliers/?q=dinner")

    assert [row.split()[0] for row in found.rows()] == ["Cashless"]
    assert "No supplier has “zebra”" in priya.open("/registers/suppliers/?q=zebra").words


def test_a_review_that_is_due_is_flagged_until_it_is_done(team, priya):
    late = a_supplier(team[Role.DEPUTY_DPO], review_on=date(2026, 11, 1), breach_phone="")
    assert "1 supplier is due for a review" in priya.open("/my-work/").words
    assert "1 supplier has nobody to ring about a breach" in priya.open("/my-work/").words

    page = priya.send(
        f"{page_of(late)}review/", next_on_day="1", next_on_month="11", next_on_year="2027"
    )

    assert page.facts()["Look at them again"] == "1 November 2027"
    assert "Looked at again by Priya Shah" in page.words
    assert "due for a review" not in priya.open("/my-work/").words


def test_a_stale_tab_is_told_and_changes_nothing(priya, supplier):
    sent = {"name": "A", "service": "B", "seen": "1", **NEXT_YEAR}
    priya.post(f"{page_of(supplier)}change/", **sent)

    page = priya.post(f"{page_of(supplier)}change/", **{**sent, "name": "C"})

    assert page.status == 409
    with reading(supplier.school_id):
        assert Supplier.objects.get(pk=supplier.pk).name == "A"


def test_another_schools_supplier_and_its_files_are_not_there(team, priya):
    theirs = a_supplier(a_team(a_school())[Role.DEPUTY_DPO])
    ours = a_supplier(team[Role.DEPUTY_DPO], name="Cashless")
    Visitor(a_team(theirs.school)[Role.DEPUTY_DPO]).post(
        f"{page_of(theirs)}evidence/", about="backup", file=a_file()
    )
    row = all_evidence(theirs)[0]

    assert priya.open(page_of(theirs)).status == 404
    assert priya.open(f"{page_of(theirs)}evidence/{row.pk}/").status == 404
    assert priya.open(f"{page_of(ours)}evidence/{row.pk}/").status == 404
    assert "Ledgerly" not in priya.open("/registers/suppliers/").words


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [("contract_until", date(2025, 1, 1), "contract_does_not_end_before_it_begins")],
)
def test_the_database_refuses_what_cannot_be(team, column, value, rule):
    row = a_supplier(team[Role.DEPUTY_DPO], contract_from=date(2026, 1, 1))

    broken = pytest.raises(IntegrityError, match=rule)
    with reading(row.school_id), broken, transaction.atomic():
        Supplier.objects.filter(pk=row.pk).update(**{column: value})


@pytest.mark.parametrize("rule", ["evidence_version_is_used_once", "evidence_is_kept_once"])
def test_no_version_and_no_file_is_there_twice(priya, supplier, rule):
    priya.post(f"{page_of(supplier)}evidence/", about="backup", file=a_file())
    row = all_evidence(supplier)[0]
    row.pk = None
    row.number, row.digest = (1, "0" * 64) if "version" in rule else (2, row.digest)

    with reading(row.school_id), pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_problem_with_a_supplier_is_reported_with_its_name_filled_in(priya, supplier):
    link = priya.open(page_of(supplier)).links["Report a problem with this supplier"]
    assert "This report begins with Ledgerly" in priya.open(link).words

    what = priya.post(link)
    story = priya.post(what.path, **filled_in(what.tree))

    assert "A company we use has told us about a problem" in what.words
    assert filled_in(story.tree)["story"] == "Ledgerly: "


def test_the_incident_of_such_a_report_is_tied_to_the_supplier(priya, team, supplier):
    incident, _ = report(
        draft_id=uuid4(), answers=ANSWERS, by=team[Role.STAFF], at=FRIDAY, supplier=supplier
    )

    page = priya.open(f"/incidents/{incident.pk}/company/change/")
    assert filled_in(page.tree)["where"] == ["register"]
    assert filled_in(page.tree)["supplier"] == str(supplier.pk)


@pytest.mark.parametrize("asked", ["x", "6f7a1f4e-5a52-4b27-a1a7-2f0f9c9f4a11"])
def test_a_link_with_a_supplier_nobody_knows_begins_an_ordinary_report(priya, asked):
    page = priya.open(f"/report/?supplier={asked}")

    assert page.status == 200
    assert "This report begins with" not in page.words
