"""The stored agenda: always what the rules say, whatever was done and in whatever order."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.investigations import looked_back
from tests.notices import cleared, waiting
from tests.tellings import told_regulator
from tests.worlds import (
    ANSWERS,
    FRIDAY,
    a_report,
    a_school,
    a_team,
    acknowledged,
    assessed,
    aware,
    classified,
    closed,
    contained,
    decided,
    described,
    ready_to_close,
    referred,
    triaged,
)
from tocsin.core.errors import Refused
from tocsin.core.facts import Answer, Kind
from tocsin.core.roles import Role
from tocsin.incidents.decision.commands import record_people_told
from tocsin.incidents.models import AgendaItem, Watch
from tocsin.incidents.outcome.commands import reopen
from tocsin.incidents.report.commands import add, report
from tocsin.incidents.settling import agenda_now
from tocsin.ledger.tenancy import reading

COLUMNS = ("duty", "title", "role", "person_id", "due_at", "order")
LEVELS = {
    "recommended": ("minor", "moderate", "major", "critical"),
    "security-incidents": ("lesser", "major", "critical"),
    "breach-response-plan": (),
    "edusphere": ("low", "medium", "high", "critical"),
}


def stored(incident):
    """The agenda as the database has it."""
    with reading(incident.school_id):
        return list(
            AgendaItem.objects.filter(incident=incident).order_by("order").values_list(*COLUMNS)
        )


def worked_out(incident):
    """The agenda as the rules have it now."""
    with reading(incident.school_id):
        incident.refresh_from_db()
        return [tuple(getattr(item, name) for name in COLUMNS) for item in agenda_now(incident)]


def told(incident, by, *, whom, at):
    if whom == "regulator":
        told_regulator(incident, by, at=at)
        return
    record_people_told(
        incident, told_at=at, seen=incident.revision, by=by, at=at, how="phone", reference="",
        details="",
    )  # fmt: skip


BY = Role.DEPUTY_DPO
KINDS = [kind for kind in Kind if kind is not Kind.DUPLICATE]
YES_OR_NO = some.sampled_from(["yes", "no"])
# One thing somebody might do next, as a function of the incident, the team and the time.
DECIDING = some.one_of(
    some.builds(
        lambda kind, answer: lambda i, t, at: triaged(
            i, t[BY], kind=kind, personal_data=answer, at=at
        ),
        some.sampled_from(KINDS), some.sampled_from(list(Answer)),
    ),
    some.sampled_from(["referred", "not_referred"]).map(
        lambda referral: lambda i, t, at: referred(i, t[BY], referral=referral, at=at)
    ),
    some.builds(
        lambda us, them: lambda i, t, at: decided(i, t[BY], regulator=us, people=them, at=at),
        YES_OR_NO, YES_OR_NO,
    ),
    some.sampled_from(["regulator", "people"]).map(
        lambda whom: lambda i, t, at: told(i, t[BY], whom=whom, at=at)
    ),
    some.sampled_from([Role.DPO, Role.HEAD]).map(
        lambda role: lambda i, t, at: acknowledged(i, t[role], role, at=at)
    ),
)  # fmt: skip
DOING = some.one_of(
    some.integers(0, 100).map(
        lambda hours: lambda i, t, at: aware(i, t[BY], at - timedelta(hours=hours), at=at)
    ),
    some.builds(
        lambda people, gone: lambda i, t, at: described(
            i, t[BY], people=people, permanent_loss=gone, at=at
        ),
        some.none() | some.integers(0, 5000), some.booleans(),
    ),
    some.sampled_from([["risk"], ["aware"], ["findings"], ["nothing"]]).map(
        lambda news: lambda i, t, at: reopen(
            i, reason="New.", news=news, aware_at=at, seen=i.revision, by=t[BY], at=at
        )
    ),
    some.sampled_from([
        lambda i, t, at: contained(i, t[BY], at=at),
        lambda i, t, at: assessed(i, t[BY], at=at),
        lambda i, t, at: closed(i, t[BY], at=at),
        lambda i, t, at: looked_back(i, t[BY], at=at),
        lambda i, t, at: waiting(i, t[BY], at=at),
        lambda i, t, at: cleared(i, t[Role.HEAD], t[BY], at=at, audience="parents"),
        lambda i, t, at: add(i, words="More.", by=t[Role.STAFF], at=at),
    ]),
)  # fmt: skip


def steps(levels):
    """The same with the levels of a policy, where it has any."""
    classifying = some.sampled_from(levels or [""]).map(
        lambda level: lambda i, t, at: level and classified(i, t[BY], level, at=at)
    )
    return some.one_of(DECIDING, DOING, classifying)


@pytest.mark.django_db
@pytest.mark.parametrize("pack", LEVELS)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=some.data())
def test_the_stored_agenda_is_what_the_rules_say_whatever_was_done(pack, data):
    team = a_team(a_school(pack=pack))
    what = data.draw(some.sampled_from(["email", "supplier"]))
    incident, _ = report(
        draft_id=uuid4(), answers={**ANSWERS, "what": what}, by=team[Role.STAFF], at=FRIDAY
    )
    assert stored(incident) == worked_out(incident)
    for number, step in enumerate(data.draw(some.lists(steps(LEVELS[pack]), max_size=10))):
        before = stored(incident)
        try:
            step(incident, team, FRIDAY + timedelta(hours=7 * number))
        except Refused:
            assert stored(incident) == before
        assert stored(incident) == worked_out(incident)
    if incident.status == "closed":
        assert stored(incident) == []


@pytest.mark.django_db
def test_a_closed_incident_leaves_nothing_on_the_agenda():
    team = a_team(a_school())
    incident = closed(ready_to_close(team[Role.DEPUTY_DPO]), team[Role.DEPUTY_DPO])

    assert stored(incident) == []


def rebuild(*arguments):
    said = StringIO()
    call_command("rebuild_agenda", *arguments, stdout=said)
    return said.getvalue().splitlines()


@pytest.mark.django_db
def test_the_agenda_can_be_made_anew_and_says_what_had_gone_astray():
    first, second = a_report(), a_report()
    with reading(first.school_id):
        kept = stored(first)
        AgendaItem.objects.filter(incident=first, duty="triage").delete()
        AgendaItem.objects.filter(incident=first).update(due_at=FRIDAY)

    said = rebuild()

    assert said == [
        f"{first.school.slug}: 1 incident, 1 of them differed and was put right.",
        f"{second.school.slug}: 1 incident, none differed.",
    ]
    assert stored(first) == kept
    assert rebuild("--school", first.school.slug) == [
        f"{first.school.slug}: 1 incident, none differed."
    ]


@pytest.mark.django_db
def test_whoever_would_not_be_reminded_any_more_is_again():
    lost, late = a_report(), a_report()
    Watch.objects.filter(pk=lost.pk).delete()
    Watch.objects.filter(pk=late.pk).update(next_at=datetime(2099, 1, 1, tzinfo=UTC))

    said = rebuild()

    assert [line.partition(": ")[2] for line in said] == [
        "1 incident, 1 of them differed and was put right."
    ] * 2
    found = dict(Watch.objects.values_list("pk", "next_at"))
    assert found.keys() == {lost.pk, late.pk}
    assert max(found.values()) < datetime(2099, 1, 1, tzinfo=UTC)


@pytest.mark.django_db
def test_a_check_says_what_differs_and_changes_nothing():
    first, second = a_report(), a_report()
    with reading(first.school_id):
        AgendaItem.objects.filter(incident=first, duty="triage").delete()
    Watch.objects.filter(pk=second.pk).delete()
    said = StringIO()

    with pytest.raises(CommandError, match="Run rebuild-agenda without --check"):
        call_command("rebuild_agenda", "--check", stdout=said)

    assert [line.partition(": ")[2] for line in said.getvalue().splitlines()] == [
        "1 incident, 1 of them differs."
    ] * 2
    assert not Watch.objects.filter(pk=second.pk).exists()
    assert rebuild() != rebuild("--check")
    assert rebuild("--check")[0].endswith("1 incident, none differed.")


@pytest.mark.django_db
def test_the_agenda_of_many_incidents_is_made_anew():
    team = a_team(a_school())
    for _ in range(3):
        a_report(team[Role.STAFF])
    with reading(team[Role.STAFF].school_id):
        AgendaItem.objects.filter(incident__number__lt=3).delete()

    assert rebuild() == [
        f"{team[Role.STAFF].school.slug}: 3 incidents, 2 of them differed and were put right."
    ]


@pytest.mark.django_db
def test_a_school_nobody_knows_is_named():
    with pytest.raises(CommandError, match=r"There is no school at /s/nowhere/\."):
        rebuild("--school", "nowhere")
