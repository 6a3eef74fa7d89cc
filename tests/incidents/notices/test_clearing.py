"""Clearing what leaves the school: by whom, of which words, and what it then is."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.incidents.regulator.sending import words_of_pdf
from tests.incidents.visits import Visitor
from tests.notices import WORDS, cleared, waiting, written
from tests.worlds import FRIDAY, a_member, a_school, classified
from tocsin.core.roles import Role
from tocsin.incidents.models import AgendaItem
from tocsin.ledger.verifying import verify
from tocsin.policies.cover.commands import note_absence

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(clock):
    return clock(FRIDAY)


@pytest.fixture
def notice(incident, by):
    return waiting(incident, by)


@pytest.fixture
def press(notice, page_of):
    """Press the button with which one clears it, as a page shows it now or showed it once."""

    def on(visitor, seen=None):
        path = page_of("clear/", notice)
        return visitor.post(path, seen=notice.revision if seen is None else seen)

    return on


def clearing(incident):
    rows = AgendaItem.objects.filter(incident=incident, duty__startswith="clear-notice")
    return sorted(rows.values_list("duty", flat=True))


def test_the_headteacher_and_the_deputy_dpo_both_clear_it(incident, press, priya, helen):
    assert clearing(incident) == ["clear-notice-deputy_dpo", "clear-notice-head"]

    first = press(priya)
    assert "It still waits for: Headteacher (SIRO): Helen Moss" in first.words
    assert clearing(incident) == ["clear-notice-head"]

    last = press(helen)
    assert "Cleared by Priya Shah as Deputy DPO" in last.words
    assert "Cleared by Helen Moss as Headteacher (SIRO)" in last.words
    assert "nobody can change it" in last.words
    assert clearing(incident) == []


def test_nobody_clears_it_twice_nor_under_two_roles(incident, by, page_of):
    both = a_member(by.school, Role.HEAD, Role.DEPUTY_DPO, name="Hari Both")
    notice = waiting(incident, by)
    visitor = Visitor(both)
    path = page_of("clear/", notice)

    visitor.post(path, seen=notice.revision)
    again = visitor.post(path, seen=notice.revision)

    assert again.status == 403
    assert "You have cleared this already. Somebody else clears it too" in again.words
    notice.refresh_from_db()
    assert notice.state == "draft"


def test_a_double_click_clears_it_once(notice, press, priya):
    press(priya)
    press(priya)

    assert notice.clearances.count() == 1


@pytest.mark.parametrize("role", [Role.DPO, Role.INVESTIGATING_OFFICER])
def test_nobody_else_clears_it(notice, press, page_of, team, by, role):
    member = team[role]
    classified(notice.incident, by, "minor", lead=member.person)  # so that they see the case
    visitor = Visitor(member)

    refused = press(visitor)

    assert refused.status == 403
    assert "Ask one of them" in refused.words
    assert "Clear it as it is" not in visitor.open(page_of(notice=notice)).words


def test_staff_and_strangers_do_not_find_it(notice, press, page_of, team):
    assert Visitor(team[Role.STAFF]).open(page_of(notice=notice)).status == 403
    stranger = a_member(a_school(), Role.HEAD)
    elsewhere = Visitor(stranger)
    assert elsewhere.open(page_of(notice=notice)).status == 404
    assert press(elsewhere).status == 404


def test_whoever_stands_in_for_an_absent_headteacher_clears_it_for_them(
    notice, press, team, by, priya
):
    deputy = a_member(by.school, Role.BUSINESS_MANAGER, name="Bea Stand")
    classified(notice.incident, by, "minor", lead=deputy.person)
    note_absence(
        by.school, person=team[Role.HEAD].person_id, deputy=deputy.person_id,
        first_on=date(2026, 11, 19), last_on=date(2026, 11, 27), by=by, at=FRIDAY,
    )  # fmt: skip

    press(priya)
    last = press(Visitor(deputy))

    assert "Cleared by Bea Stand standing in as Headteacher (SIRO)" in last.words


def test_a_change_of_one_word_ends_every_clearance(notice, press, page_of, priya, helen, incident):
    press(priya)

    priya.send(page_of("write/people/en/"), **{"part-what": "We sent a list to one wrong parent."})

    page = helen.open(page_of(notice=notice))
    assert "Draft" in page.words
    assert "Cleared by" not in page.words
    assert clearing(incident) == []
    assert press(helen).status == 409


def test_a_page_that_shows_old_words_clears_nothing(notice, press, page_of, priya, helen):
    old = notice.revision
    priya.send(page_of("write/people/en/"), **{"part-what": "Other words."})
    notice.refresh_from_db()
    priya.post(page_of("put-up/", notice), seen=notice.revision)

    assert press(helen, seen=old).status == 409
    assert notice.clearances.count() == 0


def test_it_is_given_back_with_what_should_change(notice, press, page_of, priya, helen):
    press(priya)

    helen.send(page_of("give-back/", notice), words="Say which list it was.")

    page = priya.open(page_of(notice=notice))
    assert "Helen Moss gave it back" in page.words
    assert "Say which list it was." in page.words
    assert "Cleared by" not in page.words
    assert press(helen).status == 409


def test_giving_it_back_asks_what_should_change(notice, page_of, helen):
    page = helen.send(page_of("give-back/", notice), words="")

    assert page.errors == ["Enter what should change"]


def test_the_dpo_may_suggest_words_and_clears_nothing(notice, page_of, dan, priya):
    dan.send(page_of("advise/", notice), words="Say “we are looking into it”.")

    page = priya.open(page_of(notice=notice))
    assert "Dan Price advises" in page.words
    assert "It still waits for" in page.words
    assert priya.post(page_of("advise/", notice), words="No DPO.").status == 403


def test_what_was_cleared_is_frozen_with_its_digest(incident, team, by, page_of, priya):
    notice = cleared(incident, team[Role.HEAD], by)

    assert priya.open(page_of("write/people/en/")).title == "The people affected"
    refused = priya.post(
        page_of("write/people/en/"), seen=notice.revision, subject="Other",
        **{f"part-{key}": words for key, words in WORDS.items()},
    )  # fmt: skip
    assert refused.status == 409
    assert "It is cleared, and nobody can change it." in priya.open(page_of(notice=notice)).words
    assert len(notice.digest) == 64
    assert notice.file.kind == "pdf"
    assert verify(by.school_id).holds


def test_a_new_version_of_it_is_cleared_anew(incident, team, by, page_of, priya):
    notice = cleared(incident, team[Role.HEAD], by)

    page = priya.send(page_of("withdraw/", notice), is_followed="yes")

    assert "The people affected, number 1" in page.words
    newest = incident.notice_set.get(number=2)
    assert newest.words == notice.words
    assert newest.state == "draft"
    assert "Nothing of it goes out" in priya.open(page_of(notice=notice)).words


def test_what_was_cleared_is_printed_with_who_cleared_it(
    incident, team, by, page_of, priya, tmp_path
):
    notice = cleared(incident, team[Role.HEAD], by)

    answer = priya.client.get(priya.base + page_of("document/", notice))

    words = words_of_pdf(answer.content, tmp_path)
    assert "We sent a list with your name to the wrong parents." in words
    assert "Cleared by Helen Moss as Headteacher (SIRO)" in words


def test_what_is_not_this_incidents_is_not_found(page_of, priya):
    assert priya.open(page_of(f"{uuid4()}/")).status == 404
    assert priya.open(page_of("write/aliens/en/")).status == 404
    assert priya.open(page_of("write/people/fr/")).status == 404


def test_its_page_asks_the_database_no_more_than_a_dozen_times(
    notice, page_of, priya, incident, by
):
    written(incident, by, language="cy")
    priya.open(page_of(notice=notice))

    with CaptureQueriesContext(connection) as asked:
        priya.open(page_of(notice=notice))

    own = [each for each in asked.captured_queries if "app.schools" not in each["sql"]]
    assert len(own) <= 12
