"""Raising the alarm when a mailbox is not read, or what was kept aside is not looked at."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from tocsin.core.clock import LONDON
from tocsin.core.errors import NotYet
from tocsin.core.roles import Role
from tocsin.incidents.mailbox.reasons import TO_LOOK_AT
from tocsin.incidents.models import ReceivedMail
from tocsin.jobs.queue import enqueue
from tocsin.ledger.tenancy import reading
from tocsin.policies.cover.queries import told_of
from tocsin.policies.queries import pack_of, version_in_force
from tocsin.schools.alerts import alert
from tocsin.schools.mailbox.queries import alarm_of

LOOKED_AT_WITHIN = timedelta(days=1)
SORTED_WITHIN = timedelta(minutes=10)
State = ReceivedMail.State


def watch(school_id: UUID, *, at: datetime) -> None:
    """Alert those who look after reports, once a day, as long as something is wrong.

    Source: BR-5.1.
    """
    day = at.astimezone(LONDON).date().isoformat()
    if alarm_of(school_id, at):
        _alert(school_id, f"mailbox:{school_id}:{day}", at)
    if _is_neglected(school_id, at):
        _alert(school_id, f"mail-aside:{school_id}:{day}", at)
    _sort_again(school_id, at)


def _is_neglected(school_id: UUID, at: datetime) -> bool:
    with reading(school_id):
        rows = ReceivedMail.objects.filter(
            school_id=school_id, state=State.ASIDE, reason__in=TO_LOOK_AT, seen_at=None,
            at__lt=at - LOOKED_AT_WITHIN,
        )  # fmt: skip
        return rows.exists()


def _sort_again(school_id: UUID, at: datetime) -> None:
    """Queue again what was taken in and given up on: no mail stays unread for good."""
    with reading(school_id):
        rows = ReceivedMail.objects.filter(
            school_id=school_id, state=State.KEPT, at__lt=at - SORTED_WITHIN
        )
        late = list(rows.order_by("at").values_list("pk", flat=True)[:100])
    for pk in late:
        # Once an hour: the first job may still be on its way.
        key = f"mailbox.sort:{pk}:{at:%Y-%m-%dT%H}"
        enqueue("mailbox.sort", at=at, school_id=school_id, unique_key=key, mail=str(pk))
    if late:
        _alert(school_id, f"mail-late:{school_id}:{at.astimezone(LONDON).date()}", at)


def _alert(school_id: UUID, about: str, at: datetime) -> None:
    people = {
        member.person_id: member
        for role in _intake_roles(school_id, at)
        for member in told_of(school_id, role, None, at)
    }
    for member in people.values():
        alert(member, about=about, at=at)


def _intake_roles(school_id: UUID, at: datetime) -> Iterable[Role]:
    try:
        version = version_in_force(school_id, at.astimezone(LONDON).date())
    except NotYet:
        return (Role.DEPUTY_DPO, Role.HEAD)
    with reading(school_id):
        return pack_of(version.pk).intake.told
