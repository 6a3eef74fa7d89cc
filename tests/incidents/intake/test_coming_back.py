"""The mailbox: with a code, somebody without an account reads, adds and answers."""

from datetime import timedelta

import pytest

from tests.incidents.intake.door import AtTheDoor, code_on
from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY, a_school, a_team
from tocsin.core.roles import Permission, Role
from tocsin.incidents.intake import budget
from tocsin.incidents.models import Message, Receipt, Report, Thread
from tocsin.incidents.receipts import SLOW
from tocsin.ledger.tenancy import reading
from tocsin.ledger.writing import writing
from tocsin.schools.reporting_link.commands import set_link
from tocsin.schools.reporting_link.queries import link_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "full_budget")]
UNKNOWN = "We cannot find a report with that code"


@pytest.fixture
def code(school):
    return code_on(AtTheDoor(school).report())


def back(school, code):
    door = AtTheDoor(school)
    return door, door.press(door.open("/mailbox/"), code=code)


def the_school_writes(team, words, *, at=FRIDAY, **more):
    """What the case's own page does: a message out, on the record."""
    by = team[Role.DEPUTY_DPO]
    with reading(by.school_id):
        report = Report.objects.select_related("incident").get(school_id=by.school_id)
        thread = Thread.objects.filter(report=report).first()
    incident = report.incident
    of = {"incident": incident, "school_id": by.school_id, "by_id": by.person_id, "at": at}
    with writing(incident, by=by, may=Permission.READ_CASES, at=at) as record:
        new = [] if thread else [Thread(party="reporter", report=report, **of)]
        message = Message(thread=thread or new[0], direction="out", words=words, **more, **of)
        record("message.sent", saved=[*new, message])
    return message


def test_before_anybody_has_written_the_mailbox_says_when_to_expect_it(school, code):
    _, page = back(school, code)

    assert "Received on Friday 20 November 2026. Nobody has decided yet what it is." in page.words
    assert "No reply yet. We aim to look the same day." in page.words


@pytest.mark.clause("SI-ANON")
def test_the_reporter_reads_the_reply_and_answers_and_the_team_reads_the_answer(school, team, code):
    message = the_school_writes(team, "Which bus was it?")

    door, page = back(school, code)
    assert "Which bus was it?" in page.words
    page = door.press(page, words="The number 7.")

    assert "The number 7." in page.words
    with reading(school.pk):
        message.refresh_from_db()
        answer = Message.objects.get(school=school, direction="in")
    midnight = FRIDAY.replace(hour=0, minute=0)
    assert (message.seen_at, answer.at, answer.by) == (midnight, midnight, None)
    page = Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{answer.incident_id}/timeline/")
    assert "The reporter wrote by somebody without an account" in page.words
    assert "The number 7." in page.words


@pytest.mark.clause("BR-5.0")
def test_what_the_school_asks_to_be_done_is_said_to_be_that(school, team, code):
    the_school_writes(team, "Ask the driver to keep the folder shut.", is_instruction=True)

    page = back(school, code)[1]

    assert "The school asks you to do this Ask the driver to keep the folder shut." in page.words


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0:.4}-{0:.0}"])
def test_a_code_is_taken_with_spaces_dashes_or_nothing(school, code, typed):
    plain = code.replace(" ", "")
    ways = {"{}": code, " {} ": plain, "{0:.4}-{0:.0}": code.replace(" ", "-")}

    assert back(school, ways[typed])[1].title == "Your report"


@pytest.mark.parametrize("typed", ["", "1234", "4821 7730 9516 204x"])
def test_what_is_no_code_is_asked_for_again(school, typed):
    assert back(school, typed)[1].errors == ["Enter your 16-digit code"]


def test_a_wrong_code_is_always_answered_alike(school, code):
    wrong = "0000 0000 0000 0000" if code[0] != "0" else "9999 9999 9999 9999"

    pages = [back(school, wrong)[1], back(a_team(a_school())[Role.STAFF].school, code)[1]]

    assert [(page.status, page.errors) for page in pages] == [(422, [UNKNOWN])] * 2


def wrong_codes(count):
    """Codes that belong to no report."""
    return [f"{number * 7_919_000_000_003 % 10**16:016}" for number in range(count)]


def test_a_flood_of_wrong_codes_is_slowed_down_and_keeps_nobody_out(school, code, clock):
    door = AtTheDoor(school)
    flood = [door.post(f"{door.place}/mailbox/", code=each) for each in wrong_codes(60)]

    assert [page.status for page in flood] == [422] * 30 + [429] * 30
    assert "Wait a minute" in flood[-1].words
    assert back(school, code)[1].title == "Your report"
    clock(FRIDAY + timedelta(seconds=5))
    assert door.post(f"{door.place}/mailbox/", code="1111222233334444").errors == [UNKNOWN]


def test_trying_one_code_again_and_again_is_slowed_down(school, code, clock):
    answers = [back(school, code)[1].status for _ in range(31)]

    assert answers == [200] * 30 + [429]
    clock(FRIDAY + timedelta(seconds=5))
    assert back(school, code)[1].title == "Your report"


def test_a_wrong_code_that_is_looked_up_like_a_right_one_is_answered_like_any_other(school, code):
    with reading(school.pk):
        Receipt.objects.filter(school=school).update(code_hash=SLOW.hash("0" * 16))
    door = AtTheDoor(school)

    answers = [door.post(f"{door.place}/mailbox/", code=code).errors]
    while budget.WRONG.spend(school.pk, FRIDAY):
        pass
    busy = door.post(f"{door.place}/mailbox/", code=code)

    assert answers == [[UNKNOWN]]
    assert busy.status == 429


def test_the_code_is_stored_as_a_slow_hash_alone(school, code):
    with reading(school.pk):
        receipt = Receipt.objects.get(school=school)

    assert receipt.code_hash.startswith("$argon2id$")
    assert 0 <= receipt.lookup < 4096
    assert code.replace(" ", "") not in str(vars(receipt))


def test_the_same_page_sent_twice_adds_once(school, code):
    door, page = back(school, code)
    door.press(page, words="Once.")

    again = door.press(page, words="Once.")

    assert again.words.count("Once.") == 1


def test_other_words_from_the_same_page_are_added_too(school, code):
    door, page = back(school, code)
    door.press(page, words="Once.")

    again = door.press(page, words="And then I remembered more.")

    assert "Once." in again.words
    assert "And then I remembered more." in again.words


def test_nothing_written_is_no_message_and_flooding_keeps_the_words(school, code):
    door, page = back(school, code)
    empty = door.press(page, words=" ")
    assert (empty.status, empty.errors) == (422, ["Enter what you want to tell us, or add a file"])
    while budget.WORDS.spend(school.pk, FRIDAY):
        pass

    busy = door.press(empty, words="Still here.")

    assert busy.status == 429
    assert "Still here." in busy.words


def test_a_code_still_works_when_the_link_was_switched_off(school, team, code):
    set_link(link_of(school), is_open=False, is_open_to_outsiders=False,
             is_open_to_anonymous=False, by=team[Role.HEAD], at=FRIDAY)  # fmt: skip

    assert back(school, code)[1].title == "Your report"


def test_whoever_leaves_in_a_hurry_is_sent_somewhere_harmless(school, code):
    _, page = back(school, code)
    leave = page.links["Emergency Exit this page"]

    answer = AtTheDoor(school).client.get(leave)

    assert (answer.status_code, answer["Location"]) == (302, "https://www.bbc.co.uk/weather")
    assert answer["Clear-Site-Data"] == '"cache"'
