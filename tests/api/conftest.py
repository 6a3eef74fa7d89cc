"""A connected system: it sends JSON with its token, and is answered with JSON."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.worlds import FRIDAY, a_member, a_school
from tocsin.core.roles import Role
from tocsin.schools.connections.commands import connect
from tocsin.schools.models import ApiToken, Scope

ALL = tuple(set(Scope.values) - {Scope.READ_CASES})  # what an administrator may give


@dataclass
class Answer:
    status: int
    body: Any
    kind: str
    headers: Any

    @property
    def wrong(self) -> dict[str, str]:
        """What is to be put right, by field."""
        return {each["field"]: each["message"] for each in self.body["errors"]}


class System:
    def __init__(self, secret: str) -> None:
        self.secret, self.client = secret, Client(enforce_csrf_checks=True)

    def get(self, path: str, **query: object) -> Answer:
        return self._answer(self.client.get(f"/api/v1/{path}", query, **self._headers))

    def post(self, path: str, sent: object, **headers: str) -> Answer:
        """Send as JSON, or as it stands when it is bytes already."""
        data = sent if isinstance(sent, bytes) else json.dumps(sent)
        named = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        return self._answer(
            self.client.post(
                f"/api/v1/{path}", data, content_type="application/json", **self._headers, **named
            )
        )

    @property
    def _headers(self) -> dict[str, str]:
        return {"HTTP_AUTHORIZATION": f"Bearer {self.secret}"} if self.secret else {}

    @staticmethod
    def _answer(response: Any) -> Answer:
        kind = response["Content-Type"]
        return Answer(response.status_code, json.loads(response.content), kind, response.headers)


def connected(by: Any, *scopes: str, at: Any = FRIDAY, days: int = 30) -> tuple[ApiToken, System]:
    """A system that an administrator has connected to their school."""
    token, secret = connect(name="Web filter", scopes=scopes or ALL, lasts_days=days, by=by, at=at)
    return token, System(secret)


@pytest.fixture
def clock(monkeypatch):
    """Set what time the pages think it is: `clock(instant)`. It begins on Friday 20 November."""

    def at(instant):
        monkeypatch.setattr("django.utils.timezone.now", lambda: instant)
        return instant

    at(FRIDAY)
    yield at
    cache.clear()


@pytest.fixture
def admin():
    return a_member(a_school(), Role.ADMINISTRATOR, name="Adam Stone")


@pytest.fixture
def system(admin, clock):  # noqa: ARG001 - asked for, not used
    """A system that may do all of it."""
    return connected(admin)[1]
