"""Choosing and changing the rules a school works by."""

from datetime import date, datetime
from pathlib import Path

from tocsin.core.pack_reading import load
from tocsin.core.policy import Pack
from tocsin.core.roles import Actor, Permission
from tocsin.ledger.writing import writing
from tocsin.policies.models import PackVersion
from tocsin.schools.models import School

SHIPPED = Path(__file__).parent / "packs"


def shipped_packs() -> dict[str, Pack]:
    """The packs that come with Tocsin, by key."""
    return {
        path.stem: load(path.read_text(encoding="utf-8"), name=path.name)
        for path in sorted(SHIPPED.glob("*.toml"))
    }


def adopt(
    school: School, *, text: str, in_force_on: date, reason: str, by: Actor, at: datetime,
    may: Permission = Permission.EDIT_POLICY,
) -> PackVersion:  # fmt: skip
    """Make `text` (a pack as TOML) the school's next version, in force from a day on.

    Raises PackError, naming line and key, when it is not a pack. Source: SI-M7; SI-DOC; BR-7.1.
    """
    pack = load(text, name="policy.toml")
    version = PackVersion(
        school=school, key=pack.key, text=text, in_force_on=in_force_on, made_at=at,
        made_by_id=by.actor_id if by.actor_id.int else None, reason=reason,
    )  # fmt: skip
    with writing(version, by=by, may=may, at=at) as record:
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
