"""What must hold of every assessment, whatever the breach."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.risk_cases import DISCLOSED, LOST, TO_A_STRANGER, TO_SOMEBODY_TRUSTED
from tests.core.risk_facts_made import ANY, ORDER, VALUES
from tocsin.core import risk_excuses
from tocsin.core.risk import RULES, Confidence, Recommendation, assess
from tocsin.core.risk_reading import read_facts
from tocsin.core.risk_rule import Level

ORDERED = st.sampled_from(sorted(ORDER))


def judged(facts):
    return assess(read_facts(facts))


@given(ANY, ORDERED, st.data())
def test_making_any_fact_worse_never_lowers_the_outcome(facts, name, data):
    ranks = range(len(ORDER[name]))
    before, after = sorted(data.draw(st.tuples(st.sampled_from(ranks), st.sampled_from(ranks))))

    better = judged(facts | {name: ORDER[name][before]}).span
    worse = judged(facts | {name: ORDER[name][after]}).span

    assert worse.lowest >= better.lowest
    assert worse.highest >= better.highest


@given(ANY, ORDERED)
def test_learning_that_something_unknown_is_harmless_never_raises_the_outcome(facts, name):
    unknown = judged(facts | {name: None}).span
    harmless = judged(facts | {name: ORDER[name][0]}).span

    assert harmless.lowest <= unknown.lowest
    assert harmless.highest <= unknown.highest


@given(ANY, st.sampled_from(sorted(VALUES)), st.data())
def test_what_is_certain_stays_certain_whatever_the_missing_answer_is(facts, name, data):
    # Who received it is the exception: nobody to name now is a stranger now, until found.
    assume(name not in {"recipient_known", "number_band", "controller_role"})
    assume(name != "recipient_trusted" or facts.get("recipient_known"))
    assume(name != "permanent_loss" or facts.get("restored_within_hours") is None)
    assume(name != "restored_within_hours" or facts.get("permanent_loss") is not None)
    assume(name != "number_of_subjects" or facts.get("number_band") is None)
    before = judged(facts | {name: None}).span

    after = judged(facts | {name: data.draw(st.sampled_from(VALUES[name]))}).span

    assert before.lowest <= after.lowest <= after.highest <= before.highest


@given(ANY, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(facts, chance: random.Random):
    names = list(facts)
    chance.shuffle(names)
    turned = {
        name: facts[name][::-1] if isinstance(facts[name], list) else facts[name] for name in names
    }

    assert judged(turned) == judged(facts)


@given(ANY)
def test_the_same_facts_always_give_the_same_assessment(facts):
    assert judged(facts) == judged(dict(facts))


@given(ANY)
def test_whatever_depends_names_facts_that_would_change_it(facts):
    found = judged(facts)

    assert bool(found.missing) is (found.span.lowest != found.span.highest)
    assert len({each.fact for each in found.missing}) == len(found.missing)


@given(ANY)
def test_high_risk_always_means_telling_the_regulator_and_in_doubt_it_is_told(facts):
    found = judged(facts)

    if found.notify_subjects is True:
        assert found.notify_authority is True
        assert found.record is True
    if found.notify_authority == "depends":
        assert found.recommendation is Recommendation.TELL_REGULATOR


@given(ANY)
def test_every_breach_has_a_reason_with_a_source(facts):
    found = judged(facts)

    assert found.grounds or found.record is not True
    assert all(ground.rule.because and ground.rule.source for ground in found.grounds)


def test_knowing_nothing_is_no_comfort():
    found = judged({})

    assert (found.record, found.notify_authority, found.notify_subjects) == ("depends",) * 3
    assert found.recommendation is Recommendation.TELL_REGULATOR
    assert found.confidence is Confidence.OPEN


def test_a_trusted_recipient_who_has_not_confirmed_deletion_means_telling_the_regulator():
    facts = {**DISCLOSED, **TO_SOMEBODY_TRUSTED, "data_recovered_or_confirmed_deleted": False}

    found = judged(facts)

    assert (found.record, found.notify_authority, found.notify_subjects) == (True, True, False)
    assert found.grounds[0].rule.name == "deletion_not_confirmed"
    assert found.confidence is Confidence.FIRM


def test_encryption_does_not_excuse_a_lost_device_that_held_the_only_copy():
    facts = {**DISCLOSED, "cause": "device_loss", "unintelligible": True,
             "key_or_secret_compromised": False}  # fmt: skip

    assert judged(facts | {"backup_available": True}).notify_authority is False
    assert judged(facts | {"backup_available": False}).notify_authority is True
    assert judged(facts).notify_authority == "depends"


def test_a_backup_does_not_cure_disclosure():
    assert judged(DISCLOSED | {"backup_available": True}).notify_authority is True


def test_children_weigh_more():
    facts = {**DISCLOSED, **TO_A_STRANGER, "number_of_subjects": 3}

    assert judged(facts).notify_subjects is False
    assert judged(facts | {"children": True}).notify_subjects == "depends"


def test_records_changed_that_cannot_be_put_right_mean_telling_the_regulator():
    facts = {**LOST, "breach_types": ["integrity"], "data_sensitivity": "moderate"}

    assert judged(facts).notify_authority is False
    assert judged(facts | {"backup_available": False}).notify_authority is True


def test_information_that_fits_nobody_makes_a_risk_unlikely():
    found = judged(DISCLOSED | {"ease_of_identification": "negligible"})

    assert found.notify_authority is False
    assert "nobody_can_be_recognised" in [ground.rule.name for ground in found.grounds]


def test_a_processor_is_told_to_leave_the_judgement_to_the_school():
    found = judged(DISCLOSED | {"controller_role": "processor"})

    assert "tell them without delay" in found.notes[0]


def test_nothing_lost_is_a_near_miss():
    found = judged(LOST | {"breach_types": []})

    assert found.is_personal_data_breach is False
    assert found.recommendation is Recommendation.KEEP
    assert (found.grounds, found.missing) == ((), ())


@pytest.mark.parametrize(
    ("kind", "flag"), [("health", "special_category"), ("crime", "criminal_offence_data")]
)
def test_a_kind_of_data_that_is_specially_protected_counts_as_such(kind, flag):
    facts = {**DISCLOSED, "data_categories": [kind], flag: None}

    assert judged(facts).notify_subjects == "depends"
    assert judged(facts | {"data_sensitivity": "high"}).span.lowest is Level.HIGH


def test_words_no_rule_knows_are_read_as_other_and_said_so():
    facts = {**DISCLOSED, "cause": "solar_flare", "data_categories": ["horoscope", "contact"]}

    notes = judged(facts).notes

    assert notes == (
        "No rule knows data_categories “horoscope”: it was read as “other”.",
        "No rule knows cause “solar_flare”: it was read as “other”.",
    )


def test_an_assessment_takes_a_few_milliseconds_even_while_it_is_being_measured():
    facts = read_facts({})
    spent = []
    for _ in range(50):
        begun = time.process_time()
        assess(facts)
        spent.append(time.process_time() - begun)

    assert min(spent) < 0.01


def test_the_page_on_risk_tells_every_rule_with_its_source():
    page = (Path(__file__).parents[2] / "docs" / "risk.md").read_text()

    untold = [
        rule.name
        for rule in (*RULES, *risk_excuses.RULES)
        if f"| `{rule.name}` |" not in page or f"| {rule.because} | {rule.source} |" not in page
    ]

    assert untold == []
