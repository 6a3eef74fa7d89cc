"""What the API says about itself, and what it says to whoever asks for something else."""

import json

import pytest
from django.test import Client

from tests.api.conftest import System

pytestmark = pytest.mark.django_db


@pytest.fixture
def described():
    return json.loads(Client().get("/api/v1/openapi.json").content)


def test_the_description_is_open_and_needs_no_script(described):
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {
        "/api/v1/assess", "/api/v1/reports", "/api/v1/incidents",
        "/api/v1/incidents/{incident_id}", "/api/v1/duties",
        *(f"/api/v1/incidents/{{incident_id}}/{part}" for part in
          ("chronology", "findings", "decisions", "actions", "outcome", "review")),
    }  # fmt: skip


def test_every_operation_takes_a_token(described):
    operations = [each for path in described["paths"].values() for each in path.values()]

    assert [each["security"] for each in operations] == [[{"Token": []}]] * 11
    assert described["components"]["securitySchemes"]["Token"]["scheme"] == "bearer"


def test_every_refusal_is_described_as_a_problem(described):
    for path in described["paths"].values():
        for operation in path.values():
            refused = {s: r for s, r in operation["responses"].items() if int(s) >= 400}
            assert {"401", "403", "422", "429"} <= set(refused)
            for response in refused.values():
                assert set(response["content"]) == {"application/problem+json"}


def test_the_description_names_every_fact_and_what_is_allowed(described):
    body = described["paths"]["/api/v1/assess"]["post"]["requestBody"]
    case = body["content"]["application/json"]["schema"]["anyOf"][0]
    facts = case["properties"]["attributes"]["properties"]

    assert len(facts) == 30
    assert facts["actor"] == {"enum": ["internal", "external", "none", None]}


@pytest.mark.parametrize(
    "path", ["nothing", "incidents/", "docs", "%00", "openapi.json/x", "a" * 999]
)
def test_an_address_that_is_not_there_is_a_problem(path):
    answer = System("").get(path)

    assert (answer.status, answer.kind) == (404, "application/problem+json")


def test_another_method_is_a_problem_that_names_the_right_one(system):
    answer = system.get("reports")

    assert (answer.status, answer.kind) == (405, "application/problem+json")
    assert answer.headers["Allow"] == "POST"


def test_a_program_that_would_take_a_page_is_answered_as_a_program():
    page = Client().get("/api/v1/incidents", HTTP_ACCEPT="text/html,*/*")

    assert page["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "image/png"])
def test_what_is_not_sent_as_json_is_a_problem(system, kind):
    sent = system.client.post(
        "/api/v1/reports", b'{"story": "x"}', content_type=kind, **system._headers
    )

    assert (sent.status_code, sent["Content-Type"]) == (415, "application/problem+json")


@pytest.mark.parametrize("path", ["/api/", "/api/v1", "/api/v2/x", "/api/v1/incidents/x%0A"])
def test_an_address_beside_the_api_is_a_problem_too(path):
    answer = Client().get(path)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_the_description_is_only_read():
    answer = Client().put("/api/v1/openapi.json")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
