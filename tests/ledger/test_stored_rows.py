"""What the verifier reads from a table is what the writer digested, in every column there is."""

from datetime import UTC, datetime

import pytest

from tests.kept import kept
from tests.ledger.whole_school import Whole
from tocsin.core.canonical import canonical
from tocsin.ledger.digests import row_values
from tocsin.ledger.models import recorded_models
from tocsin.ledger.stored import stored_rows, values_of
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import School

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.no_cover,  # the same lines again, with other values: too slow with each noted
]

MODELS = pytest.mark.parametrize("model", recorded_models(), ids=lambda model: model.__name__)


def build():
    empty, full, other = Whole(), Whole(), Whole()
    full.record_everything()
    return empty, full, other


built_schools, schools = kept("schools", build)


def written(row):
    kept = {name: value for name, value in row_values(row).items() if value is not None}
    return canonical([row.ledger_name, kept])


@MODELS
@pytest.mark.parametrize("fraction", [0, 120, 120_000], ids=["whole", "tiny", "long"])
def test_every_column_reads_as_it_was_written(schools, model, fraction):
    whole, _, _ = schools
    whole.instant = datetime(2026, 7, 1, 23, 59, 59, fraction, tzinfo=UTC)
    row = whole.row_of(model)
    school_id = row.pk if model is School else whole.school.pk

    with reading(school_id):
        row.save(force_insert=True)
        found = {label: (key, text) for key, label, text in stored_rows(model, school_id)}

    assert found[row.ledger_name] == (str(row.key_id), written(row))
    assert values_of(written(row))


@MODELS
def test_a_row_of_another_school_is_not_read(schools, model):
    _, whole, other = schools

    with reading(other.school.pk):
        labels = {label for _, label, _ in stored_rows(model, other.school.pk)}

    with reading(whole.school.pk):
        assert labels.isdisjoint(label for _, label, _ in stored_rows(model, whole.school.pk))
