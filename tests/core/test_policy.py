from datetime import UTC, date, datetime, timedelta

import pytest

from tests.core.pack_files import OTHERS, SHIPPED, pack, small
from tocsin.core import clock
from tocsin.core.policy import Nation, Review, Stage
from tocsin.core.roles import Role

FRIDAY = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)


def test_there_are_three_packs_to_begin_with():
    assert list(SHIPPED) == ["breach-response-plan", "recommended", "security-incidents"]
    assert all(pack(name).key == name for name in [*SHIPPED, *OTHERS])


def test_the_incidents_policy_names_major_and_critical_and_defines_neither():
    policy = pack("security-incidents")

    assert policy.level_keys == ("lesser", "major", "critical")
    assert [policy.is_serious(key) for key in (*policy.level_keys, None)] == [
        False,
        True,
        True,
        False,
    ]
    assert [level.definition for level in policy.levels] == ["", "", ""]
    assert policy.name == "Security Incidents Policy"


@pytest.mark.parametrize(
    ("level", "leads", "supports", "told"),
    [
        ("lesser", "investigating_officer", (), ()),
        ("major", "investigating_officer", ("head", "dpo"), ("head", "dpo")),
        ("critical", "dpo", ("head",), ("head", "dpo")),
    ],
)
def test_who_leads_follows_the_severity(level, leads, supports, told):
    row = pack("security-incidents").matrix_for(level)

    assert (row.leads, row.supports, row.told) == (leads, supports, told)


def test_what_a_level_leaves_open_comes_from_the_general_row():
    policy = pack("recommended")

    assert policy.matrix_for("major").leads is Role.INVESTIGATING_OFFICER
    assert policy.matrix_for("critical").leads is Role.DPO
    assert policy.matrix_for(None).closes is Role.DEPUTY_DPO


def test_a_policy_without_levels_has_one_row_for_everything():
    policy = pack("breach-response-plan")

    assert policy.levels == ()
    assert policy.matrix_for(None).leads is Role.DEPUTY_DPO


def test_a_pack_that_names_nobody_has_an_empty_row():
    assert small().matrix_for("any").leads is None


def test_a_time_of_its_own_beats_the_general_one():
    policy = pack("hosted-it")

    due = [
        clock.due_at(FRIDAY, policy.timescale("acknowledge", level))
        for level in ("high", "medium", "low")
    ]

    assert due == [
        FRIDAY + timedelta(hours=2),
        FRIDAY + timedelta(hours=4),
        datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC),
    ]


def test_a_time_the_document_leaves_open_is_no_time():
    policy = pack("security-incidents")

    assert policy.timescale(Stage.CLASSIFY, "major") is None
    assert policy.timescale(Stage.SCOPE, "major") is None
    assert policy.timescale("report").is_immediate


def test_the_ladder_of_hours_starts_at_awareness():
    policy = pack("edusphere")
    stages = ("classify", "draft_notice", "scope", "tell_regulator")

    assert [policy.timescale(stage).amount for stage in stages] == [4, 24, 48, 72]
    assert {policy.timescale(stage).counted_from for stage in stages} == {"aware"}


def test_a_report_may_be_wanted_only_above_a_level():
    assert pack("hosted-it").outcome_report.levels == ("medium", "high")
    assert pack("security-incidents").outcome_report.levels == ("any",)


def test_the_regulator_is_told_within_72_hours_or_sooner():
    assert pack("breach-response-plan").regulator_window == timedelta(hours=72)
    assert pack("security-incidents").regulator_window == timedelta(hours=72)
    assert pack("ig-siri").regulator_window == timedelta(hours=24)


def test_roles_have_local_names_and_ordered_deputies():
    policy = pack("colours")

    assert policy.label_of(Role.DPO) == "Veritau"
    assert policy.label_of(Role.OFFICE) == "School office"
    assert policy.deputies_of(Role.DPO) == (Role.DEPUTY_DPO, Role.HEAD)
    assert policy.deputies_of(Role.OFFICE) == ()


def test_the_plan_keeps_its_logs_six_years_from_the_incident():
    kept = pack("breach-response-plan").retention_of("log")

    assert (kept.amount, kept.unit, kept.counted_from) == (6, "years", "occurred")
    assert pack("security-incidents").retention_of("log") is None


def test_the_log_is_reviewed_every_term_and_training_every_two_years():
    policy = pack("breach-response-plan")

    assert (policy.cycle(Review.LOG_REVIEW).amount, policy.cycle(Review.LOG_REVIEW).unit) == (
        1,
        "terms",
    )
    assert policy.cycle(Review.TRAINING).amount == 2
    assert policy.cycle(Review.EXERCISE) is None


def test_processor_breaches_and_doubt_always_go_to_the_dpo():
    policy = pack("breach-response-plan")
    answers = {"source": "processor", "in_doubt": False}

    forced = [rule.clause for rule in policy.referrals if policy.holds(rule.when, answers)]

    assert forced == ["BR-5.11"]


def test_words_are_the_schools_own_or_ours():
    own = small('\n[wording]\nreceived = "Diolch."\n')

    assert own.words_for("received") == "Diolch."
    assert own.words_for("closed_statement").startswith("The school is closed")
    assert own.identity.nation is Nation.WALES


def test_an_unknown_level_is_an_error_of_ours():
    with pytest.raises(KeyError):
        small().level("major")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("amount = 24", "24 hours from when it was reported"),
        ("amount = 1\nunit = 'school_days'", "1 school day from when it was reported"),
        ("is_immediate = true\nfrom = 'discovered'", "at once, from when it was found"),
        ("note = 'later'", "not set"),
        (
            "amount = 9\nwarn_before = [4, 2]\nescalate_to = ['deputy_dpo']\nis_hard = true",
            (
                "9 hours from when it was reported, warned 4, 2 hours before, "
                "escalated to deputy dpo, lateness explained"
            ),
        ),
    ],
)
def test_a_timescale_can_be_read(row, words):
    (timescale,) = small(f"\n[[timescales]]\nstage = 'close'\n{row}\n").timescales

    assert timescale.words() == words


def test_the_plan_was_approved_when_it_says():
    assert pack("security-incidents").identity.approved_on == date(2020, 11, 1)
