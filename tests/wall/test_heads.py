"""HEAD at every address, by somebody who is not signed in."""

import pytest
from django.test import Client

from tests.wall.addresses import filled, patterns
from tests.wall.test_addresses import values

__all__ = ["values"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]


def test_a_head_is_answered_as_a_get_is_and_without_a_body(values):
    paths = [filled(path, values) for path, _ in patterns() if not path.startswith("api/")]
    client = Client()

    got = {path: client.get(path) for path in paths}
    heads = {path: client.head(path) for path in paths}

    assert {p: a.status_code for p, a in heads.items()} == {
        p: a.status_code for p, a in got.items()
    }
    assert {p for p, a in heads.items() if a.content} == set()
    door = f"/r/{values['school']}/"
    answered = {path: heads[path].status_code for path in ("/", door, f"{door}report/")}
    assert answered == {"/": 302, door: 200, f"{door}report/": 200}
