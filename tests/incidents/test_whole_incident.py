"""The whole incident, walked at random by several people: agenda, ledger and rows always agree."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.incidents.deeds import DEEDS
from tests.incidents.test_agenda import stored, worked_out
from tests.worlds import ANSWERS, FRIDAY, a_school, a_team, closed, ready_to_close
from tocsin.core.errors import Refused
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident
from tocsin.incidents.report.commands import report
from tocsin.ledger.digests import row_values
from tocsin.ledger.queries import history
from tocsin.ledger.rebuilding import known_at, row_from, rows_after
from tocsin.ledger.recorded import recorded_models
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify

WORKERS = (
    Role.DEPUTY_DPO, Role.DPO, Role.HEAD, Role.INVESTIGATING_OFFICER, Role.STAFF, Role.GOVERNOR,
)  # fmt: skip
OF_INCIDENTS = [
    model for model in recorded_models()
    if any(field.name == "incident" for field in model._meta.concrete_fields)
]  # fmt: skip


def as_stored(incident):
    """Every row that belongs to the incident, as the tables have it now."""
    with reading(incident.school_id):
        found = [Incident.objects.get(pk=incident.pk)]
        for model in OF_INCIDENTS:
            found += model._default_manager.filter(school_id=incident.school_id, incident=incident)
    return {row.ledger_name: row_values(row) for row in found}


class WholeIncident(RuleBasedStateMachine):
    """One incident of a school, from any of three beginnings."""

    clock = None  # sets what time the command line thinks it is

    def __init__(self):
        super().__init__()
        self.team, self.at, self.seen = a_team(a_school()), FRIDAY, {}

    @initialize(how=some.sampled_from(["reported", "ready", "closed"]))
    def begin(self, how):
        deputy = self.team[Role.DEPUTY_DPO]
        if how == "reported":
            self.incident, _ = report(
                draft_id=uuid4(), answers=ANSWERS, by=self.team[Role.STAFF], at=self.at
            )
        else:
            self.incident = ready_to_close(deputy, at=self.at)
        if how == "closed":
            closed(self.incident, deputy, at=self.at)

    @rule(deed=some.sampled_from(sorted(DEEDS)), who=some.sampled_from(WORKERS),
          hours=some.integers(0, 40))  # fmt: skip
    def somebody_does_something(self, deed, who, hours):
        self.at += timedelta(hours=hours)
        try:
            DEEDS[deed](self.incident, self.team[who], self.at)
        except Refused:
            if deed not in SEVERAL:
                assert as_stored(self.incident) == self.rows
        with reading(self.incident.school_id):
            self.incident.refresh_from_db()

    @precondition(lambda self: hasattr(self, "incident"))
    @invariant()
    def agenda_ledger_and_rows_agree(self):
        rows = as_stored(self.incident)
        assert stored(self.incident) == worked_out(self.incident)
        assert rows_after(history(self.incident)[::-1]) == rows
        self.rows = self.seen[self.at] = rows

    def teardown(self):
        if not hasattr(self, "incident"):
            return
        events = history(self.incident)
        for at, rows in self.seen.items():
            assert rows_after(known_at(events, at)) == rows
        now = row_from(Incident, self.seen[self.at][self.incident.ledger_name])
        assert row_values(now) == self.seen[self.at][self.incident.ledger_name]
        verdict = verify(self.incident.school_id)
        assert not verdict.fault, verdict.fault
        self.clock(self.at)
        said = StringIO()
        call_command(
            "rebuild_agenda", "--check", "--school", self.incident.school.slug, stdout=said
        )
        assert said.getvalue().strip().endswith("none differed.")


SEVERAL = {"every step", "report it all"}  # these are several commands: the first ones may be done


@pytest.mark.django_db
def test_whoever_does_whatever_agenda_ledger_and_rows_agree(clock):
    WholeIncident.clock = staticmethod(clock)

    run_state_machine_as_test(
        WholeIncident,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],  # making a walk shorter takes minutes, and says little
        ),
    )  # fmt: skip
