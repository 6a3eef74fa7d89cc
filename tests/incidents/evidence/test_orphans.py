"""A file whose row was never committed: nobody sees it, and it is swept away."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from tests.incidents.evidence.samples import upload
from tests.worlds import FRIDAY, a_member
from tocsin.core.errors import NotAllowed
from tocsin.incidents.evidence.commands import attach
from tocsin.incidents.jobs import sweep_files
from tocsin.ledger.verifying import verify

pytestmark = pytest.mark.django_db


def stored(scene):
    folder = Path(settings.DATA) / "files" / str(scene.school.pk)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def aged(scene, age):
    then = (FRIDAY - age).timestamp()
    for path in stored(scene):
        os.utime(path, (then, then))


def broken_off(scene):
    """A file that was sealed, and then its row was not committed."""
    with pytest.raises(NotAllowed):
        attach(scene.incident, file=upload("late.pdf"), by=a_member(scene.school), at=FRIDAY)


def test_what_breaks_off_before_the_commit_leaves_no_row(scene):
    broken_off(scene)

    assert scene.rows() == []
    assert len(stored(scene)) == 1
    assert verify(scene.school.pk).holds


@pytest.mark.parametrize("whose", ["one school", "every school"])
def test_after_a_day_it_is_swept_away_and_what_has_a_row_stays(scene, whose):
    scene.report(upload("notice.pdf"))
    broken_off(scene)
    aged(scene, timedelta(hours=25))

    sweep_files(school_id=scene.school.pk if whose == "one school" else None, at=FRIDAY)

    assert [path.name for path in stored(scene)] == [scene.rows()[0].sealed_digest]
    assert verify(scene.school.pk).holds


def test_within_a_day_it_is_left_alone(scene):
    broken_off(scene)
    aged(scene, timedelta(hours=23))

    sweep_files(school_id=None, at=FRIDAY)

    assert len(stored(scene)) == 1


def test_a_second_copy_of_the_same_file_leaves_nothing_behind(scene):
    scene.report(upload("notice.pdf"))

    scene.report(upload("notice.pdf"))

    assert len(stored(scene)) == 1
