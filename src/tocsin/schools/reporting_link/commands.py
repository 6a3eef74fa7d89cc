"""Opening and shutting the public reporting link."""

from datetime import datetime

from tocsin.core.roles import Permission
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership, ReportingLink


def set_link(
    link: ReportingLink, *, is_open: bool, is_open_to_outsiders: bool, is_open_to_anonymous: bool,
    by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Say for whom the link is open from now on. Source: SI-M1; SI-ANON."""
    with writing(link, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        link.is_open = is_open
        link.is_open_to_outsiders = is_open_to_outsiders
        link.is_open_to_anonymous = is_open_to_anonymous
        record(
            "reporting-link.set", saved=link, is_open=is_open,
            outsiders=is_open_to_outsiders, anonymous=is_open_to_anonymous,
        )  # fmt: skip
