"""Which systems are connected to a school, and which one a secret belongs to."""

import re
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tocsin.core.roles import sees_all
from tocsin.ledger.tenancy import reading
from tocsin.schools.links import hash_of
from tocsin.schools.models import ApiToken, Membership, Scope

SECRET = re.compile(r"tocsin_([0-9a-f]{32})_[\w-]{43}", re.ASCII)


def token_for(secret: str, *, at: datetime) -> ApiToken | None:
    """The token whose secret this is, with its school; None when it is wrong, ended or run out."""
    match = SECRET.fullmatch(secret)
    if match is None:
        return None
    school_id = UUID(match[1])
    with reading(school_id):
        valid = _of(school_id).filter(revoked_at__isnull=True, expires_at__gt=at)
        found = valid.filter(token_hash=hash_of(secret)).select_related("school")
        return next(iter(found), None)


def connections_of(school_id: UUID) -> list[ApiToken]:
    """Every system that is, or was, connected to the school, latest first."""
    with reading(school_id):
        return list(_of(school_id).select_related("made_by").order_by("-made_at", "name"))


def connection_of(school_id: UUID, token_id: UUID) -> ApiToken:
    """One token of the school; 404 for another school's."""
    with reading(school_id):
        found = _of(school_id).filter(pk=token_id).first()
    if found is None:
        raise Http404
    return found


def may_give(by: Membership, scope: str) -> bool:
    """Whether `by` may let a system do this: nobody gives away more than they may do."""
    return scope != Scope.READ_CASES or sees_all(by)


def _of(school_id: UUID) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(school_id=school_id)
