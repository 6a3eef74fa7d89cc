"""Reading contacts, always within one school."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404

from tocsin.core.contact_kinds import KINDS, ContactKind
from tocsin.core.national_contacts import NationalContact, contacts_in
from tocsin.ledger.tenancy import reading
from tocsin.registers.models import Contact
from tocsin.schools.models import School


@dataclass(frozen=True)
class Shelf:
    """One kind: the school's own contacts, and what we ship where it has none of its own."""

    kind: ContactKind
    own: Sequence[Contact]
    shipped: Sequence[NationalContact]

    @property
    def is_missing(self) -> bool:
        return self.kind.is_needed and not self.own

    @property
    def is_empty(self) -> bool:
        return not (self.own or self.shipped)


def contacts_of(school_id: UUID) -> list[Contact]:
    """The contacts in use, by kind and name."""
    with reading(school_id):
        rows = Contact.objects.filter(school_id=school_id, ended_at=None)
        return list(rows.select_related("verified_by").order_by("kind", "organisation", "pk"))


def contact_of(school_id: UUID, contact_id: UUID) -> Contact:
    """One contact in use; 404 for another school's."""
    with reading(school_id):
        return get_object_or_404(Contact, school_id=school_id, pk=contact_id, ended_at=None)


def shelves(school: School) -> list[Shelf]:
    """Every kind in order, with whom to turn to. The school's own take the place of ours."""
    own, ours = contacts_of(school.pk), contacts_in(school.nation)
    return [_shelf(kind, own, ours) for kind in KINDS]


def _shelf(kind: ContactKind, own: Sequence[Contact], ours: Sequence[NationalContact]) -> Shelf:
    here = [each for each in own if each.kind == kind.key]
    shipped = [] if here else [each for each in ours if each.kind == kind.key]
    return Shelf(kind, here, shipped)
