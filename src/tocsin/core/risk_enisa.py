"""A suggested ENISA severity for the facts of a breach: lowest and highest where facts are missing.

The steps are ours: how private the data is picks one of the four that each class allows, and
children or people at risk raise simple data to the top, as the method does for minors.
"""

from dataclasses import dataclass

from tocsin.core import risk_facts as words
from tocsin.core.enisa import (
    Availability,
    Circumstances,
    Class,
    Confidentiality,
    Flag,
    Identification,
    Integrity,
    Severity,
    flags,
    severity,
)
from tocsin.core.risk_facts import BreachFacts
from tocsin.core.risk_picture import Picture, account_of
from tocsin.core.risk_scene import HIGH, SHORT_HOURS, Scene, scene_of

EASE = tuple(Identification)  # in the order of words.EASE
MAJOR = 2  # index in words.IMPACT


@dataclass(frozen=True)
class Suggested:
    """The severity between the most harmless and the worst reading of what is not known."""

    lowest: Severity
    highest: Severity
    flags: tuple[Flag, ...]  # those that are certain


def suggested_severity(facts: BreachFacts) -> Suggested | None:
    """What ENISA's method makes of the facts; None when it is surely no breach.

    Log-ins have no class of their own: the class of what they open has to be listed with them.
    Source: facts of ENISA (2013); it never decides about Article 33.
    """
    account = account_of(facts)
    worst = scene_of(account.worst)
    if worst is None:
        return None
    best = scene_of(account.best)
    highest = _severity(facts, account.worst, worst)
    lowest = highest if best is None else _severity(facts, account.best, best)
    is_unintelligible = facts.unintelligible is True and facts.key_or_secret_compromised is False
    raised = flags(people=account.best.people, unintelligible=is_unintelligible)
    return Suggested(lowest, highest, raised)


def _severity(facts: BreachFacts, picture: Picture, scene: Scene) -> Severity:
    return severity(_classes(facts, picture), EASE[picture.ease], _circumstances(picture, scene))


def _classes(facts: BreachFacts, picture: Picture) -> list[tuple[Class, int]]:
    """The classes of data present, each with its step."""
    listed = facts.data_categories or frozenset()
    minors = picture.children or picture.vulnerable_subjects
    private = picture.sensitivity
    found = [(Class.SIMPLE, 3 if minors else private)]
    if not listed.isdisjoint(words.BEHAVIOURAL):
        found.append((Class.BEHAVIOURAL, private - 1))
    if picture.financial:
        is_usable = private == HIGH and picture.identity_fraud_potential
        found.append((Class.FINANCIAL, private - 1 if is_usable else private - 2))
    if picture.special_category or picture.criminal_offence_data:
        found.append((Class.SENSITIVE, (-3, -1, 0)[private]))
    return found


def _circumstances(picture: Picture, scene: Scene) -> Circumstances:
    return Circumstances(
        _confidentiality(picture),
        _integrity(picture),
        _availability(scene),
        malicious=picture.malicious,
    )


def _confidentiality(picture: Picture) -> Confidentiality:
    if picture.exposed_to_unknown_or_many_recipients:
        return Confidentiality.UNKNOWN_NUMBER
    was_reached = picture.exfiltrated or (picture.confidentiality and picture.recipient_known)
    return Confidentiality.KNOWN_RECIPIENTS if was_reached else Confidentiality.AT_RISK


def _integrity(picture: Picture) -> Integrity:
    if not picture.integrity or not picture.actual_misuse_or_harm:
        return Integrity.NOT_USED
    if picture.backup_available:
        return Integrity.USED_RECOVERABLE
    return Integrity.USED_NOT_RECOVERABLE


def _availability(scene: Scene) -> Availability:
    if not scene.unavailable:
        return Availability.EASILY_RECOVERED
    if scene.gone_for_good:
        return Availability.GONE
    was_easy = scene.impact == 0 or (scene.impact < MAJOR and scene.hours <= SHORT_HOURS)
    return Availability.EASILY_RECOVERED if was_easy else Availability.TEMPORARY
