"""What becomes of letters: posted, returned, stopped, spoken to; and who is told in the end."""

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.dispatch.posting import (
    WHEN,
    addressed,
    agenda,
    fetched,
    letters,
    looked_at,
    make,
)
from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY, a_member, a_school
from tocsin.core.roles import Role
from tocsin.incidents.models import AffectedPerson, Dispatch, Incident, Telling
from tocsin.incidents.notices.commands import withdraw
from tocsin.ledger.tenancy import entering, reading
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
THEN = {"happened_at_day": 20, "happened_at_month": 11, "happened_at_year": 2026,
        "happened_at_time": "3pm"}  # fmt: skip


def test_letters_of_a_notice_that_was_withdrawn_leave_by_no_way(priya, incident, notice, by):
    page = make(priya, incident)
    withdraw(incident, notice_id=notice.pk, is_followed=False, by=by, at=FRIDAY)

    answers = [priya.client.post(f"{page.path}{each}/") for each in ("pdf", "word", "zip/1")]
    done = priya.send(f"{page.path}done/", **WHEN | {"done_at_time": "3:40pm"})

    assert [each.status_code for each in answers] == [409, 409, 409]
    assert done.status == 409
    assert {each.state for each in letters(incident)} == {"queued"}


@pytest.mark.usefixtures("notice")
def test_once_everybody_is_reached_the_people_are_told(priya, incident):
    looked_at(priya, incident, "Dee Ngo")
    page = make(priya, incident)
    assert "tell-people" in agenda(incident)

    priya.send(f"{page.path}done/", **WHEN)

    with reading(incident.school_id):
        told = Telling.objects.get(incident=incident, whom="people")
    assert (told.how, told.details) == ("letter", "Everybody on the list was reached: 4.")
    assert "tell-people" not in agenda(incident)
    assert verify(incident.school_id).fault == ""


@pytest.mark.usefixtures("notice")
def test_letters_that_are_printed_wait_when_the_police_ask_to_wait(priya, incident):
    page = make(priya, incident)
    Incident.objects.filter(pk=incident.pk).update(tell_people="later")

    answer = priya.client.post(f"{page.path}pdf/")

    assert answer.status_code == 409
    assert "Somebody in authority asked to wait" in answer.content.decode()


@pytest.mark.usefixtures("notice")
def test_while_one_is_held_the_people_are_not_told(priya, incident):
    priya.send(f"{make(priya, incident).path}done/", **WHEN)

    assert "tell-people" in agenda(incident)


@pytest.mark.usefixtures("notice")
def test_a_letter_that_comes_back_asks_for_another_way_until_there_is_one(priya, incident):
    page = make(priya, incident)
    priya.send(f"{page.path}done/", **WHEN)
    cat = letters(incident)[1]
    path = f"/incidents/{incident.pk}/letters/one/{cat.pk}/"

    priya.send(path, state="returned", **THEN)
    assert "reach-people" in agenda(incident)
    assert "1 letter came back" in priya.open(f"/incidents/{incident.pk}/letters/").words

    priya.send(path, state="spoken", **THEN)
    assert "reach-people" not in agenda(incident)


@pytest.mark.usefixtures("notice")
def test_a_new_letter_by_another_way_is_another_way(priya, incident):
    priya.send(f"{make(priya, incident).path}done/", **WHEN)
    cat = letters(incident)[1]
    priya.send(f"/incidents/{incident.pk}/letters/one/{cat.pk}/", state="returned", **THEN)

    make(priya, incident, way="email")

    assert addressed(incident) == ["Mrs J Lee", "Cat Moss", "Cat Moss"]
    assert "reach-people" not in agenda(incident)


@pytest.mark.usefixtures("notice")
def test_people_may_be_rung_and_that_is_recorded_for_all_of_them(priya, incident):
    page = make(priya, incident, way="phone")

    page = priya.send(f"{page.path}done/", **WHEN)

    assert "Spoken to instead: 2" in page.words


@pytest.mark.usefixtures("notice")
def test_letters_that_wait_can_be_stopped_and_made_another_way(priya, incident):
    page = make(priya, incident)

    stopped = priya.post(f"{page.path}stop/")
    make(priya, incident, way="phone")

    assert "Stopped before it went out: 2" in stopped.words
    assert [each.state for each in letters(incident)] == ["stopped", "stopped", "queued", "queued"]


@pytest.mark.usefixtures("notice")
def test_a_letter_says_what_it_said_when_it_was_made(priya, incident):
    page = make(priya, incident)
    first, _ = fetched(priya, page, "pdf")
    person = priya.post(f"/incidents/{incident.pk}/people/open/")
    priya.send(person.links["Put right Cat Moss"], name="Cat Other", postal="Elsewhere")

    again, _ = fetched(priya, page, "pdf")

    assert first == again


@pytest.mark.usefixtures("notice")
@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.GOVERNOR, Role.ADMINISTRATOR])
def test_others_make_no_letters(incident, team, role):
    visitor = Visitor(team[role])

    page = visitor.post(f"/incidents/{incident.pk}/letters/make/", way="paper", again="no")

    assert (page.status, letters(incident)) == (403, [])


@pytest.mark.usefixtures("notice")
def test_the_other_school_gets_no_letters(priya, incident):
    page = make(priya, incident)
    stranger = a_member(a_school(), Role.DEPUTY_DPO)
    path = f"/s/{stranger.school.slug}{page.path.removeprefix(priya.base)}"

    assert Visitor(stranger).post(f"{path}pdf/").status == 404


@pytest.mark.usefixtures("notice")
def test_a_batch_and_a_letter_have_numbers_of_their_own(priya, incident):
    make(priya, incident)
    one, two = letters(incident)
    two.number = one.number
    with reading(incident.school_id):
        batch = Dispatch.objects.get(incident=incident)
    batch.pk, batch._state.adding = None, True

    with pytest.raises(IntegrityError, match=r"letter_number_is_used_once|number"):
        save(two)
    with pytest.raises(IntegrityError, match=r"dispatch_number_is_used_once|number"):
        save(batch)


@pytest.mark.usefixtures("notice")
def test_a_letter_that_went_out_has_its_time(priya, incident):
    make(priya, incident)
    letter = letters(incident)[0]
    letter.state = "sent"

    with pytest.raises(IntegrityError, match="letter_that_went_out_says_when"):
        save(letter)


@pytest.mark.usefixtures("notice")
def test_nobody_is_taken_off_the_list_once_a_letter_is_about_them(priya, incident):
    make(priya, incident)
    with reading(incident.school_id):
        rows = AffectedPerson.objects.filter(incident=incident)
        about = next(each for each in rows if str(each.pk) in letters(incident)[0].people)

    page = priya.post(f"/incidents/{incident.pk}/people/{about.pk}/remove/", seen=about.revision)

    assert "A letter about this person was made, so they stay on the list." in page.words


def save(row):
    with transaction.atomic(), entering(row.school_id):
        row.save()
