"""A wrongly keyed time of telling the regulator is put right, and what stood there stays."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.regulator.sending import path_of, send
from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY, a_member, a_school
from tocsin.core.roles import Role
from tocsin.incidents.models import Attachment, RegulatorReport, Telling
from tocsin.incidents.outcome.filling import _done
from tocsin.ledger.queries import history
from tocsin.ledger.tenancy import entering, reading
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
CORRECT = "sent/1/correct/"
WHY = "I typed the wrong day."
LATER = FRIDAY + timedelta(days=6)


def at_time(day, time):
    return {"told_at_day": day, "told_at_month": 11, "told_at_year": 2026, "told_at_time": time}


def correct(visitor, incident, day, time="3:45pm", number=1, **more):
    path = path_of(incident, f"sent/{number}/correct/")
    return visitor.send(path, **at_time(day, time), reason=WHY, **more)


def tellings(incident):
    with reading(incident.school_id):
        return list(Telling.objects.filter(incident=incident).order_by("at"))


@pytest.fixture
def priya(by, clock):
    """Somebody at work six days later."""
    clock(LATER)
    return Visitor(by)


@pytest.fixture
def sent(priya, incident):
    """Told on Friday at 3:40pm, as somebody keyed it."""
    send(priya, incident, late_reason="")
    incident.refresh_from_db()
    return incident


def test_a_time_that_was_late_after_all_asks_for_the_reasons_and_is_shown_as_late(priya, sent):
    asked = correct(priya, sent, 24)
    page = correct(priya, sent, 24, late_reason="The form was down.")

    assert asked.errors == [
        "The 72 hours ended at 3:40pm on Monday 23 November 2026. Say why this is late"
    ]
    assert page.facts()["When"] == "3:45pm on Tuesday 24 November 2026"
    assert page.facts()["Late, because"] == "The form was down."
    assert f"because: {WHY}" in page.words
    assert "It was recorded as 3:40pm on Friday 20 November 2026. Priya Shah put it" in page.words
    assert "That was late." in priya.open(f"/incidents/{sent.pk}/").words


def test_a_late_report_that_was_in_time_after_all_is_late_no_more(priya, incident):
    send(priya, incident, **at_time(24, "9am"), late_reason="The form was down.")

    page = correct(priya, incident, 20)

    assert "Late, because" not in page.facts()
    assert "That was late." not in priya.open(f"/incidents/{incident.pk}/").words
    assert [each.is_late for each in tellings(incident)] == [True, False]


def test_what_was_recorded_and_sent_stays_and_the_ledger_vouches_for_both(priya, sent):
    with reading(sent.school_id):
        before = [
            *RegulatorReport.objects.filter(incident=sent).values(),
            *Attachment.objects.filter(incident=sent).values("digest", "name"),
        ]
    correct(priya, sent, 21)

    first, second = tellings(sent)
    assert (first.told_at, second.corrects) == (FRIDAY, first.pk)
    with reading(sent.school_id):
        after = [
            *RegulatorReport.objects.filter(incident=sent).values(),
            *Attachment.objects.filter(incident=sent).values("digest", "name"),
        ]
    assert after == before
    assert history(sent, newest=1)[0].action == "regulator.time-corrected"
    assert verify(sent.school_id).fault == ""


def test_a_time_can_be_put_right_twice_and_each_is_told(priya, sent):
    correct(priya, sent, 21)

    page = correct(priya, sent, 22)

    assert "It was recorded as 3:45pm on Saturday 21 November 2026." in page.words
    assert "It was recorded as 3:40pm on Friday 20 November 2026." in page.words
    assert priya.open(path_of(sent)).words.count("3:45pm on Sunday 22 November 2026") == 1


def test_a_later_report_moves_no_clock_and_stays_after_the_first(priya, sent):
    send(priya, sent, **at_time(24, "9am"), phase="final")

    early = correct(priya, sent, 20, "3:30pm", number=2)
    late = correct(priya, sent, 25, "9am")
    page = correct(priya, sent, 25, "9am", number=2)

    assert "The time must not be before 3:40pm on Friday 20 November 2026" in early.errors[0]
    assert late.errors == [
        "The next report was sent at 9:00am on Tuesday 24 November 2026. Check the time"
    ]
    assert page.facts()["When"] == "9:00am on Wednesday 25 November 2026"
    sent.refresh_from_db()
    assert sent.regulator_told_at == FRIDAY


@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        (20, "3:40pm", "Enter another time: this one stands there already"),
        (20, "3pm", "The time must not be before 3:40pm on Friday 20 November 2026, when the"),
        (30, "3pm", "The time they were told must be in the past"),
    ],
)
def test_a_time_that_cannot_be_is_asked_again(priya, sent, day, time, said):
    page = correct(priya, sent, day, time)

    assert page.status == 422
    assert page.errors[0].startswith(said)


def test_a_stale_tab_and_a_second_click_change_nothing_more(priya, sent):
    told = {**at_time(21, "9am"), "reason": WHY, "seen": sent.revision}

    first = priya.post(path_of(sent, CORRECT), **told)
    second = priya.post(path_of(sent, CORRECT), **told)
    other = priya.post(path_of(sent, CORRECT), **told | at_time(22, "9am"))

    assert (first.status, second.status, other.status) == (200, 422, 409)
    assert other.facts()["When were they told?"] == "9:00am on Sunday 22 November 2026"
    assert len(tellings(sent)) == 2


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"why_corrected": ""}, "telling_that_corrects_another_says_why"),
        ({"why_corrected": None}, "telling_that_corrects_another_says_why"),
        ({}, "telling_is_corrected_once|corrects"),
    ],
)
def test_a_correction_says_why_and_there_is_one_of_each(priya, sent, change, name):
    correct(priya, sent, 21)
    row = tellings(sent)[1]
    row.pk = row.pk if change else None
    for column, value in change.items():
        setattr(row, column, value)

    with pytest.raises(IntegrityError, match=name):
        save(row)


def save(row):
    with transaction.atomic(), entering(row.school_id):
        row.save()


def test_the_outcome_report_tells_the_right_time_and_no_other(priya, sent):
    correct(priya, sent, 21)

    with reading(sent.school_id):
        done = " ".join(_done(sent))

    assert "The regulator: told at 3:45pm on Saturday 21 November 2026." in done
    assert "Friday 20 November" not in done


def test_only_who_decides_may_put_it_right_and_other_schools_find_nothing(team, sent):
    path = path_of(sent, CORRECT)

    assert Visitor(team[Role.STAFF]).open(path).status == 403
    assert Visitor(a_member(a_school(), Role.DEPUTY_DPO)).open(path).status == 404
    assert Visitor(team[Role.DEPUTY_DPO]).open(path.replace("/1/", "/7/")).status == 404
