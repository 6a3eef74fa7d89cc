"""Making the case file: who made it, and how much was left out, is on the record."""

from datetime import datetime

from tocsin.core.roles import Permission
from tocsin.incidents.models import Incident
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership


def record_case_file(incident: Incident, *, hidden: str, by: Membership, at: datetime) -> None:
    """Record that the whole case was taken out as a document. Source: SI-M5.

    hidden: a key of core.redacting.Hidden.
    """
    with writing(incident, by=by, may=Permission.EXPORT, at=at) as record:
        record("case-file.made", hidden=hidden)
