"""ENISA's figure: every number of the method, its bands, and that it never decides."""

import pytest

from tests.core.risk_cases import CASES, DISCLOSED, LOST, NOT_SAID
from tocsin.core.enisa import (
    Availability,
    Band,
    Circumstances,
    Class,
    Confidentiality,
    Flag,
    Identification,
    Integrity,
    Severity,
    dpc,
    flags,
    severity,
)
from tocsin.core.risk_enisa import suggested_severity
from tocsin.core.risk_reading import read_facts


def suggested(facts):
    return suggested_severity(read_facts(facts))


@pytest.mark.parametrize(
    ("kind", "base", "steps"),
    [
        (Class.SIMPLE, 1, (0, 1, 2, 3)),
        (Class.BEHAVIOURAL, 2, (-1, 0, 1, 2)),
        (Class.FINANCIAL, 3, (-2, -1, 0, 1)),
        (Class.SENSITIVE, 4, (-3, -2, -1, 0)),
    ],
)
def test_each_class_of_data_has_its_base_and_its_steps_to_scores_one_to_four(kind, base, steps):
    assert (kind.base, kind.steps) == (base, steps)
    assert [dpc([(kind, step)]) for step in steps] == [1, 2, 3, 4]


def test_the_highest_class_present_counts_and_no_score_leaves_one_to_four():
    assert dpc([(Class.SIMPLE, 0), (Class.FINANCIAL, 0), (Class.BEHAVIOURAL, 0)]) == 3
    assert dpc([(Class.SENSITIVE, 3)]) == 4
    assert dpc([(Class.SIMPLE, -3)]) == 1


def test_data_without_any_class_has_no_score():
    with pytest.raises(ValueError, match="empty"):
        dpc([])


def test_the_values_of_identification_and_circumstances_are_those_of_the_method():
    assert [each.value for each in Identification] == [0.25, 0.5, 0.75, 1.0]
    assert [each.value for each in Confidentiality] == [0, 0.25, 0.5]
    assert [each.value for each in Integrity] == [0, 0.25, 0.5]
    assert [each.value for each in Availability] == [0, 0.25, 0.5]


def test_the_least_severity_is_a_quarter_and_the_most_is_six():
    worst = Circumstances(
        Confidentiality.UNKNOWN_NUMBER,
        Integrity.USED_NOT_RECOVERABLE,
        Availability.GONE,
        malicious=True,
    )

    assert severity([(Class.SIMPLE, 0)], Identification.NEGLIGIBLE, Circumstances()).score == 0.25
    assert worst.score == 2.0
    assert severity([(Class.SENSITIVE, 0)], Identification.MAXIMUM, worst).score == 6.0


@pytest.mark.parametrize(
    ("cb", "band"),
    [
        (0.75, Band.LOW),
        (1.0, Band.MEDIUM),
        (1.75, Band.MEDIUM),
        (2.0, Band.HIGH),
        (2.75, Band.HIGH),
        (3.0, Band.VERY_HIGH),
    ],
)
def test_exactly_two_three_and_four_belong_to_the_upper_band(cb, band):
    found = Severity(dpc=1, ei=1.0, cb=cb)

    assert found.band is band


def test_each_band_says_what_it_means_for_people():
    assert Severity(1, 1.0, 0.0).effect.startswith("none, or a small inconvenience")
    assert Severity(4, 1.0, 0.0).effect.startswith("significant consequences that may not")


def test_the_flags_are_more_than_a_hundred_people_and_unintelligible_data():
    assert flags(people=100, unintelligible=False) == ()
    assert flags(people=101, unintelligible=True) == (Flag.MANY_PEOPLE, Flag.UNINTELLIGIBLE)


@pytest.mark.parametrize(
    ("title", "score"),
    [
        ("ransomware without a usable electronic backup", 1.75),
        ("a staff telephone list lost or altered", 1.0),
        ("alumni contacts deleted and rebuilt from a copy", 1.0),
        ("a message for the wrong department", 4.25),
    ],
)
def test_a_published_case_has_a_score_that_decides_nothing(title, score):
    found = suggested(CASES[title][0])

    assert found.highest.score == score


def test_a_leaver_who_copies_contacts_scores_low_and_is_reported_all_the_same():
    facts = {**DISCLOSED, "malicious": True, "exfiltrated": True, "recipient_known": True,
             "data_categories": ["contact"], "data_sensitivity": "low"}  # fmt: skip

    assert suggested(facts).highest.score == 1.75
    assert suggested(facts).highest.band is Band.LOW


def test_data_about_children_starts_at_the_top():
    assert suggested({**DISCLOSED, "children": True}).highest.dpc == 4


@pytest.mark.parametrize(
    ("change", "score"),
    [
        ({"data_categories": ["behavioural"]}, 2),
        ({"data_categories": ["behavioural"], "data_sensitivity": "high"}, 3),
        ({"data_categories": ["financial"], "data_sensitivity": "low"}, 1),
        ({"data_categories": ["financial"]}, 2),
        ({"data_categories": ["financial"], "data_sensitivity": "high"}, 3),
        (
            {
                "data_categories": ["financial"],
                "data_sensitivity": "high",
                "identity_fraud_potential": True,
            },
            4,
        ),
        ({"data_categories": ["health"], "data_sensitivity": "low"}, 1),
        ({"data_categories": ["health"]}, 3),
        ({"data_categories": ["health"], "data_sensitivity": "high"}, 4),
    ],
)
def test_how_private_the_data_is_picks_its_step(change, score):
    assert suggested({**DISCLOSED, **change}).highest.dpc == score


@pytest.mark.parametrize(
    ("change", "cb"),
    [
        ({"exposed_to_unknown_or_many_recipients": True}, 0.5),
        ({"recipient_known": True, "recipient_trusted": False}, 0.25),
        ({}, 0),
        ({"breach_types": ["integrity"]}, 0),
        (
            {
                "breach_types": ["integrity"],
                "actual_misuse_or_harm": True,
                "backup_available": True,
            },
            0.25,
        ),
        (
            {
                "breach_types": ["integrity"],
                "actual_misuse_or_harm": True,
                "backup_available": False,
            },
            0.5,
        ),
        ({"breach_types": ["availability"], "permanent_loss": True}, 0.5),
        ({"breach_types": ["availability"], "service_impact_on_subjects": "major"}, 0.25),
        ({"malicious": True}, 0.5),
    ],
)
def test_what_happened_to_the_data_picks_its_circumstances(change, cb):
    assert suggested({**DISCLOSED, **change}).highest.cb == cb


def test_what_is_not_known_leaves_room_between_a_lowest_and_a_highest():
    found = suggested({**DISCLOSED, **NOT_SAID, "ease_of_identification": None})

    assert (found.lowest.score, found.highest.score) == (0.25, 4.0)


def test_encrypted_data_of_many_people_raises_both_flags():
    facts = {**DISCLOSED, "unintelligible": True, "key_or_secret_compromised": False,
             "number_of_subjects": 500}  # fmt: skip

    assert suggested(facts).flags == (Flag.MANY_PEOPLE, Flag.UNINTELLIGIBLE)


def test_what_is_no_breach_has_no_severity():
    assert suggested({**LOST, "personal_data_involved": False}) is None


def test_what_may_be_no_breach_is_scored_as_if_it_were():
    found = suggested({**LOST, "personal_data_involved": None})

    assert found.lowest == found.highest
