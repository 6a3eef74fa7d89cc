"""What the tables of notices may hold."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.notices import cleared, waiting, written
from tests.worlds import FRIDAY, a_school
from tocsin.core.roles import Role
from tocsin.incidents.models import LetterPaper, Notice, NoticeClearance
from tocsin.ledger.tenancy import reading

pytestmark = pytest.mark.django_db


def broken(school_id, change):
    with reading(school_id), pytest.raises(IntegrityError), transaction.atomic():
        change()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "cleared"},
        {"state": "cleared", "cleared_at": FRIDAY},
        {"state": "cleared", "cleared_at": FRIDAY, "digest": "a" * 64, "words": ""},
        {"cleared_at": FRIDAY},
        {"digest": "a" * 64},
        {"state": "withdrawn", "issued_at": FRIDAY},
    ],
)
def test_the_database_refuses_a_notice_that_cannot_be(incident, by, wrong):
    notice = written(incident, by)

    broken(by.school_id, lambda: Notice.objects.filter(pk=notice.pk).update(**wrong))


@pytest.mark.parametrize(
    "same", [{"number": 1}, {"audience": "people", "language": "en", "state": "draft"}]
)
def test_the_database_refuses_a_number_or_an_audience_twice(incident, by, same):
    written(incident, by)
    other = written(incident, by, audience="parents")

    broken(by.school_id, lambda: Notice.objects.filter(pk=other.pk).update(**same))


@pytest.mark.parametrize("same", [{"role": "head"}, {"by": True}])
def test_the_database_refuses_two_clearances_by_one_person_or_under_one_role(
    incident, by, team, same
):
    notice = cleared(incident, team[Role.HEAD], by)
    wrong = {"by": team[Role.HEAD].person_id} if "by" in same else same
    second = NoticeClearance.objects.filter(notice=notice, role="deputy_dpo")

    broken(by.school_id, lambda: second.update(**wrong))


@pytest.mark.parametrize("verdict", ["returned", "advised"])
def test_the_database_refuses_a_notice_returned_without_a_word(incident, by, verdict):
    notice = waiting(incident, by)
    row = NoticeClearance(
        incident=incident, school_id=by.school_id, by_id=by.person_id, at=FRIDAY, notice=notice,
        text="a" * 64, revision=1, role="head", verdict=verdict,
    )  # fmt: skip

    broken(by.school_id, row.save)


def test_the_database_refuses_two_papers_in_use():
    school = a_school()

    def make():
        LetterPaper.objects.create(
            pk=uuid4(), school=school, at=FRIDAY, name="a.docx", size=1, digest="a" * 64,
            sealed_digest="b" * 64,
        )  # fmt: skip

    with reading(school.pk):
        make()
    broken(school.pk, make)
