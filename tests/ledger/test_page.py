"""The ledger page: what was done, by whom, and whether it all still stands."""

import json
import re

import pytest

from tests.ledger.tampering import unprotected
from tests.worlds import FRIDAY, a_member, a_report, signed_in
from tocsin.core.roles import Role
from tocsin.incidents.models import Report
from tocsin.ledger.checkpoints import make_checkpoint, public_key
from tocsin.ledger.tenancy import reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    school = a_report().school
    return a_member(school, Role.DEPUTY_DPO, name="Ada Okafor")


def words_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.clause("SI-M5")
def test_the_page_lists_what_was_done_newest_first_without_any_content(lead):
    page = signed_in(lead).get(f"/s/{lead.school.slug}/ledger/")

    words = words_of(page)
    assert words.index("Membership began") < words.index("Incident reported")
    assert "by Tocsin" in words
    assert "daily notice" not in words
    assert public_key() in words
    assert "none yet." in words


@pytest.mark.clause("SI-M5")
def test_check_now_says_that_nothing_was_changed(lead):
    with reading(lead.school_id):
        make_checkpoint(lead.school_id, at=FRIDAY)

    words = words_of(signed_in(lead).post(f"/s/{lead.school.slug}/ledger/"))

    assert "Nothing was changed" in words
    assert "The ledger holds: 5 entries, 6 rows exactly as recorded, 1 signed checkpoint." in words
    assert "the newest was made 3:40pm on Friday 20 November 2026" in words


@pytest.mark.clause("SI-M5")
def test_check_now_names_what_was_changed_by_hand(lead):
    with unprotected(lead.school_id):
        Report.objects.filter(school_id=lead.school_id).update(story="Nothing happened.")

        words = words_of(signed_in(lead).post(f"/s/{lead.school.slug}/ledger/"))

    assert "Something is wrong" in words
    assert "was changed (story) behind the ledger&#x27;s back" in words


@pytest.mark.clause("SI-M5")
def test_the_ledger_can_be_taken_away_and_names_nobody(lead):
    answer = signed_in(lead).get(f"/s/{lead.school.slug}/ledger/export/")

    lines = [json.loads(line) for line in answer.getvalue().decode().splitlines()]
    assert answer["Content-Disposition"].endswith(f'"ledger-{lead.school.slug}.jsonl"')
    assert len(lines) == 7
    assert "Okafor" not in answer.getvalue().decode()


def test_older_entries_are_on_the_next_page(lead):
    for number in range(25):
        a_member(lead.school, name=f"New {number}")
    browser = signed_in(lead)

    first = browser.get(f"/s/{lead.school.slug}/ledger/")
    older = re.search(r'href="(\?page=[^"]+)"[^>]*rel="next"', first.content.decode())[1]

    assert "Membership began" in words_of(first)
    assert "School opened" in words_of(browser.get(f"/s/{lead.school.slug}/ledger/{older}"))


@pytest.mark.parametrize("path", ["", "export/"])
def test_whoever_may_not_check_sees_no_ledger(lead, path):
    teacher = a_member(lead.school, Role.STAFF)

    answer = signed_in(teacher).get(f"/s/{lead.school.slug}/ledger/{path}")

    assert answer.status_code == 403
