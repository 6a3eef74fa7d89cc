"""A line of the log in words: on the page, and in the files people download."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tocsin.core.causes import cause
from tocsin.core.clock import LONDON
from tocsin.core.closing import OUTCOMES
from tocsin.core.facts import NO_BREACH, Answer, Source, Tell
from tocsin.core.outage import EFFECT_WORDS, RESTORED_WORDS
from tocsin.core.outcome_rules import Outcome
from tocsin.core.when import MONTHS, from_text
from tocsin.incidents.breach_log.forms import STATUSES
from tocsin.incidents.data_kinds import DATA_KINDS
from tocsin.incidents.models import Incident
from tocsin.incidents.words import CAME_TO_LIGHT, GROUNDS, KINDS, LEVELS_OF_RISK, TELLS

COLOURS = {"reported": "yellow", "open": "blue"}
STATUS_WORDS = dict(STATUSES)
STATES = {
    Outcome.DRAFT.value: "Begun",
    Outcome.SUBMITTED.value: "Handed in",
    Outcome.RETURNED.value: "Given back",
    Outcome.ACCEPTED.value: "Accepted",
}
KIND_LABELS = dict(DATA_KINDS)
TOLD_WORDS = {"yes": "To be told", "no": "No, reasons recorded", "": "Not decided"}
SHOWN = (
    "id", "school_id", "number", "reference", "reported_at", "title", "kind", "people", "severity",
    "tell_regulator", "regulator_told_at", "status", "personal_data", "batch_id",
    "their_number",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """What the page shows of one entry."""

    href: str
    reference: str
    reported: str
    title: str
    kind: str
    people: str
    severity: str
    told: str
    status: str
    colour: str


def line_of(incident: Incident, base: str, levels: Mapping[str, str]) -> Line:
    """One entry; `base` is the address of the school's incidents."""
    return Line(
        href=f"{base}{incident.pk}/",
        reference=incident.reference,
        reported=_short(incident.reported_at),
        title=incident.title,
        kind=_kind(incident),
        people="Not known" if incident.people is None else f"{incident.people:,}",
        severity=levels.get(incident.severity, incident.severity) or "Not set",
        told=told_words(incident),
        status=STATUS_WORDS[incident.status],
        colour=COLOURS.get(incident.status, ""),
    )


def _kind(incident: Incident) -> str:
    kind = KINDS.get(incident.kind, "")
    if incident.batch_id is None:
        return kind
    return " · ".join(filter(None, (kind, "from an earlier log", incident.their_number)))


def told_words(incident: Incident) -> str:
    """Whether the regulator was told."""
    if incident.regulator_told_at:
        return f"Yes, {_short(incident.regulator_told_at)}"
    if incident.batch_id and incident.tell_regulator == Tell.YES:
        return "Yes, day not known"
    if not incident.tell_regulator and (
        incident.kind in NO_BREACH or incident.personal_data == Answer.NO
    ):
        return "Not needed"
    return TOLD_WORDS[incident.tell_regulator]


HEADINGS = (
    "Reference", "Reported", "First known at school", "Became aware", "Happened from",
    "Happened to", "Title", "What it was", "Why", "Personal data", "Confidentiality", "Integrity",
    "Availability", "Cause", "People affected", "Information", "Severity", "DPO told",
    "Regulator told", "Why the regulator was told or not", "People told", "What was done",
    "Status", "Closed", "Lessons", "Risk to people", "ENISA severity", "Assessment version",
    "Recommended: regulator", "Recommended: people", "Decided: people", "Ground", "Look again on",
    "Number in an earlier log", "Kept until", "Outage began", "Outage ended",
    "What people had to do without", "Brought back", "How it came to light",
    "Closed as", "Outcome report", "Review finished",
)  # fmt: skip


# What `cells_of` reads. Rows that hold only these are made in a third of an incident's time.
WRITTEN = (
    "reference", "reported_at", "discovered_at", "aware_at", "occurred_from", "occurred_to",
    "title", "kind", "kind_reason", "personal_data", "confidentiality", "integrity",
    "availability", "cause", "people", "data_kinds", "severity", "referred_at",
    "regulator_told_at", "tell_regulator", "regulator_reason", "people_told_at", "containment",
    "status", "closed_at", "lessons", "risk_level", "enisa", "assessment_number",
    "recommends_regulator", "recommends_people", "tell_people", "people_ground",
    "regulator_review_on", "batch_id", "their_number", "retention_on", "outage_from", "outage_to",
    "outage_effect", "outage_restored", "source",
    "closed_as", "outcome_state", "reviewed_at",
)  # fmt: skip


def cells_of(incident: Incident, levels: Mapping[str, str]) -> list[str]:
    """One entry as the downloaded file holds it, in the order of HEADINGS."""
    yes = ("No", "Yes")
    return [
        incident.reference, _at(incident.reported_at), _at(incident.discovered_at),
        _at(incident.aware_at), from_text(incident.occurred_from).words(),
        from_text(incident.occurred_to).words() if incident.occurred_to else "",
        incident.title, KINDS.get(incident.kind, "Not looked at yet"), incident.kind_reason,
        incident.personal_data, yes[incident.confidentiality], yes[incident.integrity],
        yes[incident.availability], cause(incident.cause).label if incident.cause else "",
        "" if incident.people is None else str(incident.people),
        ", ".join(KIND_LABELS[key] for key in incident.data_kinds),
        levels.get(incident.severity, incident.severity), _at(incident.referred_at),
        told_words(incident), incident.regulator_reason, _at(incident.people_told_at),
        incident.containment, STATUS_WORDS[incident.status], _at(incident.closed_at),
        incident.lessons, LEVELS_OF_RISK.get(incident.risk_level or "", ""), incident.enisa or "",
        str(incident.assessment_number or ""), incident.recommends_regulator or "",
        incident.recommends_people or "", TELLS.get(incident.tell_people, ""),
        GROUNDS.get(incident.people_ground or "", ""), _day(incident.regulator_review_on),
        incident.their_number or "", _day(incident.retention_on), _at(incident.outage_from),
        _at(incident.outage_to), EFFECT_WORDS.get(incident.outage_effect or "", ""),
        RESTORED_WORDS.get(incident.outage_restored or "", ""), _source(incident),
        OUTCOMES.get(incident.closed_as or "", ""), STATES.get(incident.outcome_state or "", ""),
        _at(incident.reviewed_at),
    ]  # fmt: skip


def _source(incident: Incident) -> str:
    """How it came to light; what an earlier log brought in does not say."""
    is_unknown = incident.batch_id and incident.source == Source.OTHER
    return "" if is_unknown else dict(CAME_TO_LIGHT)[incident.source]


def _short(instant: datetime) -> str:
    day = instant.astimezone(LONDON)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _at(instant: datetime | None) -> str:
    return instant.astimezone(LONDON).strftime("%Y-%m-%d %H:%M") if instant else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
