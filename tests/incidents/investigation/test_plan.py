"""The plan of an investigation: each step done with its finding, or not needed with a reason."""

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.visits import Visitor
from tests.investigations import investigated
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_member,
    a_report,
    a_school,
    a_team,
    classified,
    described,
    triaged,
)  # fmt: skip
from tocsin.core.facts import Answer, Kind
from tocsin.core.roles import Role
from tocsin.incidents.models import DisciplinaryDecision, PlanStep
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PLAN = "/incidents/{}/investigation/"
STAFF_STEP = "/incidents/{}/investigation/investigation/staff/"


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def tasks(page):
    return [each.words for each in page.tree.all("li") if "task-list" in " ".join(each.classes)]


def refused(row, name):
    """The database refuses the row, by the name of the rule it breaks."""
    with reading(row.school_id), pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save()


def say(visitor, incident, words="The teacher chose the wrong list.", **more):
    return visitor.send(STAFF_STEP.format(incident.pk), state="done", words=words, **more)


def test_the_plan_has_a_step_for_each_of_the_policys_and_the_five_findings(priya, incident):
    page = priya.open(PLAN.format(incident.pk))

    assert "Establish the five findings" in page.words
    assert "Speak to the staff involved" in page.words
    assert "Start disciplinary action, or record why not" in page.words
    assert "Get a wrong email back" in page.words  # as the reporter said
    assert len(tasks(page)) == 20


def test_a_step_is_done_with_what_came_of_it(priya, incident):
    say(priya, incident)

    page = priya.open(PLAN.format(incident.pk))

    assert (
        "Speak to the staff involved Priya Shah, 20 November 2026 · The teacher chose the wrong"
        " list. Done"
    ) in tasks(page)
    whole = priya.open(f"/incidents/{incident.pk}/")
    assert "Investigate: 17 steps to record" in whole.words
    assert "Speak to the staff involved. The teacher chose the wrong list." in whole.words


def test_a_step_that_is_not_needed_says_why(priya, incident):
    page = priya.send(STAFF_STEP.format(incident.pk), state="not_applicable", words="")

    assert page.status == 422
    assert page.errors == ["Enter what came of it, or why it is not needed"]


def test_a_finding_says_how_sure_it_is(priya, incident):
    path = f"/incidents/{incident.pk}/investigation/findings/cause/"
    page = priya.send(path, state="done", words="A wrong list.")
    assert page.errors == ["Select how sure it is"]

    priya.send(path, state="done", words="A wrong list.", certainty="likely")

    shown = priya.open(PLAN.format(incident.pk))
    assert any("Likely, not proved · Priya Shah" in each for each in tasks(shown))


def test_a_new_version_keeps_the_old_one_on_the_timeline(priya, incident):
    say(priya, incident, "The office did it.")
    say(priya, incident, "The teacher did it.")

    words = priya.open(f"/incidents/{incident.pk}/timeline/").words

    assert "The office did it." in words
    assert "The teacher did it." in words
    with reading(incident.school_id):
        assert PlanStep.objects.get(school_id=incident.school_id).number == 2


def test_two_people_who_record_the_same_step_do_not_overwrite_each_other(team, priya, incident):
    path = STAFF_STEP.format(incident.pk)
    say(Visitor(team[Role.HEAD]), incident, "I spoke to her.")

    page = priya.send(path, state="done", words="Nobody spoke to her.", seen="0")

    assert page.status == 409
    assert "Nobody spoke to her." in page.words
    assert "Somebody recorded this step while you had it open." in page.words


def test_the_outcome_report_is_a_step_that_nobody_ticks(priya, incident):
    page = priya.open(f"/incidents/{incident.pk}/investigation/")

    assert page.links["Complete the outcome report"].endswith("/outcome/")
    assert "Complete the outcome report SI-M3-STEPS Not started" in page.words
    path = f"/incidents/{incident.pk}/investigation/investigation/report/"
    assert priya.open(path).status == 404
    assert priya.post(path, state="done", words="x", seen="0").status == 404


