"""A person's deadlines in their calendar program: when, and nothing else."""

import logging
from datetime import timedelta
from io import StringIO

import pytest
import recurring_ical_events
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from tests.incidents.visits import Visitor
from tests.incidents.worklists.conftest import also_at
from tests.worlds import FRIDAY, a_report, aware, decided, signed_in, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import Recusal
from tocsin.incidents.worklists import feed as feeds
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import CalendarFeed, Membership, Person
from tocsin.ui.log_lines import WithoutSecrets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HOURS = timedelta(hours=1)


@pytest.fixture
def priya(alder):
    return alder[Role.DEPUTY_DPO]


def address_of(member, **chosen):
    """The address that the page shows once, as the browser of the calendar asks for it."""
    page = Visitor(signed_in(member)).post("/account/calendar/", **chosen)
    words = next(each.words for each in page.tree.all("p") if "app-receipt" in each.classes)
    return words.removeprefix("http://localhost:8000")


def read(address, **headers):
    return Client().get(address, headers=headers)


def events(address):
    return Calendar.from_ical(read(address).content).walk("VEVENT")


def test_a_calendar_program_reads_when_my_duties_are_due_without_signing_in(alder, priya):
    a_report(alder[Role.STAFF])
    address = address_of(priya)

    answer = read(address)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert [each.decoded("DTSTART") for each in events(address)] == [FRIDAY + 24 * HOURS] * 2
    days = recurring_ical_events.of(Calendar.from_ical(answer.content)).at((2026, 11, 21))
    assert [str(each["SUMMARY"]) for each in days] == ["A deadline in Tocsin"] * 2


def test_the_calendar_says_nothing_of_who_where_or_what(alder, priya):
    incident = a_report(alder[Role.STAFF], story="Maria Novak of Year 4.")

    text = read(address_of(priya)).content.decode()

    for secret in (
        "Alder",
        "Maria",
        incident.reference,
        str(incident.pk),
        "Decide",
        incident.title,
    ):
        assert secret not in text


def test_the_name_of_the_school_and_a_reminder_are_there_for_those_who_want_them(alder, priya):
    a_report(alder[Role.STAFF])

    first = events(address_of(priya, names_schools="on", reminds="on"))[0]

    assert str(first["SUMMARY"]) == "A deadline in Tocsin: Alder Bank Primary School"
    assert first.walk("VALARM")[0].decoded("TRIGGER") == -HOURS


def test_an_entry_keeps_its_identity_when_its_deadline_moves(alder, priya):
    incident = a_report(alder[Role.STAFF])
    triaged(incident, priya)
    address = address_of(priya)
    before = {str(each["UID"]): each.decoded("DTSTART") for each in events(address)}

    aware(incident, priya, FRIDAY - 5 * HOURS, at=FRIDAY)
    after = {str(each["UID"]): each.decoded("DTSTART") for each in events(address)}

    moved = [uid for uid in before.keys() & after.keys() if before[uid] != after[uid]]
    assert [before[uid] - after[uid] for uid in moved] == [5 * HOURS]
    assert len(before) - len(after) == 1  # what has been found is due no more


def test_only_what_waits_for_me_is_in_my_calendar(alder, birch):
    a_report(alder[Role.STAFF])
    by, dpo = birch[Role.DEPUTY_DPO], birch[Role.DPO]
    decided(triaged(a_report(birch[Role.STAFF]), by), by, dpo, regulator="no")

    assert len(events(address_of(dpo))) == 1
    assert events(address_of(alder[Role.GOVERNOR])) == []


def test_nothing_is_in_it_of_an_incident_from_which_i_am_kept_away(alder, priya):
    incident = a_report(alder[Role.STAFF])
    with reading(incident.school_id):
        Recusal.objects.create(
            incident=incident, school_id=incident.school_id, at=FRIDAY, person=priya.person
        )

    assert events(address_of(priya)) == []


def test_a_program_that_has_it_already_is_told_so_until_something_changes(alder, priya):
    address = address_of(priya)
    tag = read(address)["ETag"]

    again = read(address, if_none_match=tag)
    a_report(alder[Role.STAFF])
    changed = read(address, if_none_match=tag)

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert again["Cache-Control"] == changed["Cache-Control"] == "private, no-cache"
    assert changed.status_code == 200
    assert changed["ETag"] != tag


def test_an_address_made_anew_or_ended_shows_nothing_any_more(priya):
    visitor = Visitor(signed_in(priya))
    first = address_of(priya)
    second = address_of(priya)

    assert (read(first).status_code, read(second).status_code) == (404, 200)
    assert "ended" in visitor.post("/account/calendar/end/").words
    assert read(second).status_code == 404
    assert CalendarFeed.objects.count() == 0


def test_whoever_has_left_sees_no_more_and_a_closed_account_has_no_calendar(alder, priya):
    a_report(alder[Role.STAFF])
    address = address_of(priya)
    with reading(priya.school_id):
        Membership.objects.filter(pk=priya.pk).update(ended_at=FRIDAY)
    assert events(address) == []

    Person.objects.filter(pk=priya.person_id).update(is_active=False)

    assert read(address).status_code == 404


def test_the_calendar_has_the_duties_of_every_school(alder, birch, priya):
    also_at(birch[Role.STAFF].school, priya.person, Role.DEPUTY_DPO)
    a_report(alder[Role.STAFF])
    a_report(birch[Role.STAFF])

    assert len(events(address_of(priya))) == 4


def test_a_long_list_is_cut_at_the_nearest(alder, priya, monkeypatch):
    monkeypatch.setattr(feeds, "MOST", 1)
    a_report(alder[Role.STAFF])

    assert len(events(address_of(priya))) == 1


def test_only_a_hash_is_kept_and_of_reading_only_the_day(priya):
    address = address_of(priya)
    token = address.split("/")[-1].removesuffix(".ics")
    page = Visitor(signed_in(priya)).open("/account/calendar/")
    assert "It has not been read yet." in page.words

    read(address)

    row = CalendarFeed.objects.values().get()
    assert len(token) > 40
    assert token not in str(row)
    assert str(row["read_on"]) == "2026-11-20"
    page = Visitor(signed_in(priya)).open("/account/calendar/")
    assert "last read on 20 November 2026" in page.words


@pytest.mark.parametrize("path", ["/calendar/wrong.ics", f"/calendar/{'a' * 43}.ics"])
def test_a_wrong_address_shows_nothing_and_stands_in_no_log(path):
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(WithoutSecrets())
    logging.getLogger("django.request").addHandler(handler)

    answer = read(path)

    logging.getLogger("django.request").removeHandler(handler)
    assert answer.status_code == 404
    assert out.getvalue() == "Not Found: /calendar/…\n"
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["unseen", "secrets"]


def test_a_stranger_makes_no_address():
    assert Client().post("/account/calendar/")["Location"].startswith("/accounts/login/")
    assert Client().post("/account/calendar/end/")["Location"].startswith("/accounts/login/")
