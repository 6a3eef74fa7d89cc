"""Looking across the wall between schools through every address there is."""

from uuid import uuid4

import pytest
from django.test import Client

from tests.wall.addresses import filled, of_schools
from tests.wall.conftest import SECRET
from tests.worlds import a_report, signed_in
from tocsin.core.roles import Permission, Role
from tocsin.incidents.models import Incident
from tocsin.ledger.models import Entry
from tocsin.ledger.tenancy import reading
from tocsin.schools.commands import admit
from tocsin.schools.models import Membership, System

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("their_incident"),
    pytest.mark.no_cover,  # the same lines again, by every address: too slow with each noted
]
ROLES = [role for role in Role if role is not Role.SYSTEM]


@pytest.fixture
def values(theirs, their_incident):
    """The changing parts of every address: another school's own."""
    return {
        "school": theirs[Role.STAFF].school.slug,
        "member_id": str(theirs[Role.STAFF].pk),
        "version_id": str(their_incident.pack_version_id),
        "name": "story",
        "key": "review",
        "any uuid": str(their_incident.pk),
        "any slug": "minor",
        "any str": "x" * 32,
        "any int": "1",
    }


def ask(client, path):
    """What a page says to somebody who looks, and to somebody who sends something."""
    for send in (client.get, client.post):
        answer = send(path)
        words = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield answer, words.decode(errors="replace")


def own_school_in(path, values, ours):
    return filled(path, {**values, "school": ours[Role.STAFF].school.slug})


@pytest.mark.parametrize("role", ROLES)
def test_nobody_of_another_school_gets_in_by_its_address(ours, values, role):
    client = signed_in(ours[role])

    for path in of_schools():
        if "/join/" in path:  # an invitation is for people of no school yet
            continue
        for answer, words in ask(client, filled(path, values)):
            assert answer.status_code in {404, 405}, (path, answer.status_code)
            assert SECRET not in words, path


@pytest.mark.parametrize("role", ROLES)
def test_another_schools_ids_are_not_found_under_our_own_address(ours, values, role):
    client = signed_in(ours[role])

    for path in of_schools():
        for answer, words in ask(client, own_school_in(path, values, ours)):
            ids_in_path = "uuid:" in path
            assert answer.status_code < 500, path
            assert SECRET not in words, path
            if ids_in_path:
                assert answer.status_code in {302, 403, 404, 405}, (path, answer.status_code)
                assert not answer.get("Location", "").endswith(".pdf")


@pytest.mark.parametrize("factors", [0, 1])
def test_without_the_second_step_or_signed_out_nothing_of_theirs_is_said(theirs, values, factors):
    member = theirs[Role.DEPUTY_DPO]
    client = signed_in(member, factors=1) if factors else Client()

    for path in of_schools():
        for answer, words in ask(client, filled(path, values)):
            assert answer.status_code < 500, path
            if not factors:
                assert SECRET not in words, path
                assert answer.status_code in {302, 404, 405} or "/join/" in path, path
            assert "lists were lost" not in words, path
            assert "said so" not in words, path


@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_our_own_mentions_another_school(ours, values, role):
    a_report(ours[Role.STAFF])
    client = signed_in(ours[role])

    for path in ("", "?q=Zanzibar", "?page=1"):
        for name in ("my-work", "inbox", "log", "report", "report/mine", "people", "policy",
                     "system", "settings", "ledger"):  # fmt: skip
            school = values and ours[role].school.slug
            answer = client.get(f"/s/{school}/{name}/{path}", follow=True)
            assert answer.status_code < 500
            assert SECRET not in answer.content.decode().replace("q=Zanzibar", "").replace(
                'value="Zanzibar"', ""
            )


def test_numbers_counts_and_files_are_of_our_own_school_alone(ours):
    first = a_report(ours[Role.STAFF])
    client = signed_in(ours[Role.DPO])
    slug = ours[Role.DPO].school.slug

    for kind in ("csv", "xlsx"):
        answer = client.post(f"/s/{slug}/log/export/", {"kind": kind, "query": ""})
        content = b"".join(answer.streaming_content)
        assert SECRET.encode() not in content
    text = b"".join(
        client.post(f"/s/{slug}/log/export/", {"kind": "csv", "query": ""}).streaming_content
    ).decode()

    assert first.reference == "2026-001"  # theirs is 2026-001 as well: numbers tell nothing
    assert "1 entry, at" in text
    assert text.count("2026-001") == 1


def test_a_stranger_and_a_guess_get_the_same_answer(ours, their_incident):
    client = signed_in(ours[Role.DPO])
    slug = ours[Role.DPO].school.slug
    theirs = client.get(f"/s/{slug}/incidents/{their_incident.pk}/")
    guess = client.get(f"/s/{slug}/incidents/{uuid4()}/")

    assert theirs.status_code == guess.status_code == 404
    assert _without_ids(theirs) == _without_ids(guess)


def test_a_school_that_exists_and_one_that_does_not_look_the_same(ours, theirs):
    client = signed_in(ours[Role.DPO])

    there = client.get(f"/s/{theirs[Role.DPO].school.slug}/log/")
    nowhere = client.get("/s/nowhere-at-all/log/")

    assert there.status_code == nowhere.status_code == 404
    assert _without_ids(there) == _without_ids(nowhere)


def _without_ids(answer):
    lines = answer.content.decode().splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


def test_nothing_sent_across_the_wall_changes_anything(ours, theirs, their_incident, values):
    before = _state_of(theirs, their_incident)

    for role in ROLES:
        client = signed_in(ours[role])
        for path in of_schools():
            for address in (filled(path, values), own_school_in(path, values, ours)):
                if "/people/" not in address and "/policy/" not in address:
                    client.post(address, {"seen": "4", "words": "x", "lessons": "x"})

    assert _state_of(theirs, their_incident) == before


def _state_of(team, incident):
    school_id = team[Role.STAFF].school_id
    with reading(school_id):
        rows = list(Incident.objects.filter(school_id=school_id).values())
        members = list(Membership.objects.filter(school_id=school_id).order_by("pk").values())
        return rows, members, Entry.objects.filter(school_id=school_id).count(), incident.pk


def test_somebody_of_both_schools_sees_each_under_its_own_address(ours, theirs, their_incident):
    person = ours[Role.DPO].person
    school = theirs[Role.DPO].school
    admit(school, person, roles=[Role.DPO], by=System(school.pk), may=Permission.OPERATE,
          at=their_incident.reported_at)  # fmt: skip
    client = signed_in(ours[Role.DPO])

    in_theirs = client.get(f"/s/{school.slug}/incidents/{their_incident.pk}/")
    in_ours = client.get(f"/s/{ours[Role.DPO].school.slug}/incidents/{their_incident.pk}/")

    assert (in_theirs.status_code, in_ours.status_code) == (200, 404)


def test_somebody_who_has_left_sees_nothing_any_more(theirs, their_incident):
    member = theirs[Role.DPO]
    client = signed_in(member)
    path = f"/s/{member.school.slug}/incidents/{their_incident.pk}/"
    assert client.get(path).status_code == 200

    with reading(member.school_id):
        Membership.objects.filter(pk=member.pk).update(ended_at=their_incident.reported_at)

    assert client.get(path).status_code == 404
