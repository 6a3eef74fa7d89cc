"""A school enters its own dates, by form or from a file, and its deadlines follow."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY, a_member, a_school
from tocsin.core.clock import NO_CALENDAR
from tocsin.core.errors import NotAllowed
from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify
from tocsin.policies.queries import calendar_of
from tocsin.schools.calendar.commands import add_period, import_periods
from tocsin.schools.calendar.queries import periods_of
from tocsin.schools.calendar.rows import Row
from tocsin.schools.commands import describe_school
from tocsin.schools.models import Absence, DutyTurn, Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: FRIDAY)


@pytest.fixture
def admin():
    return a_member(a_school(), Role.ADMINISTRATOR)


@pytest.fixture
def visitor(admin):
    return Visitor(admin)


def boxes(name, day):
    if not day:
        return {}
    parts = zip(("year", "month", "day"), day.split("-"), strict=True)
    return {f"{name}_{part}": value for part, value in parts}


def days(kind, first, last="", name=""):
    return {"kind": kind, "name": name, **boxes("first_on", first), **boxes("last_on", last)}


def kept(school):
    return [
        (each.kind, each.name, each.first_on.isoformat(), each.last_on.isoformat())
        for each in periods_of(school.pk)
    ]


def test_a_term_is_entered_changed_and_removed(admin, visitor):
    page = visitor.send("/calendar/add/", **days("term", "2026-9-2", "2026-12-18", "Autumn"))

    assert "Added. The deadlines of open incidents follow." in page.words
    assert "Autumn 2 September 2026 18 December 2026" in page.words
    assert "Terms are entered until 18 December 2026." in page.words

    period = periods_of(admin.school_id)[0]
    visitor.send(f"/calendar/{period.pk}/", **boxes("last_on", "2026-12-17"))
    assert kept(admin.school) == [("term", "Autumn", "2026-09-02", "2026-12-17")]

    page = visitor.post(f"/calendar/{period.pk}/remove/")
    assert "No terms are entered yet" in page.words
    assert kept(admin.school) == []


def test_one_day_needs_no_last_day(admin, visitor):
    visitor.send("/calendar/add/", **days("inset", "2027-1-4"))

    assert kept(admin.school) == [("inset", "", "2027-01-04", "2027-01-04")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (days("term", "2026-9-2", "2026-9-1"), "The last day must be the first day or a later one"),
        (days("term", "2026-9-2", "2027-9-1"), "The last day must be within 200 days of the first"),
        (days("term", ""), "Enter the first day"),
        (days("term", "2026-9-2", "2026-9-40"), "Last day must be a real date"),
        (days("", "2026-9-2"), "Select what it is"),
    ],
)
def test_days_that_cannot_be_are_explained(admin, visitor, typed, said):
    page = visitor.send("/calendar/add/", **typed)

    assert page.status == 422
    assert page.errors == [said]
    assert kept(admin.school) == []


def test_two_terms_do_not_overlap(admin, visitor):
    visitor.send("/calendar/add/", **days("term", "2026-9-2", "2026-12-18"))

    page = visitor.send("/calendar/add/", **days("term", "2026-12-18", "2027-3-1"))

    assert page.status == 409
    assert "Two terms cannot overlap. Change or remove the other one first." in page.words
    assert len(kept(admin.school)) == 1


def test_the_calendar_is_what_was_entered_and_the_nations_bank_holidays(admin):
    school = admin.school
    for kind, first, last in (
        ("term", date(2026, 9, 2), date(2026, 12, 18)),
        ("term", date(2027, 1, 4), date(2027, 3, 26)),
        ("half_term", date(2026, 10, 26), date(2026, 10, 27)),
        ("closure", date(2026, 11, 12), None),
        ("inset", date(2026, 11, 13), None), ("bank_holiday", date(2026, 11, 16), None),
        ("ordinary", date(2027, 3, 26), None),
    ):  # fmt: skip
        add_period(
            school, kind=kind, name="", first_on=first, last_on=last or first, by=admin, at=FRIDAY
        )

    found = calendar_of(school.pk)

    assert found.terms == (
        (date(2026, 9, 2), date(2026, 12, 18)), (date(2027, 1, 4), date(2027, 3, 26)),
    )  # fmt: skip
    assert found.closures == {date(2026, 10, 26), date(2026, 10, 27), date(2026, 11, 12)}
    assert found.inset_days == {date(2026, 11, 13)}
    assert date(2026, 12, 25) in found.bank_holidays
    assert date(2026, 11, 16) in found.bank_holidays
    assert date(2027, 3, 26) not in found.bank_holidays


def test_the_calendar_costs_one_query(admin, django_assert_max_num_queries):
    with reading(admin.school_id), django_assert_max_num_queries(4) as asked:
        calendar_of(admin.school_id)

    assert len([q for q in asked.captured_queries if "set_config" not in q["sql"]
                and "current_setting" not in q["sql"]]) == 1  # fmt: skip
    assert calendar_of(admin.school_id) != NO_CALENDAR


def test_everybody_sees_the_bank_holidays_of_the_schools_nation(admin):
    staff = Visitor(a_member(admin.school))
    assert "28 December 2026: Boxing Day (substitute day)" in staff.open("/calendar/").words
    assert "St Andrew" not in staff.open("/calendar/").words

    describe_school(
        admin.school, name="Alder Bank", phone="", nation="scotland", by=admin, at=FRIDAY
    )

    page = staff.open("/calendar/")
    assert "Bank holidays in Scotland" in page.words
    assert "30 November 2026: St Andrew\u2019s Day" in page.words
    assert "We know them until 31 December 2027." in page.words
    assert "Add days" not in page.words


def test_a_bank_holiday_on_which_the_school_works_is_not_shown(visitor):
    page = visitor.send("/calendar/add/", **days("ordinary", "2026-12-28"))

    assert "28 December 2026: Boxing Day" not in page.words


def test_past_days_are_shown_when_asked_for(visitor):
    visitor.send("/calendar/add/", **days("closure", "2026-9-18", name="Local holiday"))

    assert "Local holiday" not in visitor.open("/calendar/").words
    assert "Local holiday 18 September 2026" in visitor.open("/calendar/?all").words


def test_only_those_who_run_the_school_change_its_dates(admin):
    teacher = a_member(admin.school, Role.STAFF)

    assert Visitor(teacher).open("/calendar/add/").status == 403
    with pytest.raises(NotAllowed):
        add_period(
            admin.school, kind="term", name="", first_on=date(2026, 9, 2),
            last_on=date(2026, 9, 3), by=teacher, at=FRIDAY,
        )  # fmt: skip


def test_another_schools_dates_do_not_exist(admin):
    other = a_member(a_school(), Role.ADMINISTRATOR)
    period = add_period(
        other.school, kind="term", name="Theirs", first_on=date(2026, 9, 2),
        last_on=date(2026, 12, 18), by=other, at=FRIDAY,
    )  # fmt: skip

    assert Visitor(admin).open(f"/calendar/{period.pk}/").status == 404
    assert Visitor(admin).post(f"/calendar/{period.pk}/remove/").status == 404
    assert "Theirs" not in Visitor(admin).open("/calendar/").words
    assert calendar_of(admin.school_id).terms == ()


def test_the_ledger_vouches_for_the_calendar(admin):
    term = Row("term", "Autumn", date(2026, 9, 2), date(2026, 12, 18))
    import_periods(admin.school, rows=[term], by=admin, at=FRIDAY)
    assert verify(admin.school_id).holds

    with transaction.atomic(), reading(admin.school_id):
        Period.objects.filter(school=admin.school, kind="term").update(last_on=date(2026, 12, 19))

    assert not verify(admin.school_id).holds


def test_days_that_end_before_they_begin_cannot_be_stored(admin):
    period = Period(
        school=admin.school, kind="term", first_on=date(2026, 9, 2), last_on=date(2026, 9, 1)
    )

    with pytest.raises(IntegrityError, match="period_does_not_end"), transaction.atomic(), reading(
        admin.school_id
    ):  # fmt: skip
        period.save()


def test_a_period_says_what_it_is():
    day = date(2026, 9, 2)

    assert str(Period(kind="inset", first_on=day, last_on=day)) == (
        "inset from 2026-09-02 to 2026-09-02"
    )
    assert str(DutyTurn(first_on=day, last_on=day)) == "turn from 2026-09-02 to 2026-09-02"
    assert str(Absence(first_on=day, last_on=day)) == "absence from 2026-09-02 to 2026-09-02"
