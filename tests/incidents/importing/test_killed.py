"""A machine that dies in the middle of an import leaves all of it or nothing."""

import signal

import pytest

from tests.incidents.importing.logs import PLAIN
from tests.jobs.instances import copy_of

PREPARE = """
from tests.worlds import a_school
print(a_school().slug)
"""
COUNT = """
from tocsin.incidents.models import Incident, Original, Report
from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import reading
with reading(schools()[0][0]):
    print([each.objects.count() for each in (Incident, Report, Original)])
"""


@pytest.fixture(scope="module")
def prepared(migrated, tmp_path_factory):
    with copy_of(migrated, tmp_path_factory.mktemp("log") / "instance") as instance:
        yield instance, instance.say(PREPARE).splitlines()[-1]


@pytest.mark.parametrize("write", [1, 2, 4, 6])
def test_killed_in_the_middle_nothing_is_on_the_log_and_the_next_try_brings_all(
    prepared, tmp_path, write
):
    original, slug = prepared
    file = tmp_path / "log.csv"
    file.write_text(PLAIN, encoding="utf-8")
    with copy_of(original, tmp_path / "instance") as instance:
        program = ("-m", "tests.incidents.importing.killed", str(file), slug, str(write))

        end = instance.start(*program).wait(timeout=60)
        after = instance.say(COUNT)
        again = instance.run("import-log", str(file), "--school", slug, "--yes")
        twice = instance.run("import-log", str(file), "--school", slug, "--yes")

        assert (end, after) == (-signal.SIGKILL, "[0, 0, 0]")
        assert "Brought in 3." in again.stdout
        assert "Nothing was brought in." in twice.stdout
        assert instance.say(COUNT) == "[3, 3, 3]"
        assert instance.run("verify").returncode == 0
