"""What an incident turned out to be in the end, and until when it is kept."""

from collections.abc import Mapping
from enum import StrEnum

from tocsin.core.facts import Answer, Facts, Kind


class ClosedAs(StrEnum):
    """The outcome that stands on the log. Source: SI-DEF; BR-4.6."""

    NOTIFIED = "notified"
    RECORDED = "recorded"
    POLICY_BREACH = "policy_breach"
    NEAR_MISS = "near_miss"
    WEAKNESS = "weakness"
    NO_BREACH = "no_breach"
    DUPLICATE = "duplicate"


OUTCOMES: Mapping[str, str] = {
    ClosedAs.NOTIFIED.value: "A personal data breach, and the regulator was told",
    ClosedAs.RECORDED.value: "A personal data breach, recorded here and not told to the regulator",
    ClosedAs.POLICY_BREACH.value: "A breach of a policy, without personal data",
    ClosedAs.NEAR_MISS.value: "A near miss",
    ClosedAs.WEAKNESS.value: "A weakness that was found before it did harm",
    ClosedAs.NO_BREACH.value: "Not a breach",
    ClosedAs.DUPLICATE.value: "A second report of another incident",
}
WITHOUT_BREACH = (ClosedAs.NEAR_MISS, ClosedAs.WEAKNESS, ClosedAs.NO_BREACH)


def outcomes(facts: Facts) -> tuple[ClosedAs, ...]:
    """What the incident may be closed as; the first is what the facts propose.

    None of them contradicts the facts: whoever thinks otherwise changes those first.
    """
    if facts.kind is Kind.DUPLICATE:
        return (ClosedAs.DUPLICATE,)
    if facts.kind is Kind.NEAR_MISS:
        return WITHOUT_BREACH
    if facts.kind in {Kind.NOT_A_BREACH, Kind.PLANNED_MAINTENANCE}:
        return tuple(reversed(WITHOUT_BREACH))
    if facts.personal_data is Answer.NO:
        return (ClosedAs.POLICY_BREACH, ClosedAs.WEAKNESS)
    return (ClosedAs.NOTIFIED if facts.regulator_told_at else ClosedAs.RECORDED,)
