"""Several people at the same moment, on a database of their own."""

import ast

import pytest

from tests.jobs.instances import copy_of


@pytest.fixture
def instance(migrated, tmp_path):
    with copy_of(migrated, tmp_path / "instance") as instance:
        yield instance


def said(instance, what):
    done = instance.say(f"from tests.incidents import at_once\nprint(at_once.{what}())")
    return ast.literal_eval(done.splitlines()[-1])


def test_two_windows_sending_at_once_make_one_incident(instance):
    titles, incidents, entries, drafts = said(instance, "two_windows_send_one_report")

    assert titles == ["Report received", "Report received"]
    assert (incidents, entries, drafts) == (1, 1, 0)


def test_eight_people_reporting_at_once_get_eight_numbers(instance):
    assert said(instance, "eight_people_report") == [
        *("2026-001", "2026-002", "2026-003", "2026-004"),
        *("2026-005", "2026-006", "2026-007", "2026-008"),
    ]


def test_of_two_people_who_save_one_form_at_once_the_second_is_told(instance):
    assert said(instance, "two_people_save_one_form") == [200, 409]
