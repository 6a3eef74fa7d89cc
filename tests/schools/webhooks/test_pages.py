"""The pages on which a school says which other systems it tells."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.visits import Visitor
from tests.schools.webhooks.conftest import told, work_at
from tests.schools.webhooks.receiver import message, signed_by
from tests.worlds import FRIDAY, a_member, a_report, a_school
from tocsin.core.errors import NotYet, Refused
from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify
from tocsin.schools.models import Webhook
from tocsin.schools.webhooks.commands import MOST, add_webhook, remove, switch

pytestmark = pytest.mark.django_db
NEW = "/connections/webhooks/new/"


@pytest.fixture
def adam(admin):
    return Visitor(admin)


def page_of(webhook):
    return f"/connections/webhooks/{webhook.pk}/"


def test_a_system_is_added_its_secret_is_shown_once_and_a_test_reaches_it(admin, adam, receiver):
    page = adam.send(NEW, name="SIEM", url=receiver.url, occasions=["incident.reported"])
    [secret] = set(re.findall(r"whsec_[\w+/=]{44}", page.html))
    own = page.links["Continue, and send a test"]
    assert "Nothing was sent yet." in adam.open(own).words

    adam.post(f"{own}test/")
    work_at(FRIDAY)

    [(_, headers, body)] = receiver.got
    assert message(receiver.got[0])["type"] == "test"
    assert message(receiver.got[0])["data"]["link"].endswith(f"/s/{admin.school.slug}/")
    assert signed_by(secret, headers, body)
    assert adam.open(own).rows() == ["A test 3:40pm on Friday 20 November 2026 Taken (204)"]
    assert secret not in adam.open(own).html + adam.open("/connections/").html
    assert "/hook" not in adam.open(own).html
    assert verify(admin.school_id).holds


def test_one_that_fails_is_seen_on_the_list_and_on_its_page(admin, adam, receiver):
    receiver.status = 503
    webhook, _ = told(admin, receiver.url)
    a_report(a_member(admin.school))
    assert "Waiting to be sent" in adam.open("/connections/").words
    work_at(FRIDAY)

    assert "SIEM 127.0.0.1 Failed It did not take the message (503). We try again. On" in (
        adam.open("/connections/").rows()
    )
    assert "Failed It did not take the message (503)." in adam.open(page_of(webhook)).rows()[0]


def test_it_is_switched_off_and_on_again(admin, adam, receiver):
    webhook, _ = told(admin, receiver.url)

    off = adam.post(f"{page_of(webhook)}switch/", on="no")
    assert adam.post(f"{page_of(webhook)}test/").status == 409
    on = adam.post(f"{page_of(webhook)}switch/", on="yes")

    assert "Off Messages go to 127.0.0.1" in off.words
    assert "On Messages go to 127.0.0.1" in on.words


def test_one_that_is_gone_says_so_until_it_is_switched_on_again(admin, adam, receiver):
    receiver.status = 410
    webhook, _ = told(admin, receiver.url)
    a_report(a_member(admin.school))
    work_at(FRIDAY)

    page = adam.open(page_of(webhook))

    assert "It answered that it wants no more messages, so we switched it off." in page.words
    assert "no more messages, so" not in adam.post(f"{page_of(webhook)}switch/", on="yes").words


def test_it_is_removed_after_asking_and_its_address_is_forgotten(admin, adam, receiver):
    webhook, _ = told(admin, receiver.url)

    page = adam.send(f"{page_of(webhook)}remove/")

    assert "SIEM was removed." in page.html
    assert "Nothing is told yet." in page.words
    assert adam.open(page_of(webhook)).status == 404
    with reading(admin.school_id):
        webhook.refresh_from_db()
    assert bytes(webhook.sealed) == b""


def test_what_was_left_out_or_cannot_be_sent_to_is_asked_for(adam):
    assert adam.send(NEW).errors == [
        "Enter the name of the system", "Enter the address to send to", "Select what it is told of",
    ]  # fmt: skip
    wrong = {"name": "x", "occasions": ["incident.closed"]}
    assert adam.send(NEW, url="https://10.0.0.8/", **wrong).errors == [
        "Enter an address on the internet. This one is inside a private network."
    ]
    assert adam.send(NEW, url="https://a.example/", name="x", occasions=["test"]).status == 422


def test_there_is_a_limit_and_nothing_is_added_for_no_occasion(admin, receiver):
    with pytest.raises(Refused, match="Select what"):
        add_webhook(name="x", url=receiver.url, occasions=[], by=admin, at=FRIDAY)
    for _ in range(MOST):
        told(admin, receiver.url)

    with pytest.raises(NotYet, match="There are 10 already"):
        told(admin, receiver.url)


def test_what_was_removed_in_another_window_cannot_be_changed(admin, receiver):
    webhook, _ = told(admin, receiver.url)
    remove(webhook, by=admin, at=FRIDAY)

    for change in (remove, lambda *a, **k: switch(*a, is_on=True, **k)):
        with pytest.raises(NotYet, match="removed already"):
            change(webhook, by=admin, at=FRIDAY + timedelta(hours=1))


def test_the_database_keeps_no_removed_webhook_switched_on(admin, receiver):
    webhook, _ = told(admin, receiver.url)

    with (
        reading(admin.school_id),
        pytest.raises(IntegrityError, match="webhook_that_was_removed_is_off"),
        transaction.atomic(),
    ):
        Webhook.objects.filter(pk=webhook.pk).update(removed_at=FRIDAY)


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.DPO, Role.GOVERNOR])
def test_they_are_for_whoever_manages_the_school(admin, receiver, role):
    webhook, _ = told(admin, receiver.url)
    visitor = Visitor(a_member(admin.school, role))

    for path in (NEW, page_of(webhook), f"{page_of(webhook)}remove/"):
        assert visitor.open(path).status == 403
    for what in ("test", "switch", "remove"):
        assert visitor.post(f"{page_of(webhook)}{what}/").status == 403


def test_another_schools_are_not_there(admin, receiver):
    webhook, _ = told(admin, receiver.url)
    other = Visitor(a_member(a_school(), Role.ADMINISTRATOR))

    assert other.open(page_of(webhook)).status == 404
    for what in ("test", "switch", "remove"):
        assert other.post(f"{page_of(webhook)}{what}/").status == 404
    assert "SIEM" not in other.open("/connections/").words
