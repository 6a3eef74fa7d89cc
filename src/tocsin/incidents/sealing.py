"""Protecting whoever reports: their name, the hour, and who does not get to see the report."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from tocsin.core.clock import LONDON
from tocsin.core.roles import Role
from tocsin.incidents.models import (
    Channel,
    Incident,
    Protection,
    Receipt,
    Recusal,
    Report,
    SealedName,
)
from tocsin.incidents.opening import tell_intake
from tocsin.incidents.receipts import Kept
from tocsin.incidents.settling import tell
from tocsin.ledger.keys import known_key, seal, unseal
from tocsin.policies.queries import pack_of
from tocsin.schools.queries import members_of

# Who can look after a report, in the order in which one stands in for another.
BLOCK = 1024  # bytes
LOOK_AFTER = (Role.DEPUTY_DPO, Role.DPO, Role.HEAD)


@dataclass(frozen=True)
class Reporter:
    """Whoever reports without their account, and what they asked for. Source: SI-ANON."""

    protection: Protection
    channel: Channel
    name: str = ""
    contact: str = ""
    relation: str = "staff"
    about: tuple[Role, ...] = ()  # roles whose holders the report is about

    def told(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The columns of the report: neither name nor hour unless the name was given openly."""
        is_named = self.protection == Protection.NAMED
        found = answers["discovered_at"]
        return {
            **answers,
            "discovered_at": found and self.received_at(found),
            "channel": self.channel.value,
            "protection": self.protection.value,
            "relation": self.relation,
            "reporter_name": self.name if is_named else None,
            "reporter_contact": self.contact or None if is_named else None,
        }

    def received_at(self, at: datetime) -> datetime:
        """When the report counts as received: of a protected one only the day is kept."""
        return at if self.protection == Protection.NAMED else start_of_day(at)

    def alerts_at(self, at: datetime) -> datetime | None:
        """Until when alerts wait, so that their own times do not give the minute away."""
        return None if self.protection == Protection.NAMED else next_full_hour(at)


def start_of_day(at: datetime) -> datetime:
    """The start of that day in London: for the clock the careful side. Source: BR-4.2."""
    return datetime.combine(at.astimezone(LONDON).date(), time.min, LONDON)


def next_full_hour(at: datetime) -> datetime:
    """The next full hour after `at`."""
    return at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def protecting(
    report: Report, reporter: Reporter, receipt: Kept, away: Sequence[Recusal]
) -> list[Receipt | SealedName | Recusal]:
    """The rows beside a report that protect who made it, not saved; only inside `writing`."""
    of = {"incident": report.incident, "school_id": report.school_id, "at": report.at}
    rows: list[Receipt | SealedName | Recusal] = [
        Receipt(report=report, lookup=receipt.lookup, code_hash=receipt.code_hash, **of)
    ]
    if reporter.protection == Protection.CONFIDENTIAL:
        rows.append(sealed_away(report, Identity(reporter.name, reporter.contact)))
    return [*rows, *away]


def sealed_away(report: Report, identity: "Identity") -> SealedName:
    """The row, not saved, that holds who made the report; only inside `writing`."""
    row = SealedName(
        report=report, incident=report.incident, school_id=report.school_id, at=report.at
    )
    words = json.dumps(identity).encode()
    # Filled up with blanks: the length of what is sealed would say whose it can be.
    words += b" " * (-len(words) % BLOCK)
    row.sealed = seal(_key(row), words, row.ledger_name)
    return row


class Identity(NamedTuple):
    """Who reported in confidence."""

    name: str
    contact: str


def unsealed(row: SealedName) -> Identity:
    """Who reported. Whoever calls this has recorded that the name is opened."""
    name, contact = json.loads(unseal(_key(row), bytes(row.sealed), row.ledger_name))
    return Identity(name, contact)


def kept_away(incident: Incident, about: Sequence[Role], at: datetime) -> list[Recusal]:
    """A row, not saved, for each person in a role that the report is about; inside `writing`.

    When nobody else could look after it, the Data Protection Officer still does. Source: SI-ANON.
    """
    if not about:
        return []
    members = members_of(incident.school_id)
    away = {m.person_id for m in members if not set(about).isdisjoint(m.held_roles)}
    if not any(m.person_id not in away for m in members if _looks_after(m.held_roles)):
        away -= {m.person_id for m in members if Role.DPO in m.held_roles}
    return [
        Recusal(
            incident=incident, school_id=incident.school_id, person_id=each, at=at,
            reason="The reporter says that it is about them.",
        )
        for each in sorted(away)
    ]  # fmt: skip


def tell_around(incident: Incident, away: Sequence[Recusal], *, at: datetime) -> None:
    """Alert those to whom the policy sends a report, and who looks after it in another's place."""
    if not away:
        tell_intake(incident, at=at)
        return
    members = members_of(incident.school_id)
    kept = {row.person_id for row in away}
    open_to = {role for m in members if m.person_id not in kept for role in m.held_roles}
    told = [role for role in pack_of(incident.pack_version_id).intake.told if role in open_to]
    if Role.DEPUTY_DPO not in open_to:
        told += [role for role in LOOK_AFTER if role in open_to][:1]
    for role in dict.fromkeys(told):
        tell(incident, role, at=at)


def _looks_after(roles: Any) -> bool:
    return not set(LOOK_AFTER).isdisjoint(roles)


def _key(row: SealedName) -> bytes:
    return known_key(row.key_id, school_id=row.school_id)
