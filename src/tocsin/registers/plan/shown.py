"""The plan as every member of staff reads it, from the school's own policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.core.clock import LONDON
from tocsin.core.errors import NotYet
from tocsin.core.policy import Intake, Pack
from tocsin.core.roles import LABELS, Role
from tocsin.policies.cover.queries import Cover, cover_of
from tocsin.policies.queries import pack_of, version_in_force
from tocsin.registers.card.content import setting_of
from tocsin.schools.models import School

USUAL = (
    "Report it at once, even if you are not sure and even if it was your mistake.",
    "Do not investigate on your own, and do not delete anything.",
    "Do not contact the people affected unless you are told to.",
    "Help when you are asked to.",
)
ON_DUTY = "On duty"
SHOWN = (Role.DEPUTY_DPO, Role.HEAD, Role.OFFICE)


@dataclass(frozen=True)
class ToContact:
    """Somebody who can be reached now."""

    why: str  # "On duty", or the role
    name: str
    phone: str
    email: str


@dataclass(frozen=True)
class Plan:
    """What all staff follow. Source: BR-1.8."""

    name: str
    where: str
    steps: Sequence[str]
    good_faith: str
    people: Sequence[ToContact]


def plan_of(school: School, at: datetime) -> Plan:
    """The steps of the policy in force, and who answers at this moment."""
    pack, cover = _pack(school, at), cover_of(school.pk, at)
    intake = pack.intake if pack else Intake()
    return Plan(
        name=pack.name if pack else "",
        where=intake.where,
        steps=intake.steps or USUAL,
        good_faith=pack.words_for("good_faith") if pack else "",
        people=_people(school, cover, pack),
    )


def _pack(school: School, at: datetime) -> Pack | None:
    try:
        return pack_of(version_in_force(school.pk, at.astimezone(LONDON).date()).pk)
    except NotYet:  # the policy of a new school is adopted a moment after it is opened
        return None


def _people(school: School, cover: Cover, pack: Pack | None) -> list[ToContact]:
    """Whoever is on duty first, then whoever acts for each role, each person once."""
    left_out, members = setting_of(school.pk).left_out, {m.person_id: m for m in cover.members}
    asked = [(ON_DUTY, person) for person in cover.on_duty()]
    asked += [(_label(pack, role), person) for role in SHOWN for person in cover.acting(role)]
    found: dict[object, ToContact] = {}
    for why, person in asked:
        if person in members and person not in found:
            member = members[person]
            phone = "" if str(person) in left_out else member.phone or ""
            found[person] = ToContact(
                why, str(member.person), phone or school.phone, member.person.email
            )
    return list(found.values())


def _label(pack: Pack | None, role: Role) -> str:
    return pack.label_of(role) if pack else LABELS[role]
