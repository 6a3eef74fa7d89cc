"""What whoever sends notices is given: those that are cleared, filled in for one person."""

import pytest

from tests.notices import cleared, waiting
from tests.worlds import FRIDAY, a_report, a_school
from tocsin.core.roles import Role
from tocsin.incidents.notices.commands import withdraw
from tocsin.incidents.notices_in_force import cleared_notices, filled, filled_parts

pytestmark = pytest.mark.django_db


def test_only_what_is_cleared_now_is_in_force_english_first(incident, by, team):
    both = (team[Role.HEAD], by)
    waiting(incident, by, audience="children")
    gone = cleared(incident, *both, audience="press")
    withdraw(incident, notice_id=gone.pk, is_followed=True, by=by, at=FRIDAY)
    cleared(incident, *both, audience="parents", language="cy")
    cleared(incident, *both, audience="parents")
    cleared(incident, *both)
    cleared_elsewhere = a_report(school=a_school())

    found = [(each.audience, each.language) for each in cleared_notices(incident)]

    assert found == [("people", "en"), ("parents", "en"), ("parents", "cy")]
    assert cleared_notices(cleared_elsewhere) == []


def test_a_persons_own_words_are_put_in_once_and_never_read_again(incident, by, team):
    notice = cleared(
        incident, team[Role.HEAD], by, audience="parents", what="We lost the file of {child}."
    )

    words = filled(notice, name="{school} {name}", child="Ana {name}", school="Alder")

    assert words.startswith(
        "Dear {school} {name}\n\nWhat happened\nWe lost the file of Ana {name}.\n\n"
    )
    assert words.endswith("\n\nAlder")
    parts = filled_parts(notice, name="Bo", child="Ana", school="Alder")
    assert parts[:2] == [("", "Dear Bo"), ("What happened", "We lost the file of Ana.")]
