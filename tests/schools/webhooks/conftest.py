"""A school that tells another system on this machine, which whoever runs Tocsin allows."""

import pytest

from tests.schools.webhooks.receiver import receiving
from tests.worlds import FRIDAY, a_member, a_school
from tocsin.core.roles import Role
from tocsin.jobs.worker import Worker
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Delivery, Occasion
from tocsin.schools.webhooks.commands import add_webhook

ALL = tuple(each.value for each in Occasion if each is not Occasion.TEST)


@pytest.fixture
def clock(monkeypatch):
    """Set what time the pages think it is: `clock(instant)`. It begins on Friday 20 November."""

    def at(instant):
        monkeypatch.setattr("django.utils.timezone.now", lambda: instant)
        return instant

    at(FRIDAY)
    return at


@pytest.fixture(autouse=True)
def loopback_is_let(settings):
    settings.WEBHOOK_HOSTS = frozenset({"127.0.0.1", "localhost"})


@pytest.fixture
def receiver():
    with receiving() as found:
        yield found


@pytest.fixture
def admin(clock):  # noqa: ARG001 - asked for, not used
    return a_member(a_school(), Role.ADMINISTRATOR, name="Adam Stone")


def told(admin, url, *occasions):
    """A webhook and its secret."""
    return add_webhook(name="SIEM", url=url, occasions=occasions or ALL, by=admin, at=FRIDAY)


def work_at(instant):
    """Let a worker do all that is due then."""
    worker = Worker(clock=lambda: instant)
    while worker.do_next():
        pass


def deliveries(member):
    with reading(member.school_id):
        return list(Delivery.objects.filter(school_id=member.school_id).order_by("at", "pk"))
