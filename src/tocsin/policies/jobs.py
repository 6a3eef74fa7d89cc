"""A new school works by our recommended pack until it chooses: no report has to wait for that."""

from datetime import datetime
from uuid import UUID

from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission
from tocsin.jobs.registry import job
from tocsin.policies.commands import adopt
from tocsin.policies.queries import versions_of
from tocsin.policies.shipped import SHIPPED
from tocsin.schools.models import School, System

FIRST = "recommended"


@job("policies.begin")
def policies_begin(*, school_id: UUID, at: datetime) -> None:
    """Adopt the recommended pack, unless the school has a policy already."""
    if versions_of(school_id):
        return
    adopt(
        School.objects.get(pk=school_id),
        text=(SHIPPED / f"{FIRST}.toml").read_text(encoding="utf-8"),
        in_force_on=at.astimezone(LONDON).date(),
        reason="",
        by=System(school_id),
        may=Permission.OPERATE,
        at=at,
    )
