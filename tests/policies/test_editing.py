"""A school changes its policy in forms, sees the difference, and adopts it with a reason."""

from datetime import UTC, datetime

import pytest

from tests.policies.pages import Desk, words_of
from tests.worlds import a_report, a_school
from tocsin.core.pack_parts import Mode
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import versions_of

pytestmark = pytest.mark.django_db

NEXT_YEARS = datetime(2090, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def desk():
    """The Head's, at a school whose policy leaves most to its procedures."""
    return Desk(a_school(pack="security-incidents"))


@pytest.mark.parametrize(
    ("path", "answers", "said"),
    [
        ("set/timescale/close-at-any/", {"how": "amount", "amount": ""}, "Enter how many"),
        ("set/timescale/close-at-any/", {"how": "unset", "warn_before": "x"}, "like 24, 4"),
        ("set/escalation/", {"first": "dpo", "second": "dpo"}, "Select each person once"),
        ("set/clearance/", {"roles": ["head"], "count": "2"}, "no more than the people"),
        ("set/retention/any/", {"amount": "0"}, "Amount must be 1 or more"),
        ("levels/major/", {"label": ""}, "Enter a name for the level"),
    ],
)
def test_answers_that_cannot_be_are_refused_in_words(desk, path, answers, said):
    answer = desk.send(path, answers)

    assert answer.status_code == 422
    assert said in words_of(answer)


def test_a_level_gets_its_meaning_and_its_examples(desk):
    desk.send("levels/major/", {"definition": "Out of control.", "examples": "A laptop\n\nA list"})

    level = desk.draft.level("major")
    assert (level.definition, level.examples) == ("Out of control.", ("A laptop", "A list"))


def test_a_level_can_be_added_and_stands_among_its_kind(desk):
    desk.send("levels/new/", {"label": "Near miss!", "colour": "green"})
    desk.send("levels/new/", {"label": "Very bad", "colour": "red", "is_serious": "on"})

    assert desk.draft.level_keys == ("lesser", "near-miss", "major", "critical", "very-bad")
    assert desk.send("levels/new/", {"label": "Sixth"}).status_code == 422


def test_a_level_that_becomes_serious_moves_up(desk):
    desk.send("levels/new/", {"label": "Small", "colour": "green"})

    desk.send("levels/lesser/", {"is_serious": "on", "definition": "Bad."})

    assert desk.draft.level_keys == ("small", "lesser", "major", "critical")


def seen(desk):
    return desk.see("levels/").context["working"].seen


def test_levels_change_places_but_serious_ones_stay_above(desk):
    def move(level, way):
        sent = {"level": level, "way": way, "seen": seen(desk)}
        return desk.send("levels/move/", sent, shown=False)

    move("critical", "down")
    move("lesser", "up")
    move("major", "up")

    assert desk.draft.level_keys == ("lesser", "critical", "major")


def test_a_policy_can_be_left_without_any_level(desk):
    for key in ("lesser", "major", "critical"):
        desk.send("levels/remove/", {"level": key, "seen": seen(desk)}, shown=False)

    assert desk.draft.levels == ()
    assert "There are no levels." in desk.read("levels/")
    assert [row.level for row in desk.draft.matrix] == ["any"]


def test_removing_levels_takes_their_rules_along():
    desk = Desk(a_school(pack="recommended"))

    desk.send("levels/remove/", {"level": "moderate", "seen": seen(desk)}, shown=False)

    assert "moderate" not in desk.draft.level_keys
    assert all(rule.level != "moderate" for rule in desk.draft.severity.rules)


def test_who_does_what_is_set_for_one_level_and_for_all(desk):
    desk.send("set/matrix/major/", {"oversees": "dpo", "told": ["head", "governor"]})
    desk.send("set/matrix/any/", {"closes": "deputy_dpo"})

    row = desk.draft.matrix_for("major")
    assert (row.told, row.oversees) == ((Role.HEAD, Role.GOVERNOR), Role.DPO)
    assert row.closes is Role.DEPUTY_DPO


def test_the_rest_of_the_policy_is_set_in_forms(desk):
    desk.send("set/escalation/", {"first": "deputy_dpo", "second": "head", "every_hours": "12"})
    desk.send("set/clearance/", {"roles": ["head", "dpo"], "count": "2", "in_order": "on"})
    desk.send("set/pupils/", {"age": "12", "advice": "Ask the pastoral lead."})
    desk.send("set/retention/any/", {"amount": "6", "unit": "years", "counted_from": "closed"})
    desk.send("set/cycle/audit/", {"amount": "3", "unit": "years", "by": "dpo"})
    desk.send("set/wording/", {"received": "Thank you. We have it."})

    draft = desk.draft
    assert draft.escalation.chain == (Role.DEPUTY_DPO, Role.HEAD)
    assert (draft.clearance.count, draft.clearance.in_order) == (2, True)
    assert draft.pupils.parents_told_up_to_age == 12
    assert draft.retention_of("anything").amount == 6
    assert draft.words_for("received") == "Thank you. We have it."
    assert dict(draft.wording) == {"received": "Thank you. We have it."}


def test_severity_can_be_left_to_people_again():
    desk = Desk(a_school(pack="recommended"))

    desk.send("set/severity/", {"mode": "chosen"})

    assert desk.draft.severity.mode is Mode.CHOSEN
    assert desk.send("set/severity/", {"mode": "score"}).status_code == 422


def test_the_policy_says_its_version_who_approved_it_and_when_it_is_reviewed():
    desk = Desk(a_school(pack="breach-response-plan"))
    assert "Approved by A policy says this about itself. Set this" in desk.read()

    desk.send(
        "set/document/",
        {"version": "2.1", "approved_by": "The governing body",
         "approved_on_day": "5", "approved_on_month": "10", "approved_on_year": "2026",
         "next_review_on_day": "1", "next_review_on_month": "9", "next_review_on_year": "2027"},
    )  # fmt: skip
    desk.adopt()

    words = desk.read()
    assert "Version 2.1" in words
    assert "Approved by The governing body" in words
    assert "Approved on 5 October 2026" in words
    assert "Next review 1 September 2027" in words


def test_the_difference_is_shown_before_it_is_adopted_and_the_reason_is_kept(desk):
    desk.send("levels/major/", {"label": "Grave", "definition": "Bad."})

    before = desk.read("changes/")
    desk.adopt("Agreed at the March meeting.")

    assert "Levels: Major: Label Now Major In the draft Grave" in before
    assert "Agreed at the March meeting." in desk.read()
    words = desk.read("compare/", before="1", after="2")
    assert "Levels: Major: Label Before Major After Grave" in words
    assert desk.newest.level("major").label == "Grave"


def test_a_draft_is_not_adopted_without_a_reason(desk):
    desk.send("levels/major/", {"definition": "Bad."})

    answer = desk.send("changes/", {"reason": ""})

    assert answer.status_code == 422
    assert "Enter why the policy is changed" in words_of(answer)


def test_a_draft_that_is_thrown_away_leaves_the_policy_as_it_was(desk):
    desk.send("levels/major/", {"definition": "Bad."})
    assert "changed the draft" in desk.read()

    desk.send("changes/discard/", shown=False)

    assert "changed the draft" not in desk.read()
    assert "Nobody has begun to change the policy." in desk.read("changes/")
    assert len(versions_of(desk.school.pk)) == 1


def test_two_people_who_edit_at_once_do_not_undo_each_other(desk):
    other = Desk(desk.school, Role.DPO)
    open_form = other.form("levels/major/") | {"definition": "What the DPO typed."}

    desk.send("levels/major/", {"definition": "What the Head typed."})
    answer = other.send("levels/major/", open_form, shown=False)

    assert answer.status_code == 409
    assert "Somebody changed this while you had it open" in words_of(answer)
    assert "What the DPO typed." in words_of(answer)
    assert desk.draft.level("major").definition == "What the Head typed."


def test_a_draft_that_grew_after_somebody_read_it_is_not_adopted_unread(desk):
    other = Desk(desk.school, Role.DPO)
    desk.send("levels/major/", {"definition": "Bad."})
    read = {**desk.form("changes/"), "revision": "1", "reason": "Agreed."}

    other.send("levels/critical/", {"definition": "Worse."})
    answer = desk.send("changes/", read, shown=False)

    assert answer.status_code == 409
    assert len(versions_of(desk.school.pk)) == 1


def test_a_form_opened_before_another_policy_was_adopted_is_stale(desk):
    open_form = desk.form("levels/major/") | {"definition": "Bad."}

    desk.send("choose/", {"pack": "security-incidents"})

    assert desk.send("levels/major/", open_form, shown=False).status_code == 409


def test_an_incident_keeps_the_version_it_was_opened_under(desk):
    incident = a_report(desk.member)

    desk.send("levels/major/", {"label": "Grave", "definition": "Bad."})
    desk.adopt()

    with reading(desk.school.pk):
        old = Incident.objects.get(pk=incident.pk).pack_version
    assert old.number == 1
    assert a_report(desk.member, at=NEXT_YEARS).pack_version.number == 2


def test_a_draft_of_one_school_is_not_that_of_another(desk):
    other = Desk(a_school(pack="security-incidents"))

    desk.send("levels/major/", {"definition": "Bad."})

    assert other.draft.level("major").definition == ""
    assert "changed the draft" not in other.read()
