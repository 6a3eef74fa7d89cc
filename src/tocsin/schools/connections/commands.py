"""Letting another system in, and shutting it out again."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from tocsin.core.clock import LONDON
from tocsin.core.errors import NotAllowed, NotYet, Reason, Refused
from tocsin.core.roles import Permission
from tocsin.ledger.writing import writing
from tocsin.schools.connections.queries import may_give
from tocsin.schools.links import hash_of
from tocsin.schools.models import ApiToken, Membership, Scope, System

LONGEST = timedelta(days=365)
SHOWN_ALREADY = Reason(
    "shown",
    "This token was made and shown already. If you did not copy it, end it in the list of"
    " connections and make another.",
)


def connect(
    *, name: str, scopes: Iterable[str], lasts_days: int, by: Membership, at: datetime,
    once: UUID | None = None,
) -> tuple[ApiToken, str]:  # fmt: skip
    """Make a token for another system; return it with its secret, which nothing keeps.

    The secret begins with the school's id, so that it is looked for in that school alone. once: the
    id of the form, which makes one token however often it is sent: NotYet from then on. Raises
    Refused when it would work for longer than a year, for nothing, or for more than `by` may do.
    Source: BR-4.5.
    """
    if not timedelta() < timedelta(days=lasts_days) <= LONGEST:
        raise Refused(Reason("lasts", "Let it work for one to 365 days."))
    kept = sorted(Scope(each).value for each in set(scopes))
    if not kept:
        raise Refused(Reason("scopes", "Select what it may do."))
    if not all(may_give(by, scope) for scope in kept):
        raise NotAllowed(
            Reason("scopes", "Only somebody who may read every case can let a system read them.")
        )
    secret = f"tocsin_{by.school_id.hex}_{secrets.token_urlsafe(32)}"
    token = ApiToken(
        id=once or uuid4(), school=by.school, name=name, scopes=kept, token_hash=hash_of(secret),
        made_by_id=by.person_id, made_at=at, expires_at=at + timedelta(days=lasts_days),
    )  # fmt: skip
    with writing(token, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        if ApiToken.objects.filter(school_id=by.school_id, pk=token.pk).exists():
            raise NotYet(SHOWN_ALREADY)
        record("connection.made", saved=token, scopes="+".join(kept), days=lasts_days)
    return token, secret


def revoke(token: ApiToken, *, by: Membership, at: datetime) -> None:
    """Shut another system out from now on. Raises NotYet when it is out. Source: BR-4.5."""
    with writing(token, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        if token.revoked_at:
            raise NotYet(Reason("revoked", "This connection was ended already."))
        token.revoked_at = at
        record("connection.ended", saved=token)


def note_use(token: ApiToken, *, at: datetime) -> None:
    """Note the day on which another system came in; called once for each day. Source: BR-4.5."""
    system = System(token.school_id)
    with writing(token, by=system, may=Permission.OPERATE, at=at) as record:
        token.last_used_on = at.astimezone(LONDON).date()
        record("connection.used", saved=token)
