"""Reading what was decided and advised, with who agreed."""

from dataclasses import dataclass

from tocsin.incidents.models import Advice, Decision, Incident, Voice
from tocsin.incidents.words import GROUNDS, TELLS


@dataclass(frozen=True)
class Said:
    """One participant and what they said."""

    name: str
    words: str


@dataclass(frozen=True)
class Decided:
    """A decision as the pages show it."""

    row: Decision
    regulator: str
    people: str
    said: list[Said]


def decisions_of(incident: Incident) -> list[Decided]:
    """Every decision about the incident with its participants, newest first."""
    rows = Decision.objects.filter(school_id=incident.school_id, incident=incident)
    voices: dict[object, list[Voice]] = {}
    for voice in Voice.objects.filter(
        school_id=incident.school_id, incident=incident
    ).select_related("by"):
        voices.setdefault(voice.decision, []).append(voice)
    return [
        Decided(row, TELLS[row.tell_regulator], _people(row), _said(voices.get(row.pk, [])))
        for row in rows.select_related("by").order_by("-at", "-number")
    ]


def advice_of(incident: Incident) -> list[Advice]:
    """What the DPO advised, newest first."""
    found = Advice.objects.filter(school_id=incident.school_id, incident=incident)
    return list(found.select_related("by").order_by("-at"))


def _people(row: Decision) -> str:
    ground = GROUNDS.get(row.people_ground, "")
    return f"{TELLS[row.tell_people]} ({ground[:1].lower()}{ground[1:]})" if ground else (
        TELLS[row.tell_people]
    )  # fmt: skip


def _said(voices: list[Voice]) -> list[Said]:
    return [Said(str(voice.by), _answer(voice)) for voice in voices]


def _answer(voice: Voice) -> str:
    if voice.agrees is None:
        return "has not said yet"
    said = "agrees" if voice.agrees else "does not agree"
    return f"{said}: {voice.words}" if voice.words else said
