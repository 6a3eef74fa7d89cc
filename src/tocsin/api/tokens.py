"""Who is asking: a token, with the scope that the operation takes, and not too often."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from tocsin.api.problems import TooMany
from tocsin.api.views import ApiRequest
from tocsin.core.clock import LONDON
from tocsin.core.errors import NotAllowed, Reason
from tocsin.schools.connections.commands import note_use
from tocsin.schools.connections.queries import token_for
from tocsin.schools.models import ApiToken, Scope

A_MINUTE = 60  # seconds
_used: dict[UUID, tuple[int, int]] = {}  # by token: the minute, and its requests


class Token(HttpBearer):
    """The token of one school, which must have `scope`."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token; None when it is none of ours. Raises TooMany and NotAllowed."""
        at = cast("ApiRequest", request).at
        found = token_for(token, at=at)
        if found is None:
            return None
        _count(found, int(at.timestamp()))
        if self.scope not in found.scopes:
            words = f"This token may not do this. Make one with the scope “{self.scope}”."
            raise NotAllowed(Reason("scope", words))
        if found.last_used_on != at.astimezone(LONDON).date():
            note_use(found, at=at)
        return found


def _count(token: ApiToken, second: int) -> None:
    # In this process alone: a report then asks for no row, lock or disk more.
    minute, used = _used.get(token.pk, (0, 0))
    used = used + 1 if minute == second // A_MINUTE else 1
    if used > settings.API_A_MINUTE:
        raise TooMany(A_MINUTE - second % A_MINUTE)
    _used[token.pk] = (second // A_MINUTE, used)
