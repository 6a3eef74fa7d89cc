"""The checklists of an investigation are changed in a form, like the rest of the policy."""

from datetime import UTC, datetime

import pytest

from tests.incidents.visits import Visitor
from tests.policies.pages import Desk, words_of
from tests.worlds import a_member, a_report, a_school, triaged
from tocsin.core.roles import Role

pytestmark = pytest.mark.django_db
LATER = datetime(2090, 3, 1, 9, tzinfo=UTC)
EMAIL = "set/checklist/wrong-email/"


@pytest.fixture
def desk():
    return Desk(a_school())


def titles(desk, key):
    book = next(each for each in desk.draft.playbooks if each.key == key)
    return [step.title for step in book.steps]


def test_the_policy_lists_its_checklists_with_their_steps(desk):
    page = desk.read()

    assert "Get a wrong email back" in page
    assert "Recall the message; Ask whoever received it to delete it" in page
    assert "Add a checklist" in page


def test_a_step_is_reworded_taken_out_and_added_and_the_others_keep_their_key(desk):
    before = {step.key for each in desk.draft.playbooks for step in each.steps}

    desk.send(EMAIL, {"step-recall": "Recall it at once", "step-search": "",
                      "more": "Ring the parents\n\n Tell the Head "})  # fmt: skip

    assert titles(desk, "wrong-email") == [
        "Recall it at once",
        "Ask whoever received it to delete it and not to share it",
        "Get the deletion confirmed in writing",
        "Ring the parents",
        "Tell the Head",
    ]
    after = {step.key for each in desk.draft.playbooks for step in each.steps}
    assert after - before == {"ring-the-parents", "tell-the-head"}
    assert "search" not in after


def test_a_new_checklist_is_asked_of_the_incidents_it_is_for_once_it_is_adopted(desk):
    letter = {"name": "A lost letter", "causes": ["paper_lost"], "more": "Ring them\nLook again"}
    desk.send("set/checklist/new/", letter)
    desk.adopt()
    deputy = a_member(desk.school, Role.DEPUTY_DPO)
    found = [
        triaged(a_report(deputy, what=what, at=LATER), deputy, at=LATER)
        for what in ("paper", "email")
    ]

    plans = [Visitor(deputy).open(f"/incidents/{each.pk}/investigation/").words for each in found]

    assert ["Ring them" in each for each in plans] == [True, False]


def test_a_checklist_that_asks_for_something_else_keeps_its_condition(desk):
    page = words_of(desk.see("set/checklist/cyber-attack/"))

    desk.send("set/checklist/cyber-attack/", {"name": "An attack"})

    book = next(each for each in desk.draft.playbooks if each.key == "cyber-attack")
    assert "For what kind of incident?" not in page
    assert (book.title, book.when.words()) == ("An attack", "it is a cyber incident")


def test_a_checklist_without_steps_goes(desk):
    steps = {f"step-{key}": "" for key in ("recall", "ask", "confirm", "search")}

    desk.send(EMAIL, steps)

    assert "wrong-email" not in {each.key for each in desk.draft.playbooks}


@pytest.mark.parametrize(
    ("answers", "said"),
    [({"name": "", "more": "One."}, "Enter a name for the checklist"),
     ({"name": "Lost", "more": " "}, "Enter at least one step")],
)  # fmt: skip
def test_a_new_checklist_says_what_is_missing(desk, answers, said):
    answer = desk.send("set/checklist/new/", answers)

    assert answer.status_code == 422
    assert said in words_of(answer)


def test_a_checklist_that_there_is_not_is_not_found(desk):
    assert desk.see("set/checklist/zebra/").status_code == 404
