"""What a report that was sent leaves in the rows, not saved; the commands record it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tocsin.core.clock import is_late
from tocsin.core.regulator_form import Phase
from tocsin.incidents.models import Incident, RegulatorReport, Telling
from tocsin.incidents.regulator.sheet import Sheet
from tocsin.schools.models import Membership

MORE_FOLLOWS = frozenset({Phase.INITIAL, Phase.FURTHER})


def in_order(sheet: Sheet, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was said of the sending, with whether it was late, and what will follow.

    Reasons for lateness stay only where it was late, and a day only where more follows.
    """
    late = sheet.is_first and is_late(sheet.due_at, sent["told_at"])
    rest = sheet.to_follow if sent["phase"] in MORE_FOLLOWS else ()
    return {
        **sent,
        "is_late": late,
        "late_reason": sent.get("late_reason") or "" if late else "",
        "rest": rest,
        "rest_by": sent.get("rest_by") if rest else None,
    }


def outstanding(sent: Mapping[str, Any]) -> list[dict[str, str]]:
    """What will follow, with the day for which it was promised."""
    return [
        {"question": each.id, "label": each.label, "due_on": sent["rest_by"].isoformat()}
        for each in sent["rest"]
    ]


def take_effect(incident: Incident, row: RegulatorReport) -> None:
    """What the incident repeats of it: the first time it was told, and what it owes now."""
    told = [each for each in (incident.regulator_told_at, row.sent_at) if each]
    incident.regulator_told_at, incident.regulator_phase = min(told), row.phase
    letters = [each for each in incident.regulator_owed or () if each["is_letter"]]
    rest = [
        {"key": each["question"], "due_on": each["due_on"], "is_letter": False}
        for each in row.outstanding or ()
    ]
    incident.regulator_owed = [*rest, *letters]


def telling_of(
    incident: Incident, row: RegulatorReport, sent: Mapping[str, Any], *, by: Membership,
    at: datetime,
) -> Telling:  # fmt: skip
    """That the regulator was told: when, how, by whom, and what it could not wait for."""
    return Telling(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        whom=Telling.Whom.REGULATOR, report=row, told_at=sent["told_at"], how=sent["how"],
        told_by_id=UUID(sent["told_by"]) if sent.get("told_by") else by.person_id,
        reference=sent["reference"], details=sent["details"], is_late=sent["is_late"],
        late_reason=sent["late_reason"], without_log=sent.get("without_log") or None,
        without_approval=sent.get("without_approval") or None,
    )  # fmt: skip


def action_of(row: RegulatorReport, *, is_first: bool) -> str:
    """What the ledger calls it."""
    if row.phase == Phase.NO_BREACH:
        return "regulator.told-no-breach"
    return "regulator.told" if is_first else "regulator.told-more"
