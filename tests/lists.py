"""Lists of people affected, put on an incident by the pages' own commands."""

from datetime import date, datetime
from uuid import uuid4

from tests.worlds import FRIDAY
from tocsin.core.people_rows import ListedPerson
from tocsin.incidents.affected.commands import list_people
from tocsin.incidents.models import Incident
from tocsin.schools.models import Membership

ANN = ListedPerson(
    "Row 2", "Ann Lee", date(2015, 4, 3), parent="Mrs J Lee", email="lee@example.org",
    postal="1 High Street\nAB1 2CD",
)  # fmt: skip
BEN = ListedPerson(
    "Row 3", "Ben Lee", date(2017, 9, 30), parent="Mrs J Lee", email="lee@example.org",
    postal="1 High Street\nAB1 2CD",
)  # fmt: skip
CAT = ListedPerson(
    "Row 4", "Cat Moss", date(2011, 1, 20), email="cat@example.org", postal="2 Low Road"
)
DEE = ListedPerson(
    "Row 5", "Dee Ngo", date(2014, 2, 28), parent="Mr Ngo", email="ngo@example.org",
    postal="3 Mill Lane", flags=["court_order"],
)  # fmt: skip


def listed(
    incident: Incident, by: Membership, *people: ListedPerson, kind: str = "pupil",
    at: datetime = FRIDAY,
) -> Incident:  # fmt: skip
    """The incident once these people are on its list; two Lees and a girl of 15, unless told."""
    list_people(incident, people or (ANN, BEN, CAT), kind=kind, pending_id=uuid4(), by=by, at=at)
    return incident


def many(count: int) -> list[ListedPerson]:
    """So many pupils, each with a parent of their own."""
    return [
        ListedPerson(
            f"Row {n}", f"Pupil {n:05}", date(2014, 1 + n % 12, 1 + n % 28), parent=f"Parent {n}",
            email=f"parent-{n}@example.org", postal=f"{n} High Street",
        )
        for n in range(count)
    ]  # fmt: skip
