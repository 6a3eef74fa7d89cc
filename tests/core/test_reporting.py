"""Reports to the regulator: what is asked, what lacks, what is owed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.core.pack_files import pack
from tocsin.core.duties import duties, open_duties
from tocsin.core.duty import Duty, Group, State
from tocsin.core.facts import Answer, Facts, Kind, Status, Tell
from tocsin.core.regulator_form import Asked, Owed, Phase, form_called, form_on, known
from tocsin.core.reporting import (
    Change,
    changes,
    lacking,
    next_phases,
    off_the_log,
    speaks_for_the_school,
    to_follow,
    when_asked,
)
from tocsin.core.roles import Role

FRIDAY = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)
FORM = form_on(date(2026, 11, 20))
ALWAYS = frozenset({Asked.ALWAYS})
TOLD = Facts(
    Status.OPEN, FRIDAY, kind=Kind.CONFIRMED, personal_data=Answer.YES, tell_regulator=Tell.YES,
    regulator_told_at=FRIDAY, regulator_phase="initial",
)  # fmt: skip
FULL = {
    "B1": "It left.", "B6": ["basic"], "B8": "40", "B9": "40", "B11": ["children"],
    "B12": "Teasing.", "E1": "Recalled.", "F2": "Priya Shah", "F5": "Dan Price",
}  # fmt: skip


def codes(found):
    return [each.code for each in found]


def test_every_edition_of_the_form_asks_each_question_once_and_gives_its_source():
    for form in known():
        ids = [each.id for part in form.parts for each in part.questions]
        assert len(ids) == len(set(ids)) == 38
        assert form.source
        assert form.checked_on >= form.in_force_on


def test_a_day_before_the_first_edition_and_another_regulator_get_the_first():
    assert form_on(date(2001, 1, 1)) == FORM
    assert form_on(date(2026, 1, 1), "somebody") == FORM
    assert form_called("ico-2026-11") == FORM


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"is_first": True, "is_late": False, "is_cyber": False}, {"always"}),
        ({"is_first": True, "is_late": True, "is_cyber": False}, {"always", "late"}),
        ({"is_first": False, "is_late": True, "is_cyber": True}, {"always", "later", "cyber"}),
    ],
)
def test_only_what_applies_is_asked(told, asked):
    assert when_asked(**told) == asked


@pytest.mark.parametrize("missing", sorted(FULL))
def test_each_thing_that_the_law_wants_is_missed_and_may_be_not_known_yet(missing):
    answers = {key: value for key, value in FULL.items() if key != missing}

    assert codes(lacking(FORM, ALWAYS, answers, ())) == [missing]
    assert lacking(FORM, ALWAYS, answers, {missing}) == ()


def test_what_is_needed_and_not_known_follows_later():
    assert "B8" not in {each.id for each in to_follow(FORM, ALWAYS, FULL)}
    assert "D1" not in {each.id for each in to_follow(FORM, ALWAYS, {})}
    assert "B8" in {each.id for each in to_follow(FORM, ALWAYS, {})}


def test_options_are_read_in_the_order_of_the_form():
    kinds = next(each for part in FORM.parts for each in part.questions if each.id == "B6")

    assert kinds.words(["health", "ethnic"]) == "Racial or ethnic origin; Health"
    assert kinds.words(None) == ""


def test_the_log_lacks_what_nobody_has_said():
    done = Duty("describe", "Record it", Group.ASSESS, "BR-2.3", Role.DEPUTY_DPO, State.DONE)
    left = replace(done, code="assess", title="Assess the risk", state=State.OPEN)
    full = replace(TOLD, contained=Answer.NO, data_kinds=frozenset({"basic"}))

    assert codes(off_the_log((done, left), full)) == ["assess"]
    assert codes(off_the_log((done,), TOLD)) == ["describe", "contain"]
    assert codes(off_the_log((replace(done, state=State.OPEN),), TOLD)) == ["describe", "contain"]


@pytest.mark.parametrize(
    ("newest", "is_told", "is_no_breach", "phases"),
    [
        (None, False, False, ("initial", "final")),
        ("initial", True, False, ("further", "final")),
        ("final", True, False, ("final", "further")),
        ("initial", True, True, ("no_breach",)),
    ],
)
def test_what_a_report_can_be_depends_on_what_was_sent(newest, is_told, is_no_breach, phases):
    assert next_phases(newest, is_told=is_told, is_no_breach=is_no_breach) == phases


def test_only_other_answers_are_changes():
    before, now = [("People", "40"), ("Records", "")], [("People", "55"), ("Records", "")]

    assert changes(before, now) == (Change("People", "40", "55"),)


def test_who_speaks_to_the_regulator_is_the_policys_and_else_anybody_who_decides():
    assert speaks_for_the_school([Role.HEAD], ())
    assert speaks_for_the_school([Role.DPO], (Role.DPO, Role.DEPUTY_DPO))
    assert not speaks_for_the_school([Role.HEAD], (Role.DPO,))


def test_each_day_of_what_is_owed_is_one_duty_and_each_letter_another():
    day, later = date(2026, 11, 27), date(2026, 12, 1)
    owed = (Owed("B8", day), Owed("B9", day), Owed("D4", later), Owed("x-1", day, is_letter=True))

    found = open_duties(replace(TOLD, regulator_owed=owed), pack("recommended"))

    titles = [each.title for each in found if each.clause == "BR-5.14"]
    assert titles == [
        "Send the regulator 2 answers that are still missing",
        "Send the regulator 1 answer that is still missing",
        "Answer the regulator",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "is_owed"),
    [
        ({}, False),
        ({"kind": Kind.NOT_A_BREACH}, True),
        ({"kind": Kind.DUPLICATE}, False),
        ({"kind": Kind.NOT_A_BREACH, "regulator_phase": Phase.NO_BREACH}, False),
        ({"kind": Kind.NOT_A_BREACH, "regulator_told_at": None}, False),
        ({"kind": Kind.NOT_A_BREACH, "is_imported": True}, False),
    ],
)
def test_the_regulator_hears_when_it_was_no_breach_after_all(more, is_owed):
    found = duties(replace(TOLD, **more), pack("recommended"))

    assert ("withdraw" in {each.code for each in found}) is is_owed
