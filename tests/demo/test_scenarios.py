"""The scenarios as written: real in their facts, invented in their names, true to the calendar."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tocsin.core.roles import Role
from tocsin.core.when import on_day
from tocsin.demo.loading import new_password
from tocsin.demo.moments import instant, when
from tocsin.demo.scenarios import HERE, trust
from tocsin.policies.commands import SHIPPED

MONDAY = datetime(2026, 11, 16, 0, 1, tzinfo=UTC)
AFTER_THE_CLOCKS_CHANGED = datetime(2026, 10, 26, 9, 0, tzinfo=UTC)
WEEK = [MONDAY + timedelta(days=day, hours=3 * day) for day in range(7)]
# Everybody and everything that the real events name, and those whose policies were read.
REAL = """
ortu|gable|corringham|stowupland|penryn|wymondham|wight|wellsway|futura|horizon academy|hillsview|
aspire|raynsford|pioneer|estuaries|the o2|dunawd|ormiston|parkside|finham|birmingham|
learning records|chelmer|harris|heritage|two counties|hereford|bluecoat|vice society|
charles darwin|blacksuit|parentpay|fylde|cyber clan|rhysida|west lothian|interlock|kido|famly|
higham|powerschool|blackbaud|capita|apcs|intradev|aldhelm|st john|surrey|east anglia|
south eastern|leverton|walesby|essex|four swannes|holland park
"""


def words_of_the_demo():
    return {path.name: path.read_text().lower() for path in HERE.rglob("*.toml")}


def test_a_time_before_now_is_counted_back_from_now():
    assert instant("30h25m", MONDAY) == datetime(2026, 11, 14, 17, 36, tzinfo=UTC)


def test_a_weekday_of_an_earlier_week_stays_that_weekday_at_that_london_time():
    assert instant("1w wed 08:50", AFTER_THE_CLOCKS_CHANGED) == datetime(
        2026, 10, 21, 7, 50, tzinfo=UTC
    )


def test_a_day_without_a_time_stays_a_day():
    assert when("3w wed", MONDAY) == on_day(date(2026, 10, 28))


@pytest.mark.parametrize("text", ["", "yesterday", "0w mon 08:00", "3w wed 8:50"])
def test_any_other_time_in_a_scenario_is_refused(text):
    with pytest.raises(ValueError, match=r"no time of a scenario|Invalid isoformat"):
        instant(text, MONDAY)


@pytest.mark.parametrize("at", [*WEEK, AFTER_THE_CLOCKS_CHANGED])
def test_on_any_day_each_story_runs_forwards_and_ends_before_now(at):
    for incident in trust().incidents:
        times = [instant(step.ago, at) for step in incident.steps]

        assert times == sorted(times), incident.key
        assert times[-1] < at, incident.key


def test_no_real_school_place_person_or_company_is_named():
    names = "|".join(re.escape(name) for name in REAL.replace("\n", "").split("|"))

    found = {
        file: re.findall(rf"\b({names})\b", text) for file, text in words_of_the_demo().items()
    }

    assert {file: names for file, names in found.items() if names} == {}


def test_nobody_owns_the_addresses():
    assert all(person.email.endswith(".example") for person in trust().people)


def test_somebody_holds_each_role_and_each_shipped_pack_is_worked_by():
    plan = trust()
    held = {role for person in plan.people for roles in person.roles.values() for role in roles}

    assert held == {role.value for role in Role} - {"system"}
    assert {school.pack for school in plan.schools} == {path.stem for path in SHIPPED.glob("*")}


def test_the_stories_are_drawn_from_many_real_events():
    assert len({incident.event for incident in trust().incidents} - {0}) == 24


def test_two_passwords_are_never_the_same():
    assert len({new_password() for _ in range(100)}) == 100
