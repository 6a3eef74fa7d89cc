"""Who may use the API: a token in force, for what it was made for, and not too often."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache

from tests.api.conftest import System, connected
from tests.worlds import FRIDAY, a_school, signed_in
from tocsin.core.roles import Permission, may
from tocsin.ledger.models import Entry
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify
from tocsin.schools.connections.commands import revoke
from tocsin.schools.models import ApiToken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
DOORS = [("get", "incidents"), ("post", "reports"), ("post", "assess")]


def tried(system, path="incidents"):
    return system.get(path) if path == "incidents" else system.post(path, {"story": "x"})


@pytest.mark.parametrize(
    "secret", ["", "x", "tocsin_", f"tocsin_{uuid4().hex}_{'x' * 43}", "é", "a b", "tocsin_" * 999]
)
@pytest.mark.parametrize("path", ["incidents", "reports", "assess"])
def test_without_a_token_that_works_nothing_is_said(secret, path):
    answer = tried(System(secret), path)

    assert (answer.status, answer.kind) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_another_kind_of_authorization_is_no_token(admin):
    system = connected(admin)[1]

    page = system.client.get("/api/v1/incidents", HTTP_AUTHORIZATION=f"Basic {system.secret}")

    assert page.status_code == 401


def test_the_right_secret_under_another_school_s_id_is_no_token(admin):
    system = connected(admin)[1]
    moved = system.secret.replace(admin.school_id.hex, a_school().pk.hex)

    assert tried(System(moved)).status == 401


def test_a_token_stops_when_it_has_run_out_or_was_ended(admin, clock):
    short, long = connected(admin, days=1)[1], connected(admin, days=365)
    clock(FRIDAY + timedelta(days=1))
    assert (tried(short).status, tried(long[1]).status) == (401, 200)

    revoke(long[0], by=admin, at=FRIDAY)

    assert tried(long[1]).status == 401


@pytest.mark.parametrize(
    ("scope", "path"), [("assess", "assess"), ("report", "reports"), ("read-log", "incidents")]
)
def test_a_token_does_what_it_was_made_for_and_nothing_else(admin, scope, path):
    system = connected(admin, scope)[1]

    statuses = {each: tried(system, each).status for _, each in DOORS}

    assert statuses.pop(path) in {200, 201, 422}
    assert set(statuses.values()) == {403}


def test_a_token_that_may_not_says_which_scope_is_missing(admin):
    answer = tried(connected(admin, "assess")[1])

    assert answer.kind == "application/problem+json"
    assert "Make one with the scope “read-log”." in answer.body["detail"]


@pytest.mark.parametrize("scope", ["assess", "read-log"])
def test_a_token_that_only_reads_could_not_report_through_any_door(admin, scope):
    token = connected(admin, scope)[0]

    assert not any(may(token, permission) for permission in Permission)


def test_a_token_that_reports_could_do_no_more_than_staff(admin):
    token = connected(admin, "report")[0]

    able = {permission for permission in Permission if may(token, permission)}
    assert able == {Permission.REPORT, Permission.READ_POLICY}


def test_too_many_requests_in_a_minute_must_wait_and_others_need_not(admin, clock):
    busy, calm = connected(admin)[1], connected(admin)[1]
    statuses = [tried(busy).status for _ in range(121)]

    assert statuses[-2:] == [200, 429]
    assert tried(busy).headers["Retry-After"] == "60"
    assert tried(calm).status == 200
    clock(FRIDAY + timedelta(minutes=1))
    assert tried(busy).status == 200
    cache.clear()


def test_the_day_it_was_last_used_is_noted_once_for_each_day(admin, clock):
    token, system = connected(admin)
    for hours in (0, 1, 24):
        clock(FRIDAY + timedelta(hours=hours))
        tried(system)

    with reading(admin.school_id):
        used = Entry.objects.filter(subject=token.ledger_name, body__contains="connection.used")
        assert used.count() == 2
        assert ApiToken.objects.get(pk=token.pk).last_used_on == FRIDAY.date() + timedelta(days=1)


def test_the_ledger_has_the_token_as_who_acted_and_still_stands(admin):
    token, system = connected(admin)
    system.post("reports", {"story": "A disk is full of somebody else's files."})

    with reading(admin.school_id):
        body = Entry.objects.get(body__contains="incident.reported").body
    words = signed_in(admin).get(f"/s/{admin.school.slug}/ledger/").content.decode()

    assert f'"by":"{token.pk}"' in body
    assert "Web filter (connection)" in words
    assert verify(admin.school_id).holds
