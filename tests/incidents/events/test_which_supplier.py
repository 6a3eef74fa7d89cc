"""Which supplier of each school's own register an event is about: found, seen and corrected."""

import pytest

from tests.incidents.events.test_events import (  # noqa: F401 - fixtures
    EVENT,
    at,
    dana,
    look,
    opened,
    school_of,
    sent_by,
    teams,
)
from tests.registers.keeping import a_supplier
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident, ProcessorCase
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def box(team):
    return f"supplier_{school_of(team).pk.hex}"


def kept(team):
    """The supplier of the incident, and the name that stands beside it."""
    with reading(school_of(team).pk):
        row = ProcessorCase.objects.get(school=school_of(team))
        assert Incident.objects.get(pk=row.incident_id).supplier_id == row.supplier_id
        return row.supplier_id, row.name


def second_page(visitor, *chosen):
    first = sent_by(look(visitor, "/events/new/").tree)
    ids = [str(school_of(team).pk) for team in chosen]
    return at(visitor, "/events/new/", **{**first, **EVENT, "schools": ids})


@pytest.mark.parametrize("name", ["LEDGERLY", "Ledgerly Ltd.", "The Ledger-ly Limited"])
def test_it_is_found_however_the_school_writes_it(teams, dana, name):  # noqa: F811
    theirs = a_supplier(teams[0][Role.DEPUTY_DPO], name=name)

    opened(dana, teams[0])

    assert kept(teams[0]) == (theirs.pk, name)


def test_one_that_is_only_alike_is_shown_and_not_taken_by_itself(teams, dana):  # noqa: F811
    payroll = a_supplier(teams[0][Role.DEPUTY_DPO], name="Ledgerly Payroll")
    a_supplier(teams[0][Role.DEPUTY_DPO], name="Bright IT")

    page = second_page(dana, *teams[:2])
    opened(dana, teams[0])
    opened(dana, teams[1], **{box(teams[1]): str(payroll.pk)})

    assert "Which company is it in the register of Alder? None of these Ledgerly Payroll" in (
        page.words
    )
    assert "Bright IT" not in page.html
    assert "in the register of Birch" not in page.words
    assert kept(teams[0]) == (None, "Ledgerly")
    assert kept(teams[1]) == (None, "Ledgerly")  # another school's is none of its own


def test_whoever_opens_it_corrects_which_one_is_meant(teams, dana):  # noqa: F811
    by = teams[0][Role.DEPUTY_DPO]
    a_supplier(by, name="Ledgerly")
    payroll = a_supplier(by, name="Ledgerly Payroll")

    opened(dana, teams[0], **{box(teams[0]): str(payroll.pk)})

    assert kept(teams[0]) == (payroll.pk, "Ledgerly Payroll")


def test_one_of_another_school_is_refused(teams, dana):  # noqa: F811
    a_supplier(teams[0][Role.DEPUTY_DPO], name="Ledgerly")
    theirs = a_supplier(teams[1][Role.DEPUTY_DPO], name="Ledgerly")

    page = opened(dana, teams[0], **{box(teams[0]): str(theirs.pk)})

    assert page.status == 422
    with reading(school_of(teams[0]).pk):
        assert not ProcessorCase.objects.exists()
