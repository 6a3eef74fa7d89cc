"""Asking for an assessment over the API: the answer of the command line, and nothing stored."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db
CASES = Path(__file__).parents[3] / "shared" / "cases" / "cases.json"


@pytest.fixture
def on_the_command_line(capsys, tmp_path):
    def assess(given):
        file = tmp_path / "cases.json"
        file.write_text(json.dumps(given))
        call_command("assess", str(file))
        return json.loads(capsys.readouterr().out)

    return assess


def test_every_case_is_answered_as_on_the_command_line(system, on_the_command_line):
    if not CASES.exists():
        pytest.skip("../shared/cases/cases.json is not here, so no case was checked")
    cases = json.loads(CASES.read_text())

    answer = system.post("assess", cases)

    assert (answer.status, answer.kind) == (200, "application/json")
    assert len(answer.body) >= 30
    assert answer.body == on_the_command_line(cases)


def test_one_case_is_answered_with_one_object(system):
    answer = system.post("assess", {"id": "x", "attributes": {"personal_data_involved": False}})

    assert answer.status == 200
    assert answer.body["id"] == "x"
    assert answer.body["recommendation"] == "keep as near miss"


def test_every_fact_that_is_wrong_is_named_with_its_case_and_what_is_allowed(system):
    answer = system.post(
        "assess", [{"malicious": "maybe"}, {"id": "b", "attributes": {"chidren": True}}]
    )

    assert (answer.status, answer.kind) == (422, "application/problem+json")
    assert answer.body["errors"] == [
        {"field": "malicious", "case": 1, "id": None,
         "message": "malicious is “maybe”. Give true, false or null."},
        {"field": "chidren", "case": 2, "id": "b",
         "message": "chidren is not a fact we know. Did you mean children?"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sent",
    [
        b"", b"{", b"12", b'"x"', b"null", b"\xff", b"[" * 100_000, b'{"id": NaN}',
        b'{"malicious": true, "malicious": false}', b"9" * 10_000,
    ],
)  # fmt: skip
def test_what_is_not_json_is_refused(system, sent):
    answer = system.post("assess", sent)

    assert (answer.status, answer.kind) == (400, "application/problem+json")
    assert answer.body["detail"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        (b"[7]", "case"),
        (b'{"attributes": 7}', "attributes"),
        (b'{"id": []}', "id"),
        (b'{"id": "' + b"x" * 201 + b'"}', "id"),
        (b'{"number_of_subjects": 1e999}', "number_of_subjects"),
    ],
)
def test_what_is_no_case_is_refused_with_what_would_be_one(system, sent, field):
    answer = system.post("assess", sent)

    assert answer.status == 422
    assert field in answer.wrong


@pytest.mark.parametrize("depth", [10, 500, 800, 900, 950])
def test_a_fact_nested_however_deep_is_no_fault_of_ours(system, depth):
    answer = system.post("assess", b'{"malicious": ' + b"[" * depth + b"]" * depth + b"}")

    assert answer.status in {400, 422}


def test_a_word_that_no_text_can_hold_is_handed_back_as_it_came(system):
    answer = system.post("assess", b'{"id": "\\ud800", "cause": "\\ud800"}')

    assert (answer.status, answer.body["id"]) == (200, "\ud800")


def test_more_cases_than_fit_one_request_are_refused(system):
    answer = system.post("assess", [{}] * 201)

    assert answer.wrong == {"case": "There are 201 cases. Send at most 200 at a time."}


def test_a_request_that_is_too_big_is_refused(system):
    answer = system.post("assess", b" " * 1_000_001)

    assert (answer.status, answer.kind) == (413, "application/problem+json")


def test_a_whole_number_may_be_written_as_json_lets_one(system):
    answer = system.post("assess", {"id": 7.0, "attributes": {"number_of_subjects": 40.0}})

    assert (answer.status, answer.body["id"]) == (200, 7)
