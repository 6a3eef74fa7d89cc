"""Reading suppliers, always within one school."""

from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404

from tocsin.ledger.tenancy import reading
from tocsin.registers.models import Evidence, Supplier

MOST_SHOWN = 200


def suppliers_of(school_id: UUID, *, sought: str = "") -> list[Supplier]:
    """The suppliers in use, by name; those that have all the words of `sought` somewhere."""
    rows = Supplier.objects.filter(school_id=school_id, ended_at=None)
    for word in sought.split():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(service__icontains=word)
            | Q(information__icontains=word)
            | Q(systems__icontains=word)
        )
    with reading(school_id):
        return list(rows.order_by("name", "pk")[:MOST_SHOWN])


def supplier_of(school_id: UUID, supplier_id: UUID) -> Supplier:
    """One supplier, in use or not any more; 404 for another school's."""
    with reading(school_id):
        return get_object_or_404(Supplier, school_id=school_id, pk=supplier_id)


def evidence_of(supplier: Supplier) -> list[Evidence]:
    """The supplier's evidence by what it is about, the newest version first."""
    with reading(supplier.school_id):
        rows = Evidence.objects.filter(school_id=supplier.school_id, supplier=supplier)
        return list(rows.select_related("by").order_by("about", "-number"))


def one_evidence(supplier: Supplier, evidence_id: UUID) -> Evidence:
    """One version of one piece; 404 when it is not the supplier's."""
    with reading(supplier.school_id):
        return get_object_or_404(
            Evidence, school_id=supplier.school_id, supplier=supplier, pk=evidence_id
        )
