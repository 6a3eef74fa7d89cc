"""What the bench fills a database with is legal: every ledger in it verifies."""

import pytest

from bench.filling import Size, fill
from bench.shapes import EVENTS
from tests.worlds import FRIDAY
from tocsin.incidents.models import AgendaItem, Incident
from tocsin.incidents.settling import agenda_now
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify
from tocsin.schools.models import School

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not EVENTS.exists(), reason=f"{EVENTS.name} is not here"),
]


@pytest.fixture(scope="module", autouse=True)
def filled(kept_for_the_file):  # noqa: ARG001 - asked for, not used
    fill(Size(schools=4, large=50, medium=5, small=2, left_open=20, patterns=10), at=FRIDAY)


@pytest.fixture
def large():
    return School.objects.get(slug="large")


@pytest.mark.usefixtures("large")
def test_the_ledgers_of_a_filled_instance_hold():
    verdicts = {school.slug: verify(school.pk) for school in School.objects.all()}

    assert {slug: each.fault for slug, each in verdicts.items()} == dict.fromkeys(
        ("large", "medium", "patterns", "small-0"), ""
    )
    assert verdicts["large"].entries > 200


def test_the_filled_agenda_is_what_the_rules_say(large):
    with reading(large.pk):
        stored = AgendaItem.objects.filter(school=large).values_list("incident", "duty")
        left = Incident.objects.filter(school=large).exclude(status="closed")
        derived = [(each.pk, item.duty) for each in left for item in agenda_now(each)]

        assert left.count() >= 15
        assert sorted(stored, key=str) == sorted(derived, key=str)
