"""When a review is owed, whose it is, and what keeps it from being finished."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.core.pack_files import pack as pack_named
from tests.core.pack_files import small
from tocsin.core.clock import Unit
from tocsin.core.duties import State, duties
from tocsin.core.facts import Answer, Facts, Kind, Source, Status
from tocsin.core.review_rules import asked, missing
from tocsin.core.roles import Role

NOW = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)
BREACH = Facts(
    Status.OPEN, NOW, kind=Kind.CONFIRMED, personal_data=Answer.YES, contained=Answer.YES,
    contained_at=NOW,
)  # fmt: skip
RECOMMENDED, SECURITY = pack_named("recommended"), pack_named("security-incidents")


def review_of(facts, pack=RECOMMENDED):
    return next((each for each in duties(facts, pack) if each.code == "review-incident"), None)


def with_own(**changes):
    others = [each for each in RECOMMENDED.duties if each.key != "review"]
    own = next(each for each in RECOMMENDED.duties if each.key == "review")
    return replace(RECOMMENDED, duties=(*others, replace(own, **changes)))


def test_a_policy_that_says_nothing_of_a_review_has_one_all_the_same():
    found = review_of(replace(BREACH, severity=SECURITY.levels[0].key), SECURITY)

    assert (found.title, found.clause) == ("Review what happened and how we responded", "BR-5.24")
    assert found.due_at is None


def test_a_policys_own_words_role_and_time_are_taken_and_it_is_asked_once():
    pack = with_own(
        title="Look back on it", role=Role.HEAD, amount=48, unit=Unit.HOURS, clause="Our 7.2"
    )

    found = review_of(BREACH, pack)

    assert (found.title, found.role, found.clause) == ("Look back on it", Role.HEAD, "Our 7.2")
    assert found.due_at == NOW + timedelta(hours=48)
    assert all(each.code != "own-review" for each in duties(BREACH, pack))


def test_it_is_not_asked_where_the_policy_rules_it_out():
    pack = small("""
[[duties]]
key = "review"
title = "Look back"
role = "head"
when = { source = ["processor"] }
""")

    assert review_of(BREACH, pack) is None
    assert review_of(replace(BREACH, source=Source.PROCESSOR), pack).title == "Look back"


def test_it_waits_until_the_incident_is_stopped_and_is_done_once():
    waiting = review_of(replace(BREACH, contained=Answer.NO, contained_at=None))
    assert (waiting.state, waiting.why_not_yet) == (State.WAITING, "Starts when it is stopped")
    assert review_of(BREACH).state is State.OPEN
    assert review_of(replace(BREACH, reviewed_at=NOW)).state is State.DONE


def test_nothing_is_reviewed_of_what_was_no_breach():
    for kind in (Kind.NEAR_MISS, Kind.NOT_A_BREACH, Kind.PLANNED_MAINTENANCE, Kind.DUPLICATE):
        assert review_of(replace(BREACH, kind=kind)) is None


def test_every_question_is_answered_and_anything_but_yes_has_its_words():
    questions = asked(is_at_company=False)[:3]
    answers = {"existed": ("yes", ""), "appropriate": ("unsure", " ")}

    found = [reason.message for reason in missing(questions, answers)]

    assert found == ["Say what was missing: “Was it the right policy?”",
                     "Answer “Was it followed?”"]  # fmt: skip
