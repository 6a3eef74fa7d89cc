"""Choosing and changing the rules a school works by."""

from datetime import date, datetime

from tocsin.core.clock import LONDON
from tocsin.core.errors import NotYet, Reason, Stale
from tocsin.core.pack_reading import load
from tocsin.core.roles import Actor, Permission
from tocsin.ledger.writing import writing
from tocsin.policies.models import PackDraft, PackVersion
from tocsin.policies.shipped import SHIPPED
from tocsin.schools.models import School

__all__ = ["PAST", "SHIPPED", "STALE", "adopt"]

PAST = Reason("past", "Choose today or a later day. A policy cannot take effect in the past.")
STALE = Reason(
    "stale",
    "Somebody changed the draft of the policy while you had it open. Look at what it says now.",
)


def adopt(
    school: School, *, text: str, in_force_on: date, reason: str, by: Actor, at: datetime,
    may: Permission = Permission.EDIT_POLICY, draft: int | None = None,
) -> PackVersion:  # fmt: skip
    """Make `text` (a pack as TOML) the school's next version, in force from a day on.

    draft: the revision of the draft that `text` comes from. Whatever draft there is ends with it.
    Raises PackError, naming line and key, when it is not a pack, Stale when the draft was changed
    meanwhile, and NotYet when people want it in force before today: what was done then was done
    under other rules. Source: SI-M7; SI-DOC; BR-7.1.
    """
    pack = load(text, name="policy.toml")
    version = PackVersion(
        school=school, key=pack.key, text=text, in_force_on=in_force_on, made_at=at,
        made_by_id=by.actor_id if by.actor_id.int else None, reason=reason,
    )  # fmt: skip
    with writing(version, by=by, may=may, at=at) as record:
        if may is Permission.EDIT_POLICY and in_force_on < at.astimezone(LONDON).date():
            raise NotYet(PAST)
        _end_draft(school, draft)
        last = PackVersion.objects.filter(school=school).order_by("-number").first()
        version.number = last.number + 1 if last else 1
        record(
            "policy.adopted",
            saved=version,
            pack=pack.key,
            number=version.number,
            in_force_on=in_force_on.isoformat(),
        )
    return version


def _end_draft(school: School, revision: int | None) -> None:
    drafts = PackDraft.objects.filter(school=school)
    if revision is not None and not drafts.filter(revision=revision).exists():
        raise Stale(STALE)
    drafts.delete()
