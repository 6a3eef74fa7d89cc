"""Keeping the contacts right."""

from datetime import datetime
from typing import Any

from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission
from tocsin.ledger.writing import writing
from tocsin.registers.models import Contact
from tocsin.schools.models import Membership, School


def add_contact(school: School, *, by: Membership, at: datetime, **answers: Any) -> Contact:
    """Add somebody to turn to; whoever adds them has just checked them. Source: BR-5.9; BR-9."""
    contact = Contact(school=school, **answers)
    with writing(contact, by=by, may=Permission.KEEP_REGISTERS, at=at) as record:
        _check(contact, by, at)
        record("contact.added", saved=contact, kind=contact.kind)
    return contact


def change_contact(
    contact: Contact, *, seen: int, by: Membership, at: datetime, **answers: Any
) -> None:
    """Correct a contact. Raises Stale when somebody else did meanwhile. Source: BR-9."""
    with writing(contact, by=by, may=Permission.KEEP_REGISTERS, at=at, seen=seen) as record:
        for name, answer in answers.items():
            setattr(contact, name, answer)
        _check(contact, by, at)
        record("contact.changed", saved=contact, kind=contact.kind)


def verify_contact(contact: Contact, *, by: Membership, at: datetime) -> None:
    """Say that a contact is still right. Source: BR-9."""
    with writing(contact, by=by, may=Permission.KEEP_REGISTERS, at=at) as record:
        _check(contact, by, at)
        record("contact.verified", saved=contact, kind=contact.kind)


def end_contact(contact: Contact, *, by: Membership, at: datetime) -> None:
    """Stop using a contact. Cases that name it keep it. Source: BR-9."""
    with writing(contact, by=by, may=Permission.KEEP_REGISTERS, at=at) as record:
        contact.ended_at = at
        record("contact.ended", saved=contact, kind=contact.kind)


def _check(contact: Contact, by: Membership, at: datetime) -> None:
    contact.verified_on, contact.verified_by_id = at.astimezone(LONDON).date(), by.person_id
