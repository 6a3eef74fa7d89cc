"""What the database itself refuses about protected reporters."""

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.intake.door import AtTheDoor
from tests.worlds import FRIDAY
from tocsin.core.roles import Role
from tocsin.incidents.models import NameOpening, Receipt, Report, SealedName
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "full_budget")]
SEALED = {"protection": "confidential", "sealed_name": "Zelda Quill"}


def refused(school, row):
    with pytest.raises(IntegrityError), reading(school.pk), transaction.atomic():
        row.save(force_insert=True)


@pytest.fixture
def of(school, team):
    """The columns that an opening of the school's one sealed name shares."""
    AtTheDoor(school).report(name=SEALED)
    with reading(school.pk):
        sealed = SealedName.objects.get(school=school)
    return {
        "incident_id": sealed.incident_id, "school": school, "sealed_name": sealed, "at": FRIDAY,
        "by_id": team[Role.HEAD].person_id, "reason": "x", "takes_two": True,
    }  # fmt: skip


def test_name_opening_is_agreed_to_by_somebody_else(school, of):
    refused(school, NameOpening(agreed_by_id=of["by_id"], agreed_at=FRIDAY, **of))


def test_name_that_takes_two_is_opened_once_agreed(school, of):
    refused(school, NameOpening(opened_at=FRIDAY, **of))


def test_protected_report_names_nobody(school):
    AtTheDoor(school).report()

    with pytest.raises(IntegrityError), reading(school.pk), transaction.atomic():
        Report.objects.filter(school=school).update(reporter_name="Zelda Quill")


@pytest.mark.parametrize("table", [Receipt, SealedName])
def test_a_report_has_one_code_and_one_sealed_name(school, of, table):
    more = {"lookup": 1, "code_hash": "x"} if table is Receipt else {"sealed": b"x"}
    own = {name: of[name] for name in ("incident_id", "school", "at")}

    refused(school, table(report_id=of["sealed_name"].report_id, **own, **more))
