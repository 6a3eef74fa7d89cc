"""Letters to and from the regulator, with the days it wants answers by."""

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.regulator.sending import path_of
from tests.incidents.regulator.test_sending import duties
from tests.worlds import FRIDAY
from tocsin.incidents.models import RegulatorLetter, RegulatorReport
from tocsin.ledger.tenancy import entering, reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOW = {
    "happened_at_day": "20", "happened_at_month": "11", "happened_at_year": "2026",
    "happened_at_time": "3pm", "how": "email",
}  # fmt: skip
BY = {"answer_by_day": "4", "answer_by_month": "12", "answer_by_year": "2026"}
ASKED = {"direction": "in", "words": "How were people trained?", **NOW, **BY}


def letter(visitor, incident, **answers):
    return visitor.send(path_of(incident, "letters/"), **answers)


def test_a_letter_that_wants_an_answer_is_a_duty_until_it_is_answered(priya, incident):
    page = letter(priya, incident, **ASKED)
    assert "How were people trained?" in page.words
    assert "Wants an answer by 4 December 2026." in page.words
    assert f"{duties(incident)['Answer the regulator']:%Y-%m-%d %H:%M}" == "2026-12-04 23:59"
    waiting = [e.attributes["value"] for e in page.tree.all("input")
               if e.attributes.get("name") == "answers"]  # fmt: skip

    page = letter(priya, incident, **NOW, direction="out", words="Every year.", answers=waiting[-1])

    assert "Answered 3:00pm on Friday 20 November 2026." in page.words
    assert "Answer the regulator" not in duties(incident)
    assert "The regulator wrote" in priya.open(f"/incidents/{incident.pk}/timeline/").words


def test_a_letter_without_words_or_with_a_day_gone_by_is_given_back(priya, incident):
    page = letter(priya, incident, **(ASKED | {"words": "", "answer_by_day": "1",
                                               "answer_by_month": "11"}))  # fmt: skip

    assert page.errors == [
        "The day they want an answer by must be today or in the future",
        "Enter what it says",
    ]


def test_a_letter_is_answered_once(priya, incident):
    letter(priya, incident, **ASKED)
    page = priya.open(path_of(incident, "letters/"))
    waiting = [e.attributes["value"] for e in page.tree.all("input")
               if e.attributes.get("name") == "answers"][-1]  # fmt: skip
    answer = {**NOW, "direction": "out", "words": "Every year.", "answers": waiting}
    letter(priya, incident, **answer)

    page = letter(priya, incident, **answer)

    assert page.status == 422


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (RegulatorLetter(direction="in", happened_at=FRIDAY, how="email", words=""),
         "regulator_letter_says_something"),
        (RegulatorReport(number=1, form="ico-2026-11", sent_at=FRIDAY),
         "regulator_report_that_was_sent_keeps_what_was_sent"),
    ],
)  # fmt: skip
def test_the_database_refuses_what_cannot_be(by, incident, row, rule):
    row.incident, row.school_id, row.by, row.at = incident, incident.school_id, by.person, FRIDAY

    with (
        reading(incident.school_id),
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
    ):
        row.save()


def test_the_database_refuses_two_reports_of_one_number(by, incident):
    def a_row():
        return RegulatorReport(
            number=1, form="ico-2026-11", incident=incident, school_id=incident.school_id,
            by=by.person, at=FRIDAY,
        )  # fmt: skip

    with transaction.atomic(), entering(incident.school_id):
        a_row().save()
        # SQLite names the columns, PostgreSQL the rule.
        with pytest.raises(IntegrityError), transaction.atomic():
            a_row().save()
