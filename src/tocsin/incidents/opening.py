"""How every incident begins, by whichever way the report came in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tocsin.core.causes import report_kind
from tocsin.core.clock import LONDON
from tocsin.core.facts import Source
from tocsin.incidents.models import Incident, Protection, Report
from tocsin.incidents.settling import tell
from tocsin.jobs.queue import enqueue
from tocsin.policies.queries import pack_of, version_for
from tocsin.schools.models import Occasion, School
from tocsin.schools.webhooks.announcing import announce

SUPPLIER = "supplier"  # among who reports, and among what happened


def begun(
    school: School, *, incident_id: UUID, answers: Mapping[str, Any], source: Source, at: datetime
) -> tuple[Incident, Report]:
    """The rows of a new incident and of its report, not saved: `enter_in_log` gives it its place.

    answers: the columns of the report: what, story, is_continuing, discovered_at,
    discovered_words, whose, how_many, already_done, and whatever else is known of it. at: when the
    school received it. Source: SI-M1; SI-M2; BR-4.5; BR-5.11.
    """
    told_as = report_kind(answers["what"])
    is_of_supplier = answers.get("relation") == SUPPLIER
    incident = Incident(
        id=incident_id,
        school=school,
        title=told_as.label,
        source=source.value,
        reported_at=at,
        # When a company found out starts no clock of the school's: being told of it does. BR-5.11
        discovered_at=at if is_of_supplier else answers["discovered_at"],
        at_processor=True if is_of_supplier or answers["what"] == SUPPLIER else None,
        is_continuing=answers["is_continuing"],
        people_words=answers["how_many"],
        cause=told_as.suggests,
    )
    return incident, Report(incident=incident, school=school, at=at, **answers)


def enter_in_log(incident: Incident, *, at: datetime) -> None:
    """Give it the next number of the school, and the policy that it is dealt with by; only inside
    `writing`.

    Raises NotYet when the school has not chosen a pack. Source: SI-M5.
    """
    received = incident.reported_at.astimezone(LONDON).date()
    incident.pack_version = version_for(
        incident.school_id, received=received, today=at.astimezone(LONDON).date()
    )
    last = Incident.objects.filter(school_id=incident.school_id).order_by("-number")
    newest = last.values("number")[:1]
    incident.number = (newest[0]["number"] if newest else 0) + 1
    incident.reference = f"{received.year}-{incident.number:03}"


def tell_intake(incident: Incident, *, at: datetime) -> None:
    """Alert those to whom the policy sends every new report, and other systems; only inside
    `writing`.
    """
    announce(
        incident.school_id, Occasion.REPORTED, subject_id=incident.pk, at=at,
        run_at=incident.alerts_wait_until,
    )  # fmt: skip
    for role in pack_of(incident.pack_version_id).intake.told:
        tell(incident, role, at=at)


def acknowledge(report: Report, *, at: datetime) -> None:
    """Have a reporter who gave their name told that the report is in; only inside `writing`.

    Of a protected report no mail goes out, whose time would tell. Source: SI-M1; SI-ANON; BR-5.0.
    """
    is_named = report.protection in {None, Protection.NAMED.value}
    if is_named and (report.by_id or report.reporter_contact):
        enqueue(
            "incidents.receipt",
            at=at,
            school_id=report.school_id,
            unique_key=f"receipt:{report.incident_id}",
            incident=str(report.incident_id),
        )
