"""The three states of an incident."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.core.pack_files import pack as pack_named
from tocsin.core.duties import State, duties
from tocsin.core.errors import NotYet, Reason, require_none
from tocsin.core.facts import Answer, Facts, Kind, Referral, Status
from tocsin.core.lifecycle import MOVES, blockers

NOW = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)
PACK = pack_named("recommended")
OPEN = Facts(Status.OPEN, NOW, kind=Kind.NEAR_MISS, personal_data=Answer.NO)
READY = replace(OPEN, severity="minor", referral=Referral.NOT_REFERRED)


@pytest.mark.parametrize("facts", [OPEN, replace(OPEN, kind=Kind.CONFIRMED), READY])
def test_closing_is_refused_with_one_reason_for_each_thing_left(facts):
    left = [d.code for d in duties(facts, PACK) if d.state is not State.DONE and d.code != "close"]

    assert [reason.code for reason in blockers(facts, Status.CLOSED, PACK)] == left


def test_an_incident_with_nothing_left_may_close():
    assert blockers(READY, Status.CLOSED, PACK) == ()


def test_a_closed_incident_may_be_opened_again():
    assert blockers(replace(READY, status=Status.CLOSED), Status.OPEN, PACK) == ()


@pytest.mark.parametrize("start", Status)
@pytest.mark.parametrize("to", Status)
def test_every_move_that_is_none_says_what_to_do_instead(start, to):
    found = blockers(replace(READY, status=start), to, PACK)

    if to in MOVES[start]:
        assert found == ()
    else:
        assert [reason.code for reason in found] == ["no-such-move"]
        assert found[0].message.endswith(".")
        assert start.value not in found[0].message or "already" in found[0].message


def test_nothing_in_the_way_passes_and_anything_stops():
    require_none(())
    with pytest.raises(NotYet) as stopped:
        require_none([Reason("a", "Do this first."), Reason("b", "And this.")])

    assert [reason.code for reason in stopped.value.reasons] == ["a", "b"]
    assert str(stopped.value) == "Do this first.; And this."
