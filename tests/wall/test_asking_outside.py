"""The tests' own rule: what a page asks outside of any wall is seen, and where."""

from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from tocsin.incidents.models import Incident
from tocsin.incidents.notices.queries import next_number, notices_of
from tocsin.schools.signed_in import open_to_all

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no second wall"),
]
INCIDENT = Incident(id=uuid4(), school_id=uuid4())


@open_to_all("a test asks it")
def careless(request):  # noqa: ARG001 - a view
    return HttpResponse(str(next_number(INCIDENT)))


@open_to_all("a test asks it")
def careful(request):  # noqa: ARG001 - a view
    return HttpResponse(str(len(notices_of(INCIDENT))))


urlpatterns = [path("careless/", careless), path("careful/", careful)]


@pytest.fixture(autouse=True)
def pages(settings):
    settings.ROOT_URLCONF = __name__


def test_a_page_that_asks_outside_is_named_with_the_table(client, asked_outside):
    client.get("/careless/")

    seen, _ = sorted(asked_outside), asked_outside.clear()
    assert [each.rpartition(":")[0] for each in seen] == [
        "incidents_notice: /tocsin/incidents/notices/queries.py"
    ]


def test_a_page_that_asks_behind_a_wall_is_not(client, asked_outside):
    client.get("/careful/")

    assert asked_outside == set()
