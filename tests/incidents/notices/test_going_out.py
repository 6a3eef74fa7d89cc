"""What goes out, and what may not: to people in writing, to the public, to the press."""

import pytest

from tests.notices import cleared, waiting
from tests.worlds import FRIDAY, decided
from tocsin.core.roles import Role

pytestmark = pytest.mark.django_db
THEN = {f"told_at_{part}": value for part, value in
        {"day": "20", "month": "11", "year": "2026", "time": "3:40pm"}.items()}  # fmt: skip
OUT = {f"issued_at_{part}": value for part, value in
       {"day": "20", "month": "11", "year": "2026", "time": "3:40pm"}.items()}  # fmt: skip


@pytest.fixture(autouse=True)
def now(clock):
    return clock(FRIDAY)


@pytest.fixture
def head(team):
    return team[Role.HEAD]


def told(visitor, incident, how):
    return visitor.send(
        f"/incidents/{incident.pk}/people-told/", **THEN, how=how, reference="", details=""
    )


@pytest.mark.parametrize("how", ["letter", "email", "text"])
def test_nobody_was_told_in_writing_before_a_notice_was_cleared(priya, incident, by, how):
    waiting(incident, by)

    refused = told(priya, incident, how)

    assert refused.status == 409
    assert "Nothing in writing goes to the people affected before it is cleared." in refused.words
    incident.refresh_from_db()
    assert incident.people_told_at is None


@pytest.mark.parametrize("how", ["letter", "email", "text"])
def test_once_it_was_cleared_they_can_have_been_told_in_writing(priya, incident, head, by, how):
    cleared(incident, head, by)

    assert told(priya, incident, how).status == 200

    incident.refresh_from_db()
    assert incident.people_told_at == FRIDAY


def test_a_statement_to_the_press_clears_nothing_for_the_people(priya, incident, head, by):
    cleared(incident, head, by, audience="press", subject="Statement")

    assert told(priya, incident, "letter").status == 409


@pytest.mark.parametrize("how", ["phone", "in_person"])
def test_they_can_always_have_been_spoken_to(priya, incident, how):
    told(priya, incident, how)

    incident.refresh_from_db()
    assert incident.people_told_at == FRIDAY


def test_after_a_withdrawal_nothing_of_it_goes_out(priya, incident, head, by, page_of):
    notice = cleared(incident, head, by)
    priya.send(page_of("withdraw/", notice), is_followed="no")

    assert told(priya, incident, "letter").status == 409


@pytest.mark.parametrize("audience", ["public", "press", "lines"])
def test_nothing_was_issued_that_is_not_cleared(priya, incident, by, page_of, audience):
    notice = waiting(incident, by, audience=audience)

    refused = priya.post(page_of("issue/", notice), **OUT, where="The website")

    assert refused.status == 409
    assert "This is not cleared, so it cannot have gone out." in refused.words
    assert "Record that it went out" not in priya.open(page_of(notice=notice)).words


@pytest.mark.parametrize("audience", ["public", "press", "lines"])
def test_what_was_cleared_is_issued_and_where(priya, incident, head, by, page_of, audience):
    notice = cleared(incident, head, by, audience=audience)

    page = priya.send(page_of("issue/", notice), **OUT, where="The school's website")

    assert "It went out at 3:40pm on Friday 20 November 2026: The school's website." in page.words
    assert "Went out" in priya.open(page_of()).words


def test_it_went_out_once_and_not_before_it_was_cleared(priya, incident, head, by, page_of):
    notice = cleared(incident, head, by, audience="press")
    early = priya.send(
        page_of("issue/", notice), **{**OUT, "issued_at_time": "9am"}, where="A paper"
    )

    assert early.errors == ["Enter a time after it was cleared"]
    priya.send(page_of("issue/", notice), **OUT, where="A paper")
    assert priya.post(page_of("issue/", notice), **OUT, where="Another").status == 409


def test_a_letter_to_one_person_is_not_issued(priya, incident, head, by, page_of):
    notice = cleared(incident, head, by)

    refused = priya.post(page_of("issue/", notice), **OUT, where="The website")

    assert "This goes to people one by one." in refused.words


@pytest.fixture
def instead(undecided, by):
    """It was decided that a public notice stands for single messages."""
    return decided(
        undecided, by, regulator="yes", people="yes", people_ground="disproportionate",
        instead="The website.",
    )  # fmt: skip


def test_a_public_notice_in_place_of_messages_tells_the_people(priya, instead, head, by):
    notice = cleared(instead, head, by, audience="public")
    path = f"/incidents/{instead.pk}/notices/{notice.pk}/"
    assert "in place of messages to each person" in priya.open(path).words

    priya.send(f"{path}issue/", **OUT, where="The school's website")

    instead.refresh_from_db()
    assert instead.people_told_at == FRIDAY


def test_a_public_notice_takes_a_reason(priya, instead):
    path = f"/incidents/{instead.pk}/notices/write/public/en/"

    page = priya.send(path, reason="")

    assert page.errors == ["Enter the reason"]


@pytest.fixture
def held(undecided, by):
    """The police advised to wait."""
    return decided(
        undecided, by, regulator="yes", people="later", delay_authority="Essex Police",
        delay_reference="42/1", delay_until=FRIDAY.date().replace(day=25),
    )  # fmt: skip


@pytest.mark.parametrize("audience", ["public", "press"])
def test_while_the_police_advise_to_wait_nothing_goes_to_public_or_press(
    priya, held, head, by, audience
):
    notice = cleared(held, head, by, audience=audience)
    path = f"/incidents/{held.pk}/notices/{notice.pk}/"
    assert "The 72 hours to tell the regulator go on." in priya.open(path).words

    refused = priya.post(f"{path}issue/", **OUT, where="The website")

    assert refused.status == 409
    assert "The police advised to wait." in refused.words


def test_while_the_police_advise_to_wait_nobody_was_told_though_it_is_cleared(
    priya, held, head, by
):
    cleared(held, head, by)

    assert told(priya, held, "letter").status == 409
    assert told(priya, held, "phone").status == 409


def test_once_the_wait_is_over_it_goes_out(priya, held, head, by):
    notice = cleared(held, head, by, audience="press")
    priya.send(f"/incidents/{held.pk}/decision/delay/", is_over="yes", words="DC Hall, by phone.")

    page = priya.send(f"/incidents/{held.pk}/notices/{notice.pk}/issue/", **OUT, where="A paper")

    assert page.status == 200
    held.refresh_from_db()
    assert held.tell_people == "yes"