def test_an_incident_does_not_close_before_every_step_is_recorded(team, priya, incident):
    before = priya.open(f"/incidents/{incident.pk}/close/").words

    investigated(incident, team[Role.DEPUTY_DPO], at=FRIDAY)

    after = priya.open(f"/incidents/{incident.pk}/close/").words
    assert "Before closing: investigate: 18 steps to record." in before
    assert "Before closing: record whether disciplinary action is taken, or why not." in before
    assert "investigate" not in after
    assert "disciplinary" not in after


def test_a_near_miss_needs_no_plan(team, priya):
    near = triaged(
        a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO], kind=Kind.NEAR_MISS,
        personal_data=Answer.NO,
    )  # fmt: skip

    page = priya.open(PLAN.format(near.pk))

    assert "Your policy asks for no investigation here." in page.words
    assert priya.open(STAFF_STEP.format(near.pk)).status == 404


def test_the_checklist_of_a_wrong_email_goes_when_the_cause_is_another(team, priya, incident):
    described(incident, team[Role.DEPUTY_DPO], cause="human_error")

    page = priya.open(PLAN.format(incident.pk))

    assert "Get the deletion confirmed in writing" not in page.words


def test_the_investigating_officer_records_steps_of_their_own_incidents_alone(team, incident):
    ivan = Visitor(team[Role.INVESTIGATING_OFFICER])
    assert ivan.open(PLAN.format(incident.pk)).status == 404
    classified(
        incident, team[Role.DEPUTY_DPO], "moderate", lead=team[Role.INVESTIGATING_OFFICER].person
    )

    say(ivan, incident)

    assert "Done" in ivan.open(PLAN.format(incident.pk)).words


def test_a_governor_and_another_school_find_no_plan(team, incident):
    stranger = a_member(a_school(), Role.DPO)

    assert Visitor(team[Role.GOVERNOR]).open(PLAN.format(incident.pk)).status == 403
    assert Visitor(stranger).open(PLAN.format(incident.pk)).status == 404


def test_the_database_refuses_a_step_that_says_nothing(team, incident):
    row = PlanStep(
        incident=incident, school_id=incident.school_id, by=team[Role.HEAD].person,
        at=incident.reported_at, playbook="findings", step="cause", state="done", words="",
    )  # fmt: skip

    refused(row, "step_recorded_says_what_came_of_it")


def test_the_database_refuses_a_second_row_for_a_step(team, priya, incident):
    say(priya, incident)
    row = PlanStep(
        incident=incident, school_id=incident.school_id, by=team[Role.HEAD].person,
        at=incident.reported_at, playbook="investigation", step="staff", state="done", words="x",
    )  # fmt: skip

    refused(row, "(?i)unique")


def test_the_database_refuses_a_disciplinary_decision_without_reasons(team, incident):
    row = DisciplinaryDecision(
        incident=incident, school_id=incident.school_id, by=team[Role.HEAD].person,
        at=incident.reported_at, is_taken=False, about="nobody", words="",
    )  # fmt: skip

    refused(row, "disciplinary_decision_has_its_reasons")


@pytest.mark.parametrize(
    ("step", "links"),
    [
        ("people", ["What people are told", "Report to the regulator"]),
        ("communications", ["Communications plan", "What people are told", "Who else is told"]),
    ],
)
@pytest.mark.parametrize("role", [Role.DEPUTY_DPO, Role.INVESTIGATING_OFFICER])
def test_the_steps_about_telling_lead_to_where_people_are_told(team, incident, step, links, role):
    classified(incident, team[Role.DEPUTY_DPO], "major",
               lead=team[Role.INVESTIGATING_OFFICER].person)  # fmt: skip
    visitor = Visitor(team[role])

    page = visitor.open(f"/incidents/{incident.pk}/investigation/investigation/{step}/")

    assert [each for each in page.links if each in links] == links
    assert [visitor.open(page.links[each]).status for each in links] == [200] * len(links)
