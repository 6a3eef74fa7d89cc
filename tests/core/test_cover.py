"""Who acts when: the plan fails when the one person who knows is on holiday."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.core.clock import Calendar
from tocsin.core.cover import Absence, Gap, Rota, Turn, acting, acting_for, gaps, on_duty
from tocsin.core.roles import Role

DPO, PRIYA, HELEN, BETH = (UUID(int=number) for number in range(1, 5))
HOLDERS = {
    Role.DPO: (DPO,),
    Role.DEPUTY_DPO: (PRIYA,),
    Role.HEAD: (HELEN,),
    Role.BUSINESS_MANAGER: (BETH,),
}
FIRST, LAST = date(2026, 11, 16), date(2026, 11, 22)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
AFTER = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


def deputies(role):
    return {
        Role.DPO: (Role.DEPUTY_DPO,),
        Role.DEPUTY_DPO: (Role.HEAD, Role.BUSINESS_MANAGER),
    }.get(role, ())


def away(person, deputy=None):
    return Absence(person, FIRST, LAST, deputy)


@pytest.mark.parametrize(
    ("absences", "there"),
    [
        ((), (PRIYA,)),
        ((away(PRIYA, BETH),), (BETH,)),  # the deputy she named
        ((away(PRIYA),), (HELEN,)),  # named nobody: the first of the pack's deputies
        ((away(PRIYA), away(HELEN)), (BETH,)),  # the next one
        ((away(PRIYA), away(HELEN, DPO)), (DPO,)),  # the first one's own deputy
        ((away(PRIYA, BETH), away(BETH, DPO)), (DPO,)),  # the deputy's deputy
        ((away(PRIYA, BETH), away(BETH, PRIYA)), (HELEN,)),  # each names the other
        ((away(PRIYA), away(PRIYA, BETH)), (BETH,)),  # entered twice
        ((away(PRIYA), away(HELEN), away(BETH)), ()),
    ],
)
def test_somebody_acts_for_the_deputy_dpo(absences, there):
    rota = Rota(HOLDERS, absences=absences)

    assert acting(rota, Role.DEPUTY_DPO, deputies, NOON) == there
    assert acting(rota, Role.DEPUTY_DPO, deputies, AFTER) == (PRIYA,)


def test_the_deputy_acts_where_there_is_no_dpo():
    rota = Rota({Role.DEPUTY_DPO: (PRIYA,)})

    assert acting(rota, Role.DPO, deputies, NOON) == (PRIYA,)


def test_whoever_is_on_duty_acts_when_everybody_else_is_away():
    rota = Rota(HOLDERS, (Turn(DPO, FIRST, LAST),), (away(PRIYA), away(HELEN), away(BETH)))

    assert acting(rota, Role.DEPUTY_DPO, deputies, NOON) == (DPO,)
    assert acting_for(rota, BETH, deputies, NOON) == (DPO,)


def test_of_several_who_hold_a_role_all_who_are_there_act():
    rota = Rota({Role.HEAD: (HELEN, BETH, DPO)}, absences=(away(BETH),))

    assert acting(rota, Role.HEAD, deputies, NOON) == (HELEN, DPO)


@pytest.mark.parametrize(
    ("absences", "there"),
    [((), (PRIYA,)), ((away(PRIYA, BETH),), (BETH,)), ((away(PRIYA),), (HELEN,))],
)
def test_somebody_acts_for_a_person(absences, there):
    assert acting_for(Rota(HOLDERS, absences=absences), PRIYA, deputies, NOON) == there


def test_a_turn_lasts_from_its_first_to_its_last_day_in_london():
    rota = Rota(HOLDERS, (Turn(PRIYA, date(2026, 7, 20), date(2026, 7, 26)),))

    assert on_duty(rota, datetime(2026, 7, 19, 22, 59, tzinfo=UTC)) == ()
    assert on_duty(rota, datetime(2026, 7, 19, 23, 0, tzinfo=UTC)) == (PRIYA,)
    assert on_duty(rota, datetime(2026, 7, 26, 22, 59, tzinfo=UTC)) == (PRIYA,)
    assert on_duty(rota, datetime(2026, 7, 26, 23, 0, tzinfo=UTC)) == ()


def test_who_is_away_hands_the_turn_to_the_deputy_they_named():
    turn = (Turn(PRIYA, FIRST, LAST),)

    assert on_duty(Rota(HOLDERS, turn, (away(PRIYA, BETH),)), NOON) == (BETH,)
    assert on_duty(Rota(HOLDERS, turn, (away(PRIYA),)), NOON) == ()


CHRISTMAS = Calendar(
    bank_holidays={date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)},
    terms=((date(2026, 9, 2), date(2026, 12, 18)), (date(2027, 1, 4), date(2027, 7, 21))),
)


def test_a_holiday_without_anybody_on_duty_is_a_gap():
    rota = Rota(HOLDERS, (Turn(HELEN, date(2026, 12, 19), date(2026, 12, 27)),))

    found = gaps(rota, CHRISTMAS, deputies, start=date(2026, 11, 20))

    assert found == (Gap(date(2026, 12, 28), date(2027, 1, 3), is_closure=True),)


def test_a_week_in_which_everybody_is_away_is_a_gap():
    everybody = tuple(away(person) for person in (PRIYA, HELEN, BETH))

    found = gaps(Rota(HOLDERS, absences=everybody), Calendar(), deputies, start=FIRST)

    assert found == (Gap(FIRST, LAST, is_closure=False),)


def test_no_further_than_eight_weeks_is_looked():
    assert gaps(Rota(HOLDERS), CHRISTMAS, deputies, start=date(2026, 10, 23)) == ()
    assert gaps(Rota(), Calendar(), deputies, start=FIRST) == (
        Gap(FIRST, date(2027, 1, 10), is_closure=False),
    )


@given(
    st.lists(st.tuples(st.sampled_from([DPO, PRIYA, HELEN, BETH]), st.sampled_from(
        [None, DPO, PRIYA, HELEN, BETH]))),
)  # fmt: skip
def test_nobody_who_is_away_ever_acts(pairs):
    rota = Rota(HOLDERS, absences=tuple(away(person, deputy) for person, deputy in pairs))

    there = set(acting(rota, Role.DEPUTY_DPO, deputies, NOON))

    assert there.isdisjoint(person for person, _ in pairs)
