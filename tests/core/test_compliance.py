"""Whether timescales were kept, worked out from what is stored."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds import pack_text
from tocsin.core.clock import NO_CALENDAR, Calendar
from tocsin.core.compliance import (
    Case,
    figures,
    proportion,
    school_year_of,
    span_of,
    unmeasured,
)
from tocsin.core.facts import Answer, Facts, Kind, Referral, Status, Tell
from tocsin.core.pack_reading import load
from tocsin.core.policy import Stage

FRIDAY = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PACK = load(pack_text("recommended"), name="recommended.toml")


def case(*, status=Status.OPEN, reported_at=FRIDAY, done=None, **facts):
    return Case(Facts(status=status, reported_at=reported_at, **facts), **(done or {}))


def found(*cases, at=FRIDAY + 10 * DAY, pack=PACK, calendar=NO_CALENDAR):
    rows = figures(((each, pack) for each in cases), calendar, at=at)
    return {(each.step.key, each.level): each for each in rows}


def numbers(figure):
    return figure.met, figure.missed, figure.running


def test_a_report_looked_at_within_its_day_met_the_timescale_and_a_later_one_missed_it():
    in_time = case(kind=Kind.CONFIRMED, done={"triaged_at": FRIDAY + DAY})
    late = case(kind=Kind.CONFIRMED, done={"triaged_at": FRIDAY + DAY + timedelta(seconds=1)})

    figure = found(in_time, late)["acknowledge", ""]

    assert numbers(figure) == (1, 1, 0)
    assert figure.words == "24 hours from when it was reported"
    assert figure.longest == DAY + timedelta(seconds=1)


def test_what_is_not_done_runs_until_its_deadline_and_is_missed_from_then_on():
    waiting = case()

    assert numbers(found(waiting, at=FRIDAY + DAY)["acknowledge", ""]) == (0, 0, 1)
    assert numbers(found(waiting, at=FRIDAY + DAY + HOUR)["acknowledge", ""]) == (0, 1, 0)
    assert found(waiting)["acknowledge", ""].median is None


def test_the_median_and_the_longest_are_of_what_is_done():
    cases = [case(kind=Kind.CONFIRMED, done={"triaged_at": FRIDAY + n * HOUR}) for n in (1, 2, 9)]

    figure = found(*cases, case())["acknowledge", ""]

    assert (figure.median, figure.longest) == (2 * HOUR, 9 * HOUR)


def test_each_level_has_its_own_timescale():
    quick = case(severity="critical", kind=Kind.CONFIRMED, done={"triaged_at": FRIDAY + 5 * HOUR})
    minor = case(severity="minor", kind=Kind.CONFIRMED, done={"triaged_at": FRIDAY + 5 * HOUR})

    rows = found(quick, minor)

    assert numbers(rows["acknowledge", "Critical"]) == (0, 1, 0)
    assert numbers(rows["acknowledge", ""]) == (1, 0, 0)


def test_at_once_means_within_an_hour():
    soon = case(discovered_at=FRIDAY - HOUR)
    late = case(discovered_at=FRIDAY - HOUR - timedelta(seconds=1))

    figure = found(soon, late)["report", ""]

    assert numbers(figure) == (1, 1, 0)
    assert figure.words == "at once, from when it was found (within an hour)"


def test_a_serious_incident_asks_for_the_dpo_and_another_for_a_decision():
    told = {"referral": Referral.REFERRED, "referred_at": FRIDAY + HOUR, "classified_at": FRIDAY}
    serious = case(severity="major", **told)
    forgotten = case(severity="major", classified_at=FRIDAY)
    decided = case(
        severity="minor", referral=Referral.NOT_REFERRED, done={"dpo_decided_at": FRIDAY + HOUR}
    )

    rows = found(serious, forgotten, decided)

    assert numbers(rows["tell_dpo", "Major"]) == (1, 1, 0)
    assert numbers(rows["tell_dpo", ""]) == (1, 0, 0)


def test_whoever_confirms_is_measured_from_when_they_were_told():
    told = {"referral": Referral.REFERRED, "referred_at": FRIDAY + 20 * HOUR, "severity": "minor"}
    seen = case(acknowledged_by_dpo_at=FRIDAY + 30 * HOUR, **told)

    figure = found(seen)["acknowledge-dpo", ""]

    assert numbers(figure) == (1, 0, 0)
    assert figure.words == "24 hours from when they were told"


def test_the_regulators_72_hours_count_elapsed_from_awareness_whatever_the_level():
    since = datetime(2025, 10, 24, 15, 0, tzinfo=UTC)  # 4pm, the Friday before the clocks go back
    told = {"tell_regulator": Tell.YES, "aware_at": since, "reported_at": since}
    in_time = case(regulator_told_at=since + 72 * HOUR, **told)
    late = case(regulator_told_at=since + 72 * HOUR + timedelta(minutes=1), **told)

    figure = found(in_time, late)["tell_regulator", ""]

    assert numbers(figure) == (1, 1, 0)
    assert figure.words == "72 hours from when the school became aware"


def test_nobody_is_measured_by_what_was_not_asked_of_them():
    rows = found(case(kind=Kind.NOT_A_BREACH, tell_regulator=Tell.NO))

    assert {"contain", "finding", "tell_regulator", "tell_people"}.isdisjoint(
        {key for key, _ in rows}
    )


def test_a_second_report_does_not_count():
    assert found(case(kind=Kind.DUPLICATE)) == {}


def test_a_step_taken_before_its_time_was_kept_does_not_count():
    old = case(kind=Kind.CONFIRMED, contained=Answer.YES, referral=Referral.NOT_REFERRED)

    assert {"acknowledge", "contain", "tell_dpo"}.isdisjoint({key for key, _ in found(old)})


def test_what_a_closed_incident_never_asked_for_is_not_missed():
    shut = case(status=Status.CLOSED, kind=Kind.CONFIRMED, closed_at=FRIDAY + HOUR)

    rows = found(shut)

    assert ("contain", "") not in rows
    assert numbers(rows["close", ""]) == (1, 0, 0)


def test_a_suspicion_is_measured_until_it_is_one_no_longer():
    cleared = case(
        kind=Kind.NOT_A_BREACH, done={"suspected_at": FRIDAY, "found_at": FRIDAY + 25 * HOUR}
    )

    assert numbers(found(cleared)["finding", ""]) == (0, 1, 0)


def test_of_an_incident_opened_again_only_what_was_left_counts_from_then():
    again = FRIDAY + 200 * DAY
    reopened = case(
        kind=Kind.CONFIRMED, reopened_at=again,
        done={"triaged_at": FRIDAY + HOUR, "contained_at": again + 2 * HOUR},
        contained=Answer.YES,
    )  # fmt: skip

    rows = found(reopened, at=again + DAY)

    assert rows["acknowledge", ""].lengths == [HOUR]
    assert rows["contain", ""].lengths == [2 * HOUR]
    assert numbers(rows["close", ""]) == (0, 0, 1)


def test_the_72_hours_never_start_again():
    again = FRIDAY + 200 * DAY
    reopened = case(
        kind=Kind.CONFIRMED, reopened_at=again, aware_at=FRIDAY, tell_regulator=Tell.YES
    )

    assert numbers(found(reopened, at=again)["tell_regulator", ""]) == (0, 1, 0)


def test_school_days_are_the_schools_own():
    terms = Calendar(
        terms=((date(2026, 9, 1), date(2026, 11, 20)), (date(2027, 1, 4), date(2027, 7, 20)))
    )
    closed = case(status=Status.CLOSED, closed_at=datetime(2027, 2, 5, tzinfo=UTC))

    assert numbers(found(closed, calendar=terms)["close", ""]) == (1, 0, 0)
    assert numbers(found(closed)["close", ""]) == (0, 1, 0)


def test_the_stages_that_are_not_kept_as_facts_are_named():
    assert Stage.SCOPE in unmeasured([PACK])
    assert Stage.OUTCOME_REPORT not in unmeasured([PACK])
    assert Stage.CLOSE not in unmeasured([PACK])


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 1, 1), 2026)],
)
def test_the_school_year_begins_on_1_september(day, year):
    assert school_year_of(day) == year


def test_days_are_londons():
    assert span_of(date(2026, 9, 1), date(2027, 8, 31)) == (
        datetime(2026, 8, 31, 23, tzinfo=UTC),
        datetime(2027, 8, 31, 23, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("met", "judged", "word"),
    [(5, 5, "All"), (3, 5, "Most"), (2, 5, "About half"), (1, 5, "Few"), (0, 5, "None")],
)
def test_small_numbers_are_said_in_a_word(met, judged, word):
    assert proportion(met, judged) == word


@given(st.lists(st.integers(0, 100), max_size=20), st.integers(0, 100))
def test_every_case_is_met_missed_or_running_and_nothing_twice(hours, now):
    at = FRIDAY + now * HOUR
    cases = [case(kind=Kind.CONFIRMED, done={"triaged_at": FRIDAY + n * HOUR}) for n in hours]

    rows = found(*cases, case(), at=at)

    assert sum(numbers(rows["acknowledge", ""])) == len(hours) + 1
    assert len(rows["acknowledge", ""].lengths) == len(hours)
