"""Alerts: who has something to do is told that, and nothing else."""

from datetime import datetime
from uuid import UUID

from tocsin.core.roles import Role
from tocsin.jobs.registry import job
from tocsin.schools.alerts import alert
from tocsin.schools.queries import holders, member_of


@job("incidents.alert")
def incidents_alert(
    *, incident: str, revision: int, role: str, person: str, school_id: UUID, at: datetime
) -> None:
    """Queue one content-free message for each person the duty falls to."""
    found = [member_of(school_id, UUID(person))] if person else holders(school_id, Role(role))
    for member in found:
        alert(member, about=f"{incident}:{revision}", at=at)
