"""Each Monday the Deputy DPO hears that the registers want attention, and nothing more."""

import pytest

from tests.incidents.test_alerts import alerts, delivered
from tests.jobs.test_delivering import port  # noqa: F401 - a fixture
from tests.registers.keeping import a_contact
from tests.worlds import FRIDAY, a_school, a_team
from tocsin.core.roles import Role
from tocsin.registers.jobs import remind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def priya():
    return a_team(a_school())[Role.DEPUTY_DPO]


def test_a_missing_contact_is_reminded_of_once_to_the_deputy_dpo(priya, port):  # noqa: F811
    for _ in range(2):
        remind(school_id=priya.school_id, at=FRIDAY)

    sent = alerts(delivered(port))

    assert [mail["To"] for mail in sent] == [priya.person.email]
    assert "IT support" not in sent[0].as_string()


def test_nobody_is_reminded_where_all_is_well(priya, port):  # noqa: F811
    for kind in ("it_support", "insurer", "legal"):
        a_contact(priya, kind)

    remind(school_id=priya.school_id, at=FRIDAY)

    assert alerts(delivered(port)) == []
