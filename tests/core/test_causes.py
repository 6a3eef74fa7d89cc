import json
from pathlib import Path

import pytest

from tocsin.core import causes

DATA = Path(__file__).parents[3] / "shared" / "data"


def shared(name):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"../shared/data/{name} is not here, so the lists were not compared")
    return json.loads(path.read_text())


def test_the_plan_names_seven_causes_and_each_has_finer_ones():
    assert [cause.key for cause in causes.MAIN_CAUSES] == [
        "loss_or_theft",
        "inappropriate_access",
        "deliberate_attack",
        "equipment_failure",
        "human_error",
        "act_of_god",
        "malicious_act",
    ]
    assert all(len(causes.finer(cause.key)) >= 3 for cause in causes.MAIN_CAUSES)


def test_every_cause_has_its_own_key():
    keys = [each.key for each in (*causes.CAUSES, *causes.MAIN_CAUSES)]

    assert len(keys) == len(set(keys)) == len(causes.KEYS)


def test_every_cause_is_called_what_the_ico_calls_it():
    published = set(shared("ico_taxonomy.json")["incident_type"])
    used = {cause.ico_incident_type for cause in causes.CAUSES}

    assert used <= published
    assert published - used == {"Not Provided"}


def test_every_cause_is_called_what_veris_calls_it():
    actions = shared("veris-schema.json")["properties"]["action"]["properties"]

    unknown = [
        cause.key
        for cause in causes.CAUSES
        if cause.veris_variety
        not in actions[cause.veris_action]["properties"]["variety"]["items"]["enum"]
    ]

    assert unknown == []


def test_the_report_asks_for_nine_plain_things_and_suggests_a_known_cause():
    suggested = {kind.suggests for kind in causes.REPORT_KINDS} - {""}

    assert len(causes.REPORT_KINDS) == 9
    assert causes.REPORT_KINDS[-1].label == "Something else, or I am not sure"
    assert suggested <= causes.KEYS


@pytest.mark.parametrize(
    ("key", "main", "cyber"),
    [
        ("phishing", "malicious_act", True),
        ("emailed_wrong_person", "human_error", False),
        ("human_error", "human_error", False),
        ("deliberate_attack", "deliberate_attack", True),
        ("malicious_act", "malicious_act", None),
    ],
)
def test_a_cause_belongs_to_one_of_the_seven(key, main, cyber):
    assert causes.main_cause(key).key == main
    assert causes.is_cyber(key) is cyber
    assert causes.is_within(key, main)
    assert not causes.is_within(key, "act_of_god")


def test_nobody_knows_an_unknown_cause():
    with pytest.raises(KeyError):
        causes.cause("gremlins")


def test_a_cause_is_found_by_its_key():
    assert causes.cause("phishing").ico_incident_type == "Phishing"
    assert causes.main_cause("fire").label == "Fire, flood or another outside event"


def test_an_answer_nobody_offers_counts_as_something_else():
    assert causes.report_kind("email").suggests == "emailed_wrong_person"
    assert causes.report_kind("gremlins").key == "other"
