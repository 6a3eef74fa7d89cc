"""The review: what it asks, how the times are filled in, what follows, and who may write it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.visits import Visitor
from tests.investigations import looked_back
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_member,
    a_near_miss,
    a_report,
    a_school,
    a_team,
    classified,
    contained,
    triaged,
)
from tocsin.core.roles import Role
from tocsin.incidents.models import Action, Improvement, Review
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ASKED = ("existed", "appropriate", "followed", "risk", "response", "plan", "security", "training")
TO_CLOSE = "Before closing: review what happened and how we responded."


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return contained(triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO]), priya_of(team))


@pytest.fixture
def priya(team):
    return Visitor(priya_of(team))


def priya_of(team):
    return team[Role.DEPUTY_DPO]


def write(visitor, incident, *, finish=True, **answers):
    more = {"finish": "yes"} if finish else {}
    return visitor.send(f"/incidents/{incident.pk}/review/write/", **more, **answers)


def yes_to_all(visitor, incident, **others):
    return write(visitor, incident, **{**dict.fromkeys(ASKED, "yes"), **others})


def to_close(visitor, incident):
    return visitor.open(f"/incidents/{incident.pk}/close/")


@pytest.mark.clause("BR-5.24")
def test_the_review_asks_the_policys_questions_and_closing_waits_for_it(priya, incident):
    asked = priya.open(f"/incidents/{incident.pk}/review/write/").words
    for words in ("Was there a policy for what happened?", "Was it the right policy?",
                  "Was it followed?", "Is the risk over?", "Did we respond well, and in time?",
                  "Did our response plan work?"):  # fmt: skip
        assert words in asked
    assert TO_CLOSE in to_close(priya, incident).words

    answers = {"plan": "partly", "plan-words": "Nobody knew where it is."}
    page = yes_to_all(priya, incident, **answers)

    assert "Version 1, finished by Priya Shah" in page.words
    assert page.facts()["Did our response plan work?"] == "Partly Nobody knew where it is."
    assert TO_CLOSE not in to_close(priya, incident).words


def test_the_times_of_the_policy_are_filled_in_and_kept_as_they_were(team, clock, incident):
    clock(FRIDAY + timedelta(hours=50))
    classified(incident, priya_of(team), "minor", at=FRIDAY + timedelta(hours=50))
    page = yes_to_all(Visitor(priya_of(team)), incident)

    rows = page.rows()
    assert any(row.startswith("Severity set") and row.endswith("Late") for row in rows)
    assert any(row.startswith("Looked at") and row.endswith("In time") for row in rows)
    with reading(incident.school_id):
        kept = Review.objects.get(incident=incident).timescales
    assert {"missed", "met"} <= {each["result"] for each in kept}


def test_it_is_finished_only_with_an_answer_to_everything_and_words_where_it_was_wanting(
    priya, incident
):
    page = write(priya, incident, existed="no", plan="yes")

    assert page.status == 409
    assert "Answer “Was it followed?”" in page.words
    assert "Say what was missing: “Was there a policy for what happened?”" in page.words


def test_what_was_answered_so_far_is_kept(priya, incident):
    write(priya, incident, finish=False, followed="no", **{"followed-words": "In a hurry."})

    page = priya.open(f"/incidents/{incident.pk}/review/write/")

    assert "In a hurry." in [each.words for each in page.tree.all("textarea")]
    assert "Version 1, begun by Priya Shah and not finished yet." in priya.open(
        f"/incidents/{incident.pk}/review/"
    ).words  # fmt: skip


def test_it_is_not_finished_before_the_incident_is_stopped(team, priya):
    incident = triaged(a_report(team[Role.STAFF]), priya_of(team))
    assert TO_CLOSE in to_close(priya, incident).words

    page = yes_to_all(priya, incident)

    assert page.status == 409
    assert "Say first that it is stopped, and how." in page.words


@pytest.mark.clause("BR-5.26")
def test_where_a_company_comes_into_it_the_contract_is_asked_about(team, priya, incident):
    by = priya_of(team)
    theirs = contained(triaged(a_report(team[Role.STAFF], what="supplier"), by), by)
    words = "Did the company we use keep to its contract?"
    assert words not in priya.open(f"/incidents/{incident.pk}/review/write/").words

    refused = yes_to_all(priya, theirs)
    page = yes_to_all(priya, theirs, contract="no", **{"contract-words": "They told us late."})

    assert refused.status == 409
    assert f"Answer “{words}”" in refused.words
    assert page.facts()[words] == "No They told us late."


@pytest.mark.clause("BR-5.23", "BR-5.25")
def test_an_answer_leads_to_actions_with_owners_and_to_what_should_change(team, priya, incident):
    yes_to_all(priya, incident, training="no", **{"training-words": "Never shown."})
    path = f"/incidents/{incident.pk}/review/follows/"
    priya.send(path, question="training", kind="training", words="Show new staff the rule.")
    priya.send(path, question="followed", kind="policy", words="Say who looks twice.")
    priya.send(path, question="risk", kind="risk", words="Old lists on the drive.")

    page = priya.send(
        path, question="security", kind="action", words="Switch off auto-complete.",
        person=str(team[Role.STAFF].person_id),
        due_on_day="1", due_on_month="12", due_on_year="2026",
    )  # fmt: skip

    facts = page.facts()
    assert "Somebody needs training: Show new staff the rule." in facts[
        "Did everybody have the training they needed?"
    ]  # fmt: skip
    assert "A policy should change: Say who looks twice." in facts["Was it followed?"]
    assert "A risk to watch: Old lists on the drive." in facts["Is the risk over?"]
    assert "Tom Reed, by 1 December 2026: Asked" in facts["Was our security good enough?"]
    assert "Switch off auto-complete." in Visitor(team[Role.STAFF], factors=1).open("/asked/").words
    whole = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert "Somebody needs training: Show new staff the rule." in whole


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({}, ["Select the answer", "Select what follows", "Enter what should be done or change"]),
        ({"question": "plan", "kind": "action", "words": "Do it."},
         ["Select who should do it", "Enter the day by which it should be done"]),
    ],
)  # fmt: skip
def test_what_follows_says_what_is_missing(priya, incident, answers, errors):
    page = priya.send(f"/incidents/{incident.pk}/review/follows/", **answers)

    assert (page.status, page.errors) == (422, errors)


@pytest.mark.clause("BR-4.6")
def test_nothing_of_it_is_asked_of_a_near_miss(team, priya):
    incident = a_near_miss(priya_of(team))
    assert to_close(priya, incident).words.count("Before closing") == 0

    page = yes_to_all(priya, incident)

    assert page.status == 409
    assert "Only a breach is reviewed." in page.words


def test_a_finished_version_stays_and_another_can_be_written(priya, incident):
    yes_to_all(priya, incident)

    page = yes_to_all(priya, incident, plan="no", **{"plan-words": "It was out of date."})

    assert "Version 2, finished by Priya Shah" in page.words
    assert "Version 1, finished by Priya Shah" in page.words
    assert page.words.count("It was out of date.") == 1


def test_two_people_who_write_it_do_not_overwrite_each_other(team, priya, incident):
    write(Visitor(team[Role.HEAD]), incident, finish=False, plan="yes")

    page = write(priya, incident, seen="0", **{"plan-words": "Mine."})

    assert page.status == 409
    assert "Mine." in page.words


def test_a_governor_and_another_school_find_no_review(team, incident):
    stranger = a_member(a_school(), Role.DPO)
    path = f"/incidents/{incident.pk}/review/"

    for part in ("", "write/", "follows/"):
        assert Visitor(team[Role.GOVERNOR]).open(path + part).status == 403
        assert Visitor(team[Role.STAFF]).open(path + part).status == 403
        assert Visitor(stranger).open(path + part).status == 404


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (lambda who: Review(number=9, finished_by=who), "review_that_is_finished_says_when"),
        (lambda _: Review(number=1), "review_has_its_own_number|UNIQUE|unique"),
        (lambda _: Improvement(kind="policy", question="plan", words=""), "improvement_says_what"),
    ],
)
def test_the_database_refuses_what_cannot_be(team, incident, row, rule):
    looked_back(incident, priya_of(team), at=FRIDAY)
    one = row(team[Role.HEAD].person)
    one.incident, one.school_id, one.at = incident, incident.school_id, FRIDAY
    one.by = team[Role.HEAD].person

    with (
        reading(incident.school_id),
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
    ):
        one.save()


def test_an_action_of_the_review_is_followed_after_the_incident_is_closed(team, priya, incident):
    path = f"/incidents/{incident.pk}/review/follows/"
    looked_back(incident, priya_of(team), at=FRIDAY)
    priya.send(
        path, question="plan", kind="action", words="Print the plan.",
        person=str(team[Role.OFFICE].person_id), due_on_day="1", due_on_month="12",
        due_on_year="2026",
    )  # fmt: skip

    with reading(incident.school_id):
        action = Action.objects.get(incident=incident)
    assert (action.kind, action.question) == ("preventive", "plan")
    words = to_close(priya, incident).words
    assert "do what you were asked" not in words
