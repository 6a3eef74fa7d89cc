"""Assessing risk on the command line: no school, no database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

CASES = Path(__file__).parents[3] / "shared" / "cases" / "cases.json"
KEYS = {
    "id",
    "is_personal_data_breach",
    "record",
    "notify_authority",
    "notify_subjects",
    "risk_level",
    "recommendation",
    "confidence",
    "enisa",
    "reasons",
    "missing",
    "notes",
}


@pytest.fixture
def ask(capsys, tmp_path):
    """Assess what is given, as JSON or as text, and return what is printed."""

    def asked(given):
        file = tmp_path / "cases.json"
        text = given if isinstance(given, str) else json.dumps(given)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        call_command("assess", str(file))
        return json.loads(capsys.readouterr().out)

    return asked


@pytest.fixture
def refuse(ask):
    """Assess what cannot be, and return the message."""

    def refused(given):
        with pytest.raises(CommandError) as refusal:
            ask(given)
        assert refusal.value.returncode == 2
        return str(refusal.value)

    return refused


def cases():
    if not CASES.exists():
        pytest.skip("../shared/cases/cases.json is not here, so no case was checked")
    return json.loads(CASES.read_text())


def test_every_case_of_the_regulators_comes_out_as_its_source_states(ask):
    known = [case for case in cases() if case["oracle"]]

    found = ask(known)

    differing = [
        (case["id"], name, answer[name])
        for case, answer in zip(known, found, strict=True)
        for name in case["stated_by_source"]
        if answer[name] != case["expected"][name]
    ]
    assert len(found) >= 30
    assert differing == []


def test_a_case_that_depends_names_facts_and_what_each_answer_would_change(ask):
    for answer in ask(cases()):
        if "depends" in (answer["notify_authority"], answer["notify_subjects"]):
            assert answer["missing"]
        for missing in answer["missing"]:
            assert missing["why"]
            assert len({json.dumps(each | {"answer": ""}) for each in missing["answers"]}) > 1


def test_a_case_has_all_its_parts_and_each_reason_a_source(ask):
    for answer in ask(cases()):
        assert set(answer) == KEYS
        assert all(reason["because"] and reason["source"] for reason in answer["reasons"])


def test_facts_may_be_given_bare_or_under_attributes(ask):
    facts = {"personal_data_involved": False}

    bare, wrapped = ask({"id": "x", "title": "A report", **facts}), ask({"attributes": facts})

    assert (bare.pop("id"), wrapped.pop("id")) == ("x", None)
    assert bare == wrapped
    assert bare["record"] is False
    assert bare["enisa"] is None


def test_an_empty_list_has_no_assessments(ask):
    assert ask([]) == []


def test_a_letter_to_a_known_stranger_reads_like_this(ask):
    answer = ask(next(case for case in cases() if case["id"] == "edpb-01-2021-16"))

    assert answer["recommendation"] == "tell the regulator"
    assert answer["confidence"] == "firm"
    assert answer["risk_level"] == "risk"
    assert [reason["rule"] for reason in answer["reasons"]] == [
        "details_with_a_stranger",
        "may_happen_again",
    ]
    assert answer["enisa"]["score"] == 2.25
    assert answer["enisa"]["level"] == "medium"


def test_every_fact_that_is_wrong_is_named_with_its_case(refuse):
    said = refuse([{"malicious": "maybe"}, {"id": "b", "attributes": {"chidren": True}}])

    assert said == (
        "Case 1: malicious is “maybe”. Give true, false or null.\n"
        "Case 2 (b): chidren is not a fact we know. Did you mean children?"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("{", "This is not JSON"),
        ("[" * 100_000, "This is not JSON"),
        ('{"malicious": true, "malicious": false}', "“malicious” stands twice in one object"),
        ("12", "Give an object of facts"),
        ("[7]", "Case 1: It is not an object. Give an object"),
        ('{"attributes": 7}', "Case 1: attributes is not an object of facts."),
        ("\ud800", "is not UTF-8 text"),
    ],
)
def test_what_is_not_a_case_is_refused_with_what_would_be_one(refuse, given, said):
    assert said in refuse(given)


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(CommandError, match="No such file") as refusal:
        call_command("assess", str(tmp_path / "none.json"))

    assert refusal.value.returncode == 2


def run(tmp_path, text):
    """Run the command as a process, beside a database which does not answer."""
    place = {**os.environ, "TOCSIN_DATA": str(tmp_path), "PYTHONIOENCODING": "utf-8",
             "DATABASE_URL": "postgres://tocsin:x@127.0.0.1:1/none"}  # fmt: skip
    place |= {"TOCSIN_INSTANCE_KEY": "", "TOCSIN_SIGNING_KEY": ""}
    (tmp_path / "secrets").mkdir(mode=0o700)
    for name in ("instance", "signing"):
        (tmp_path / "secrets" / f"{name}.key").write_text("A" * 43 + "=")
    command = [sys.executable, "-m", "tocsin", "assess", "-"]
    return subprocess.run(  # noqa: S603 - our own command
        command, input=text, capture_output=True, text=True, env=place, check=False
    )


def test_the_command_answers_from_standard_input_with_no_database_there(tmp_path):
    answer = run(tmp_path, '{"personal_data_involved": false}')

    assert (answer.returncode, answer.stderr) == (0, "")
    assert json.loads(answer.stdout)["recommendation"] == "keep as near miss"


def test_the_command_ends_with_two_when_a_fact_is_wrong(tmp_path):
    answer = run(tmp_path, '{"children": "yes"}')

    assert answer.returncode == 2
    assert answer.stdout == ""
    assert "children is “yes”. Give true, false or null." in answer.stderr
