"""Taking the log out of Tocsin is itself on the record."""

from datetime import datetime

from tocsin.core.roles import Permission
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership


def record_export(*, count: int, kind: str, by: Membership, at: datetime) -> None:
    """Record that `by` downloaded `count` entries of the log. Source: SI-M5."""
    with writing(by.school, by=by, may=Permission.EXPORT, at=at) as record:
        record("log.exported", count=count, kind=kind)
