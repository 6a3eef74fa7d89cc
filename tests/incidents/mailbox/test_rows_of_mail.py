import pytest
from django.db import IntegrityError, transaction

from tests.worlds import FRIDAY, a_school
from tocsin.incidents.models import ReceivedMail
from tocsin.ledger.tenancy import reading

pytestmark = pytest.mark.django_db


def saved(school, **more):
    row = {"digest": "d" * 64, "likeness": "a", "size": 1, "arrived_at": FRIDAY, "at": FRIDAY}
    with reading(school.pk), transaction.atomic():
        ReceivedMail(school=school, **row | more).save(force_insert=True)


def test_mail_of_a_folder_is_taken_in_once():
    school = a_school()
    saved(school, place="p", uid=1)

    with pytest.raises(IntegrityError):
        saved(school, place="p", uid=1, likeness="b")


def test_the_same_mail_counts_once():
    school = a_school()
    saved(school)
    saved(school, state="repeat")

    with pytest.raises(IntegrityError):
        saved(school)


@pytest.mark.parametrize("state", ["report", "joined"])
def test_mail_that_became_something_says_of_which_incident(state):
    with pytest.raises(IntegrityError):
        saved(a_school(), state=state)
