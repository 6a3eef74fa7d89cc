"""A real IMAP server, a school that reads a mailbox there, and a mail server that takes answers."""

import itertools

import pytest

from tests.incidents.mailbox import dovecot
from tests.incidents.mailbox.connecting import connection
from tests.incidents.mailbox.office import Office
from tests.worlds import FRIDAY, a_school, a_team
from tocsin.core.roles import Role
from tocsin.schools.mailbox.commands import set_up
from tocsin.schools.models import Mailbox

_users = itertools.count(1)


@pytest.fixture(scope="session")
def imap():
    with dovecot.running() as server:
        yield server


@pytest.fixture
def office(imap, settings):
    """A school whose mailbox is read: `office.arrives(mail)`, then `office.works()`."""
    settings.PRIVATE_HOSTS = ["127.0.0.1"]
    settings.DEFAULT_FROM_EMAIL = "Tocsin <tocsin@tocsin.example>"
    school = a_school()
    team = a_team(school)
    user = f"dpo{next(_users)}"
    set_up(
        Mailbox(school=school), answers=connection(imap.port, user), secret=imap.password,
        by=team[Role.HEAD], at=FRIDAY,
    )  # fmt: skip
    return Office(school, team, imap, user)
