"""What stands between a report and its being sent, and how it is got past: by saying why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tocsin.core.errors import Reason
from tocsin.core.facts import Tell
from tocsin.core.joint import unagreed
from tocsin.core.owed import RULED_OUT
from tocsin.core.regulator_form import Phase
from tocsin.core.reporting import next_phases, off_the_log, speaks_for_the_school
from tocsin.core.roles import Role
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident, RegulatorReport
from tocsin.incidents.queries import duties_of
from tocsin.ledger.tenancy import reading
from tocsin.policies.cover.queries import cover_of
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership

UNDECIDED = Reason(
    "undecided", "Record first the decision to tell them, with its reasons.", "BR-1.4"
)
LATE = Reason(
    "late",
    "This is after the 72 hours. Say why the report is late: the regulator asks for it.",
    "BR-5.16",
)
NOT_APPROVED = Reason(
    "not-approved",
    "Somebody who speaks to the regulator for the school has to approve the report, or say why it"
    " could not wait for them.",
    "BR-5.17",
)
NO_DAY = Reason(
    "no-day", "Say by when you send the regulator what is not known yet.", "BR-5.14"
)  # fmt: skip
WRONG_PHASE = Reason(
    "phase", "The report cannot be this now. Look at what was sent, and choose again.", "BR-5.14"
)


def not_sendable(
    incident: Incident, row: RegulatorReport, sent: Mapping[str, Any], *, by: Membership,
    at: datetime,
) -> tuple[Reason, ...]:  # fmt: skip
    """Why it cannot be recorded as sent, or not like this; empty when it can."""
    if incident.tell_regulator != Tell.YES:
        return (UNDECIDED,)
    found: list[Reason] = [*unagreed(facts_of(incident))]
    if sent["phase"] not in phases_of(incident):
        found.append(WRONG_PHASE)
    if sent["is_late"] and not sent["late_reason"]:
        found.append(LATE)
    if not sent.get("without_log"):
        found += missing_from_log(incident)
    if not sent.get("without_approval") and needs_approval(incident, row, by, at):
        found.append(NOT_APPROVED)
    if sent["rest"] and not sent["rest_by"]:
        found.append(NO_DAY)
    return tuple(found)


def called_for(
    incident: Incident, row: RegulatorReport, sent: Mapping[str, Any], *, by: Membership,
    at: datetime,
) -> dict[str, Any]:  # fmt: skip
    """What was said of the sending, without reasons that nothing called for."""
    asked = {
        "without_log": bool(missing_from_log(incident)),
        "without_approval": needs_approval(incident, row, by, at),
    }
    return {name: value for name, value in sent.items() if asked.get(name, True)}


def phases_of(incident: Incident) -> tuple[Phase, ...]:
    """What a report can be now, the likeliest first."""
    return next_phases(
        incident.regulator_phase,
        is_told=incident.regulator_told_at is not None,
        is_no_breach=incident.kind in RULED_OUT,
    )


def missing_from_log(incident: Incident) -> tuple[Reason, ...]:
    """What the log does not say yet before a first report. Source: BR-5.19."""
    if incident.regulator_told_at is not None:
        return ()
    return off_the_log(duties_of(incident), facts_of(incident))


def needs_approval(incident: Incident, row: RegulatorReport, by: Membership, at: datetime) -> bool:
    """Whether somebody other than `by` has yet to approve it, as the policy says."""
    return row.approved_at is None and not may_approve(incident, by, at)


def may_approve(incident: Incident, by: Membership, at: datetime) -> bool:
    """Whether `by` speaks to the regulator for the school, or acts for somebody who does."""
    with reading(incident.school_id):
        speakers = pack_of(incident.pack_version_id).communications.to_regulator
        if speaks_for_the_school(by.held_roles, speakers):
            return True
        cover = cover_of(by.school_id, at)
    return any(by.person_id in cover.acting(Role(role)) for role in speakers)
