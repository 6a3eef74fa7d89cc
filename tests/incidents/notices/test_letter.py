"""A notice as the letter it will be, on the school's paper."""

import pytest

from tests.incidents.letter_paper.papers import a_paper, upload, words_of
from tests.notices import cleared, written
from tests.worlds import FRIDAY
from tocsin.core.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(clock):
    return clock(FRIDAY)


def letter(visitor, path):
    return words_of(visitor.client.get(visitor.base + path).content)


def test_it_is_seen_on_plain_paper_and_says_that_it_is_a_draft(priya, incident, by, page_of):
    notice = written(incident, by)

    found = letter(priya, page_of("letter/", notice))

    assert found[:4] == [
        incident.school.name, "20 November 2026",
        "Draft, not cleared: About your information", "Dear Sam Example",
    ]  # fmt: skip


def test_it_is_seen_on_the_schools_own_paper_once_there_is_one(priya, incident, by, team, page_of):
    priya.post(
        "/letters/paper/", file=upload(a_paper("OUR SCHOOL", "{{ subject }}", "{{ words }}"))
    )
    notice = cleared(incident, team[Role.HEAD], by)

    found = letter(priya, page_of("letter/", notice))

    assert found[:2] == ["OUR SCHOOL", "About your information"]
    assert found[2].startswith("Dear Sam Example\n\nWhat happened\nWe sent a list with your name")


def test_what_goes_to_no_single_person_is_no_letter(priya, incident, by, page_of):
    notice = written(incident, by, audience="press", subject="Statement")

    assert priya.open(page_of("letter/", notice)).status == 404
    assert "See it as a letter" not in priya.open(page_of(notice=notice)).words
