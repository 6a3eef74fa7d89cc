"""What the registers want somebody to put right, for the front pages of those who can."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tocsin.core.clock import LONDON
from tocsin.core.contact_kinds import needed
from tocsin.core.roles import Permission, may
from tocsin.ledger.tenancy import reading
from tocsin.registers.models import Contact, Supplier
from tocsin.schools.models import Membership


@dataclass(frozen=True)
class Flag:
    """One thing in words, and where it is put right."""

    words: str
    href: str


def flags_of(school_id: UUID, slug: str, today: date) -> list[Flag]:
    """What is missing or has not been looked at for too long. Source: BR-9; BR-8.1."""
    with reading(school_id):
        contacts = list(Contact.objects.filter(school_id=school_id, ended_at=None))
        suppliers = list(Supplier.objects.filter(school_id=school_id, ended_at=None))
    return [*_of_contacts(contacts, slug, today), *_of_suppliers(suppliers, slug, today)]


def _of_contacts(contacts: Sequence[Contact], slug: str, today: date) -> list[Flag]:
    kinds, page = {each.kind for each in contacts}, reverse("contacts:contacts", args=[slug])
    missing = [kind.label for kind in needed() if kind.key not in kinds]
    stale = sum(each.is_stale(today) for each in contacts)
    flags = []
    if missing:
        flags.append(Flag(f"Nobody to ring for: {', '.join(missing)}", page))
    if stale:
        words = "1 contact has" if stale == 1 else f"{stale} contacts have"
        flags.append(Flag(f"{words} not been checked for 90 days", page))
    return flags


def _of_suppliers(suppliers: Sequence[Supplier], slug: str, today: date) -> list[Flag]:
    page = reverse("suppliers:suppliers", args=[slug])
    unreachable = sum(not each.has_breach_contact for each in suppliers)
    due = sum(each.is_due(today) for each in suppliers)
    flags = []
    if unreachable:
        words = "1 supplier has" if unreachable == 1 else f"{unreachable} suppliers have"
        flags.append(Flag(f"{words} nobody to ring about a breach", page))
    if due:
        words = "1 supplier is" if due == 1 else f"{due} suppliers are"
        flags.append(Flag(f"{words} due for a review", page))
    return flags


def upkeep(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `upkeep`, asked for only by the pages that show it."""
    return {"upkeep": SimpleLazyObject(lambda: _flags(request, timezone.now()))}  # noqa: TID251


def _flags(request: HttpRequest, at: datetime) -> Sequence[Flag]:
    reader: Membership | None = getattr(request, "membership", None)
    if reader is None or not may(reader, Permission.KEEP_REGISTERS):
        return []
    return flags_of(reader.school_id, reader.school.slug, at.astimezone(LONDON).date())
