"""Who clears what leaves the school, and in which order."""

from dataclasses import replace
from uuid import uuid4

import pytest

from tests.core.test_decision_rules import PACK
from tocsin.core.notice_advice import advice_for, known
from tocsin.core.notice_parts import LINES, PRESS, in_paragraphs, missing
from tocsin.core.notice_rules import awaited, clearers, role_to_clear_as
from tocsin.core.policy import Clearance
from tocsin.core.roles import Role

HEAD, DEPUTY, DPO = Role.HEAD, Role.DEPUTY_DPO, Role.DPO


def pack(*roles, count=2, in_order=False):
    return replace(PACK, clearance=Clearance(roles, count, in_order))


@pytest.mark.parametrize("nobody", [pack(count=0), pack(HEAD, count=0), pack()])
def test_where_the_policy_names_nobody_the_headteacher_and_the_deputy_dpo_clear(nobody):
    assert clearers(nobody) == ((HEAD, DEPUTY), 2)
    assert awaited(nobody, set()) == (HEAD, DEPUTY)


@pytest.mark.parametrize(
    ("policy", "given", "left"),
    [
        (pack(HEAD, DEPUTY), set(), (HEAD, DEPUTY)),
        (pack(HEAD, DEPUTY), {DEPUTY}, (HEAD,)),
        (pack(HEAD, DEPUTY), {HEAD, DEPUTY}, ()),
        (pack(HEAD, DEPUTY, in_order=True), set(), (HEAD,)),
        (pack(HEAD, DEPUTY, in_order=True), {HEAD}, (DEPUTY,)),
        (pack(HEAD, DEPUTY, DPO, count=2), {DPO}, (HEAD, DEPUTY)),
        (pack(HEAD, DEPUTY, DPO, count=2), {DPO, HEAD}, ()),
        (pack(HEAD, DEPUTY), {DPO}, (HEAD, DEPUTY)),
    ],
)
def test_clearances_are_awaited_until_there_are_enough(policy, given, left):
    assert awaited(policy, given) == left


def test_somebody_clears_in_their_own_role_before_one_they_stand_in_for():
    me, other = uuid4(), uuid4()

    assert role_to_clear_as([HEAD, DEPUTY], {HEAD: (me,)}, me, {DEPUTY}) is DEPUTY
    assert role_to_clear_as([HEAD, DEPUTY], {HEAD: (me,)}, me, {DPO}) is HEAD
    assert role_to_clear_as([HEAD, DEPUTY], {HEAD: (other,)}, me, {DPO}) is None


def test_every_kind_of_information_has_advice_for_adults_and_for_children():
    covered = set().union(*(each.kinds for each in known()))

    assert covered == {
        "basic", "log_ins", "money", "documents", "location", "health", "ethnic", "religion",
        "politics", "union", "sex", "orientation", "gender", "biometric", "crime",
    }  # fmt: skip
    assert all(each.people and each.children for each in known())


def test_where_somebody_could_be_in_danger_that_comes_first():
    assert [each.key for each in advice_for(["basic"], is_unsafe=True)] == [
        "contact-details", "safety", "wary",
    ]  # fmt: skip
    assert [each.key for each in advice_for([])] == ["wary"]


@pytest.mark.parametrize("audience", [PRESS, LINES])
def test_outside_words_hold_no_persons_name_to_fill_in(audience):
    parts = {
        "statement": "Dear {name}", "lines": "Ask {name} of {school}",
        "contact": "office@example.org",
    }  # fmt: skip

    [reason] = missing(audience, parts, subject="Statement of {school}")

    assert "has {name} in it" in reason.message


def test_a_line_that_begins_with_a_dash_is_a_point_of_a_list_and_no_other_dash_is():
    found = in_paragraphs("Dear Ann\n\nPlease:\n- ring us\n- look - twice")

    assert found == [("", "Dear Ann"), ("", "Please:\n• ring us\n• look - twice")]
