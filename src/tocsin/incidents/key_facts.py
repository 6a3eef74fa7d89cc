"""What is known of an incident now, in words: for its page and its case file."""

from collections.abc import Callable
from datetime import datetime

from tocsin.core.causes import cause
from tocsin.core.clock import LONDON
from tocsin.core.closing import OUTCOMES
from tocsin.core.outage import EFFECT_WORDS, RESTORED_WORDS
from tocsin.core.when import from_text, say_date, say_instant, say_received
from tocsin.incidents.data_kinds import DATA_KINDS
from tocsin.incidents.models import Incident
from tocsin.incidents.words import BREACHES, CAME_TO_LIGHT, GROUNDS, KINDS, LEVELS_OF_RISK, TELLS
from tocsin.policies.queries import pack_of
from tocsin.ui.pieces import Row

NOT_KNOWN = "Not known yet"


def key_facts(incident: Incident) -> list[Row]:
    """What is known now, in words."""
    pack = pack_of(incident.pack_version_id)
    breaches = [name for name, _ in BREACHES if getattr(incident, name)]
    kinds = [label for key, label in DATA_KINDS if key in incident.data_kinds]
    level = pack.level(incident.severity).label if incident.severity else NOT_KNOWN
    return [
        Row("What it is", KINDS.get(incident.kind, "Not looked at yet")),
        Row("Severity", level),
        Row("Lead", incident.lead.name if incident.lead else "Nobody yet"),
        Row("Reported", _reported(incident)),
        Row("Came to light", dict(CAME_TO_LIGHT)[incident.source]),
        Row("Happened", _happened(incident)),
        Row("First known at school", _said(incident.discovered_at, say_received)),
        Row("Became aware", _said(incident.aware_at, say_instant)),
        Row("Type", ", ".join(breaches).capitalize() or NOT_KNOWN),
        *_outage(incident),
        Row("Cause", cause(incident.cause).label if incident.cause else NOT_KNOWN),
        Row("People", f"{incident.people:,}" if incident.people is not None else NOT_KNOWN),
        Row("Information", ", ".join(kinds) or NOT_KNOWN),
        Row("Risk to people", _risk(incident)),
        Row("Telling", _telling(incident)),
        *_in_the_end(incident),
    ]


def _outage(incident: Incident) -> list[Row]:
    """When information could not be used, what that did to people, and whether it is back."""
    if incident.outage_from is None:
        return []
    until = say_instant(incident.outage_to) if incident.outage_to else "it goes on"
    effect = EFFECT_WORDS.get(incident.outage_effect or "", NOT_KNOWN)
    back = RESTORED_WORDS.get(incident.outage_restored or "", NOT_KNOWN)
    return [
        Row("Could not be used", f"From {say_instant(incident.outage_from)} until {until}"),
        Row("People had to do without", effect),
        Row("Brought back", back),
    ]


def _in_the_end(incident: Incident) -> list[Row]:
    """What it turned out to be, and until when it is kept, once that is known."""
    closed_as, kept = OUTCOMES.get(incident.closed_as or ""), incident.retention_on
    known = [Row("Closed as", closed_as)] if closed_as else []
    return [*known, Row("Kept until", say_date(kept))] if kept and incident.closed_at else known


def _reported(incident: Incident) -> str:
    if incident.batch_id is not None:  # an earlier log knows the day at most
        return say_date(incident.reported_at.astimezone(LONDON).date())
    by = f" by {incident.reported_by.name}" if incident.reported_by else ""
    return f"{say_received(incident.reported_at)}{by}"


def _risk(incident: Incident) -> str:
    if incident.assessment_number is None:
        return "Not assessed yet"
    words = LEVELS_OF_RISK[incident.risk_level or "depends"]
    return f"{words} (assessment version {incident.assessment_number})"


def _telling(incident: Incident) -> str:
    if not incident.tell_regulator:
        return "Not decided yet"
    people = GROUNDS.get(incident.people_ground or "", "")
    told = TELLS.get(incident.tell_people, "not recorded")
    words = f"Regulator: {TELLS[incident.tell_regulator]}. People: {told}"
    return f"{words} ({people[:1].lower()}{people[1:]})" if people else words


def _happened(incident: Incident) -> str:
    start, end = from_text(incident.occurred_from), from_text(incident.occurred_to)
    words = start.words().capitalize() if not start.start else start.words()
    if end.start:
        words += f" until {end.words()}"
    return words + (", still happening" if incident.is_continuing == "yes" else "")


def _said(at: datetime | None, say: Callable[[datetime], str]) -> str:
    return say(at) if at else NOT_KNOWN
