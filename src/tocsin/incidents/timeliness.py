"""How the timescales of the policy were kept in one incident, from what is stored of it."""

from dataclasses import dataclass
from datetime import datetime

from tocsin.core.clock import say_length
from tocsin.core.compliance import Case, Figure, figures
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident
from tocsin.policies.queries import calendar_of, pack_of

CLOSING = "close"  # comes after the review
MET, MISSED, RUNNING = "met", "missed", "running"
SAID = {MET: "In time", MISSED: "Late", RUNNING: "Not done yet, and not late"}


@dataclass(frozen=True)
class Timing:
    """One timescale, what the policy says of it, and what came of it."""

    what: str
    policy: str
    result: str
    took: str  # empty while it is not done

    @property
    def words(self) -> str:
        return SAID[self.result]


def timings_of(incident: Incident, at: datetime) -> list[Timing]:
    """Each timescale that the policy sets and whose times are known. Source: SI-M7; BR-5.24."""
    case = Case(
        facts_of(incident), triaged_at=incident.triaged_at, suspected_at=incident.suspected_at,
        found_at=incident.found_at, contained_at=incident.contained_at,
        first_classified_at=incident.first_classified_at, dpo_decided_at=incident.dpo_decided_at,
    )  # fmt: skip
    pack = pack_of(incident.pack_version_id)
    found = figures([(case, pack)], calendar_of(incident.school_id), at=at)
    return [_timing(each) for each in found if each.step.key != CLOSING]


def _timing(figure: Figure) -> Timing:
    result = MET if figure.met else MISSED if figure.missed else RUNNING
    took = say_length(figure.longest) if figure.longest is not None else ""
    words = figure.words[:1].upper() + figure.words[1:]
    return Timing(figure.step.label, words, result, took)
