"""How often the response team hears how it stands."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.core.pack_files import pack
from tocsin.core.duties import duties
from tocsin.core.facts import Facts, Kind, Status

FRIDAY = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)
PLAN, OURS = pack("breach-response-plan"), pack("recommended")


def update(policy, **more):
    facts = {"status": Status.OPEN, "reported_at": FRIDAY, "kind": Kind.CONFIRMED,
             "team_since": FRIDAY}  # fmt: skip
    found = duties(Facts(**{**facts, **more}), policy)
    return next((duty.due_at for duty in found if duty.code == "update-team"), None)


def test_regularly_means_every_48_hours_counted_from_the_last_message():
    assert update(PLAN) == FRIDAY + timedelta(hours=48)
    later = FRIDAY + timedelta(hours=5)
    assert update(PLAN, team_updated_at=later) == later + timedelta(hours=48)


def test_a_policy_that_says_how_often_is_followed_level_by_level():
    serious = {"severity": "critical", "classified_at": FRIDAY}
    assert update(OURS, **serious) == datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC)
    assert update(OURS, severity="minor", classified_at=FRIDAY) is None
    assert update(OURS) is None


@pytest.mark.parametrize(
    "over",
    [
        {"team_since": None},
        {"kind": Kind.NEAR_MISS},
        {"status": Status.CLOSED, "closed_at": FRIDAY},
    ],
)
def test_without_a_team_a_breach_or_an_open_incident_nobody_waits_for_an_update(over):
    assert update(PLAN, **over) is None
