from datetime import timedelta

import pytest
from django.core import mail as sent

from tests.incidents.mailbox.office import a_mail
from tests.worlds import signed_in
from tocsin.core.roles import Role
from tocsin.jobs.queue import enqueue
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import MailboxState

pytestmark = pytest.mark.django_db


def watched(office, *, after):
    """Have the mailbox watched, and the alerts sent; those who got one."""
    sent.outbox.clear()
    at = office.works(after=after)
    enqueue("mailbox.watch", at=at)
    office.works(after=after)
    return {each.to[0] for each in sent.outbox if each.subject.startswith("You have something")}


@pytest.mark.clause("BR-5.1")
def test_a_mailbox_that_fails_again_and_again_raises_an_alarm(office, settings):
    office.works()
    settings.PRIVATE_HOSTS = []  # the operator takes the permission back: nothing opens any more
    for minute in range(1, 6):
        office.works(after=timedelta(minutes=minute))

    told = watched(office, after=timedelta(minutes=7))
    page = signed_in(office.team[Role.DEPUTY_DPO]).get(f"/s/{office.school.slug}/my-work/")

    assert office.team[Role.DEPUTY_DPO].person.email in told
    assert "has not been read since" in page.content.decode()
    assert "does not encrypt as you selected" in page.content.decode()


def test_the_alarm_sounds_once_a_day(office, settings):
    settings.PRIVATE_HOSTS = []
    for minute in range(6):
        office.works(after=timedelta(minutes=minute))

    first = watched(office, after=timedelta(minutes=7))
    second = watched(office, after=timedelta(minutes=17))

    assert first
    assert second == set()


def test_a_mailbox_that_nobody_reads_for_an_hour_raises_an_alarm(office, monkeypatch):
    at = office.works()
    client = signed_in(office.team[Role.OFFICE])
    before = client.get(f"/s/{office.school.slug}/inbox/").content.decode()

    monkeypatch.setattr("django.utils.timezone.now", lambda: at + timedelta(hours=1, minutes=1))
    after = client.get(f"/s/{office.school.slug}/inbox/").content.decode()

    assert "has not been read since" not in before
    assert "has not been read since" in after


def test_mail_that_lies_about_for_a_day_raises_an_alarm(office):
    office.arrives(a_mail(Precedence="bulk"))
    office.works()

    early = watched(office, after=timedelta(hours=23))
    late = watched(office, after=timedelta(hours=25))

    assert early == set()
    assert office.team[Role.DEPUTY_DPO].person.email in late


def test_one_bad_message_stops_no_other(office, monkeypatch):
    from tocsin.schools.mailbox.connecting import Opened  # noqa: PLC0415

    office.arrives(a_mail("first"), a_mail("second"), a_mail("third"))
    whole = Opened.fetched_by_uid
    monkeypatch.setattr(
        Opened, "fetched_by_uid", lambda box, uid, what: None if uid == 2 else whole(box, uid, what)
    )

    office.works()

    assert len(office.reports) == 2
    with reading(office.school.pk):
        assert MailboxState.objects.get(school=office.school).fault == "message"
