"""Saying where the school's mailbox is, and switching it on and off."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tocsin.core.errors import Reason, Refused
from tocsin.core.roles import Permission
from tocsin.ledger.writing import writing
from tocsin.schools.mailbox.connecting import sealed_secret
from tocsin.schools.mailbox.faults import MailboxFault, words_of
from tocsin.schools.mailbox.hosts import address_of
from tocsin.schools.models import Mailbox, MailboxState, Membership


def set_up(
    mailbox: Mailbox, *, answers: Mapping[str, Any], secret: str, by: Membership, at: datetime
) -> None:
    """Keep where the school's mailbox is and how it is opened, and read it from now on.

    answers: the columns of the row. secret: the password, client secret or refresh token; "" keeps
    the one there is. Raises Refused when the server stands in a private network that the operator
    has not allowed. Source: BR-5.1; BR-4.5.
    """
    try:
        address_of(answers["host"], answers["port"])
    except MailboxFault as fault:
        raise Refused(Reason(f"mailbox-{fault.code}", words_of(fault.code))) from None
    with writing(mailbox, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        for name, value in answers.items():
            setattr(mailbox, name, value)
        if secret:
            mailbox.sealed_secret = sealed_secret(mailbox, secret)
        record("mailbox.set-up", saved=mailbox, sign_in=mailbox.sign_in, security=mailbox.security)
        _start_afresh(mailbox, at)


def switch(mailbox: Mailbox, *, is_on: bool, by: Membership, at: datetime) -> None:
    """Read the mailbox from now on, or no more. Source: BR-5.1."""
    with writing(mailbox, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        mailbox.is_on = is_on
        record("mailbox.switched", saved=mailbox, is_on=is_on)
        _start_afresh(mailbox, at)


def _start_afresh(mailbox: Mailbox, at: datetime) -> None:
    # The alarm counts from now, and a refresh token belongs to the settings it came with.
    fresh = {"since_at": at, "tried_at": None, "read_at": None, "failures": 0, "fault": ""}
    MailboxState.objects.update_or_create(
        school_id=mailbox.school_id, defaults=fresh | {"sealed_token": None}
    )
