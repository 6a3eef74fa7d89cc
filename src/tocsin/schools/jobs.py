"""Messages to people, sent after the commit and tried again until the mail server takes them."""

from datetime import datetime
from uuid import UUID

from tocsin.jobs.registry import job
from tocsin.schools.alerts import send_alert
from tocsin.schools.queries import member_of


@job("schools.alert")
def schools_alert(*, person: str, about: str, school_id: UUID, at: datetime) -> None:
    """Tell one person that they have something to do."""
    del at
    member = member_of(school_id, UUID(person))
    if member.ended_at is None:
        send_alert(member, about=about)
