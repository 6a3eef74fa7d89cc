"""A long log, and one that was changed since it was brought in."""

import pytest

from tests.incidents.importing.logs import csv_of
from tests.incidents.importing.test_command_line import (  # noqa: F401 - fixtures
    bring_in,
    incidents,
    school,
)
from tocsin.incidents.models import Incident
from tocsin.ledger.models import DataKey, Entry
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HEAD = ["Ref", "Date of breach", "What happened"]


def test_two_thousand_entries_come_in_with_a_key_and_an_entry_each(school, bring_in):  # noqa: F811
    rows = [[str(n), f"{n % 28 + 1}/{n % 12 + 1}/2022", f"Story {n}"] for n in range(2000)]

    assert "Brought in 2000." in bring_in(csv_of(HEAD, *rows), "--yes")

    with reading(school.pk):
        assert Incident.objects.filter(school_id=school.pk).count() == 2000
        assert DataKey.objects.filter(school_id=school.pk).count() == 2001
    assert verify(school.pk).holds


def test_an_entry_whose_words_changed_is_known_by_its_number_and_day(school, bring_in):  # noqa: F811
    bring_in(csv_of(HEAD, ["1", "1/2/2022", "First"]), "--yes")
    with reading(school.pk):
        size = Entry.objects.filter(school_id=school.pk).count()

    said = bring_in(csv_of(HEAD, ["1", "1/2/2022", "First, now closed"], ["2", "2/2/2022", "New"]),
                    "--yes")  # fmt: skip

    assert "Brought in 1." in said
    with reading(school.pk):
        assert Entry.objects.filter(school_id=school.pk).count() == size + 2
    assert [each.their_number for each in incidents(school)] == ["1", "2"]
