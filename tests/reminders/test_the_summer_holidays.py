"""A breach in August: the first is away, the deputy says nothing, the third takes it on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from tests.worlds import a_report
from tocsin.core.roles import Role
from tocsin.ledger.queries import history
from tocsin.ledger.tenancy import reading
from tocsin.policies.cover.commands import note_absence
from tocsin.schools.calendar.commands import add_period

pytestmark = pytest.mark.django_db
# The second Saturday of August, half past seven in the evening.
SATURDAY = datetime(2026, 8, 8, 18, 30, tzinfo=UTC)
LATE, CLOSE = "Something in Tocsin is late", "A deadline in Tocsin is close"
NEW = "You have something to do in Tocsin"


@pytest.fixture
def august(team, days):
    """The holidays. Priya, the Deputy DPO, is away, and Helen, the Head, acts for her."""
    head = team[Role.HEAD]
    for first, last in (
        (date(2026, 4, 13), date(2026, 7, 21)),
        (date(2026, 9, 2), date(2026, 12, 18)),
    ):
        add_period(
            head.school, kind="term", name="", first_on=first, last_on=last, by=head,
            at=SATURDAY - timedelta(days=90),
        )  # fmt: skip
    note_absence(
        head.school, person=team[Role.DEPUTY_DPO].person_id, deputy=head.person_id,
        first_on=date(2026, 8, 1), last_on=date(2026, 8, 21), by=head,
        at=SATURDAY - timedelta(days=20),
    )  # fmt: skip
    days.clock(SATURDAY)
    return days


def reported(team):
    return a_report(team[Role.STAFF], at=SATURDAY, discovered_at=SATURDAY)


@pytest.mark.clause("SI-M7", "BR-6.1")
def test_it_goes_up_the_chain_until_the_third_says_that_they_deal_with_it(team, august):
    helen, dan, grace = team[Role.HEAD], team[Role.DPO], team[Role.GOVERNOR]
    incident = reported(team)

    august.until(SATURDAY + timedelta(hours=49), start=SATURDAY)
    # Helen, who acts for Priya, says nothing. Every half day the next on the chain is told.
    assert august.heard(helen)[:3] == [
        ("Sat 08 Aug 19:30", NEW), ("Sun 09 Aug 15:30", CLOSE), ("Sun 09 Aug 19:30", LATE),
    ]  # fmt: skip
    assert august.heard(dan)[0] == ("Mon 10 Aug 07:30", LATE)
    assert august.heard(grace)[0] == ("Mon 10 Aug 19:30", LATE)
    Client().post(august.link(grace))
    before = len(august.post)
    august.until(SATURDAY + timedelta(hours=71), start=SATURDAY + timedelta(hours=49, minutes=30))

    assert len(august.post) == before
    august.until(SATURDAY + timedelta(hours=74), start=SATURDAY + timedelta(hours=71, minutes=30))
    assert len(august.post) > before  # a day later it is still not done
    with reading(incident.school_id):
        assert [each.by for each in history(incident) if each.action == "alert.answered"] == [
            grace.person_id
        ]
