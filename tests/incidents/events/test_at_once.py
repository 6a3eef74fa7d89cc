"""Double clicks that arrive at the same moment, on a database of their own."""

import ast

import pytest

from tests.jobs.instances import copy_of

OPENED = {"Alder Done Incident 2026-001 was opened", "Birch Done Incident 2026-001 was opened"}


@pytest.fixture
def instance(migrated, tmp_path):
    with copy_of(migrated, tmp_path / "instance") as instance:
        yield instance


def said(instance, what):
    done = instance.say(f"from tests.incidents.events import at_once\nprint(at_once.{what}())")
    return ast.literal_eval(done.splitlines()[-1])


def test_two_windows_that_open_one_event_at_once_open_one_incident_in_each_school(instance):
    rows, incidents, entries = said(instance, "two_windows_open_one_event")

    lines = [line for each in rows for line in each]
    assert {line for line in lines if line.endswith("was opened")} == OPENED
    assert sum(line.endswith("is there already") for line in lines) == 2
    assert (incidents, entries) == (2, 2)


def test_of_two_people_who_answer_one_link_at_once_one_is_kept_and_the_other_told(instance):
    statuses, answers = said(instance, "two_people_answer_one_link")

    assert (statuses, answers) == ([200, 409], 1)
