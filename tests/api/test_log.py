"""Reading the breach log over the API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import connected
from tests.worlds import FRIDAY, a_member, a_report, a_school, classified, triaged
from tocsin.core.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def count_queries():
    def count(ask):
        with CaptureQueriesContext(connection) as asked:
            ask()
        return len(asked)

    return count


@pytest.fixture
def reporter(admin):
    return a_member(admin.school)


def test_an_empty_log_has_no_items_and_no_next_page(system):
    assert system.get("incidents").body == {"items": [], "next": None}


@pytest.mark.clause("BR-4.6")
def test_the_log_is_read_page_by_page_newest_first(system, reporter):
    for _ in range(5):
        a_report(reporter)

    seen, cursor = [], {}
    while cursor is not None:
        page = system.get("incidents", limit=2, **cursor).body
        seen += [each["reference"] for each in page["items"]]
        cursor = {"cursor": page["next"]} if page["next"] else None

    assert seen == ["2026-005", "2026-004", "2026-003", "2026-002", "2026-001"]


def test_an_entry_says_what_it_is_and_no_free_text_but_the_title(system, reporter, admin):
    lead = a_member(admin.school, Role.DEPUTY_DPO)
    classified(triaged(a_report(reporter), lead, kind_reason="Zanzibar."), lead, "minor")

    [entry] = system.get("incidents").body["items"]

    assert entry["title"] == "Daily notice to the wrong list"
    assert (entry["kind"], entry["severity"], entry["status"]) == ("confirmed", "minor", "open")
    assert entry["reported_at"].startswith("2026-11-20T15:40:00")
    assert "Zanzibar" not in str(entry)
    assert "daily notice went" not in str(entry)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"status": "reported"}, 1), ({"status": "closed"}, 0), ({"kind": "confirmed"}, 0),
        ({"since": "2026-11-20"}, 1), ({"since": "2026-11-21"}, 0), ({"until": "2026-11-20"}, 1),
        ({"until": "2026-11-19"}, 0), ({"until": "9999-12-31"}, 1),
        ({"since": "0001-01-01"}, 1), ({"cursor": 1}, 0), ({"cursor": 2}, 1),
        ({"cursor": 2_147_483_647}, 1), ({"colour": "red"}, 1),
    ],
)  # fmt: skip
def test_the_log_can_be_narrowed(system, reporter, asked, found):
    a_report(reporter)

    assert len(system.get("incidents", **asked).body["items"]) == found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cursor", "x"), ("cursor", "0"), ("cursor", "9" * 400), ("limit", "0"), ("limit", "101"),
        ("status", "lost"), ("kind", "\0"), ("since", "yesterday"), ("until", "0"),
        ("since", "20261120"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_used_is_named(system, name, value):
    answer = system.get("incidents", **{name: value})

    assert (answer.status, answer.kind) == (422, "application/problem+json")
    assert name in answer.wrong


def test_another_school_s_log_is_not_seen_counted_or_reached_by_cursor(system, reporter):
    ours = a_report(reporter)
    other = a_member(a_school(), Role.ADMINISTRATOR)
    for _ in range(3):
        a_report(a_member(other.school), at=FRIDAY)

    found = system.get("incidents", cursor=4).body
    theirs = connected(other)[1].get("incidents", limit=2).body

    assert [each["id"] for each in found["items"]] == [str(ours.pk)]
    assert found["next"] is None
    assert [each["reference"] for each in theirs["items"]] == ["2026-003", "2026-002"]
    assert str(ours.pk) not in str(theirs)


def test_a_page_costs_the_same_however_long_the_log(system, reporter, count_queries):
    a_report(reporter)
    system.get("incidents")
    short = count_queries(lambda: system.get("incidents"))
    for _ in range(5):
        a_report(reporter)

    assert count_queries(lambda: system.get("incidents")) == short <= 14
