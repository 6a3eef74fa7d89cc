"""Keeping the register of suppliers, and what shows that they are careful."""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError

from tocsin.core.roles import Permission
from tocsin.ledger import files
from tocsin.ledger.writing import writing
from tocsin.registers.keeping import seal_in
from tocsin.registers.models import Evidence, Supplier
from tocsin.schools.models import Membership, School

LONGEST = 200


def add_supplier(school: School, *, by: Membership, at: datetime, **answers: Any) -> Supplier:
    """Enter a company that handles the school's data. Source: BR-8.1; UK GDPR Art 28."""
    supplier = Supplier(school=school, **answers)
    with writing(supplier, by=by, may=Permission.KEEP_REGISTERS, at=at) as record:
        record("supplier.added", saved=supplier)
    return supplier


def change_supplier(
    supplier: Supplier, *, seen: int, by: Membership, at: datetime, **answers: Any
) -> None:
    """Correct it. Raises Stale when somebody else did meanwhile. Source: BR-8.1."""
    with writing(supplier, by=by, may=Permission.KEEP_REGISTERS, at=at, seen=seen) as record:
        for name, answer in answers.items():
            setattr(supplier, name, answer)
        record("supplier.changed", saved=supplier)


def record_terms(
    supplier: Supplier, *, terms: dict[str, str], seen: int, by: Membership, at: datetime
) -> None:
    """Record which terms the contract holds. Source: BR-5.26; UK GDPR Art 28(3)."""
    with writing(supplier, by=by, may=Permission.KEEP_REGISTERS, at=at, seen=seen) as record:
        supplier.terms = terms
        record("supplier.contract-checked", saved=supplier)


def review_supplier(
    supplier: Supplier, *, next_on: date, seen: int, by: Membership, at: datetime
) -> None:
    """Say that it was looked at, and when it is looked at next. Source: BR-8.1."""
    with writing(supplier, by=by, may=Permission.KEEP_REGISTERS, at=at, seen=seen) as record:
        supplier.review_on = next_on
        record("supplier.reviewed", saved=supplier, next_on=next_on.isoformat())


def end_supplier(supplier: Supplier, *, by: Membership, at: datetime) -> None:
    """Stop using a supplier. Its evidence stays, and so do the cases about it. Source: BR-8.1."""
    with writing(supplier, by=by, may=Permission.KEEP_REGISTERS, at=at) as record:
        supplier.ended_at = at
        record("supplier.ended", saved=supplier)


def add_evidence(
    supplier: Supplier, *, about: str, file: "UploadedFile[Any]", review_on: date | None,
    by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Keep a new version of a piece of evidence; earlier ones stay.

    The same file about the same thing is kept once. Source: BR-8.1.
    """
    row = Evidence(
        school_id=supplier.school_id, supplier=supplier, about=about, by_id=by.person_id, at=at,
        name=_name(file), review_on=review_on,
    )  # fmt: skip
    # Sealing takes its time, so it is over before the school's turn is taken.
    seal_in(row, file.chunks())
    try:
        with writing(supplier, by=by, may=Permission.KEEP_REGISTERS, at=at) as record:
            row.number = 1 + Evidence.objects.filter(supplier=supplier, about=about).count()
            record("supplier.evidence-added", saved=row, about=about, number=row.number)
    except IntegrityError:
        # A second click, or the same file once more: the first stands, and this copy is not needed.
        files.discard(row.school_id, row.sealed_digest)


def _name(file: "UploadedFile[Any]") -> str:
    """The last part of the name, which is only ever shown."""
    last = (file.name or "").replace("\\", "/").rpartition("/")[2]
    return "".join(each for each in last if each.isprintable())[-LONGEST:].strip() or "file"
