"""How serious an incident looks. The pack suggests, with its reasons; a person decides."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from tocsin.core.conditions import Answers, people_between
from tocsin.core.policy import Mode, Pack, Score

# How a report says it when nobody has counted: the fewest and the most people.
PEOPLE_BANDS: dict[str, tuple[int, int | None]] = {
    "1": (1, 1),
    "10": (2, 10),
    "100": (11, 100),
    "more": (101, None),
}


@dataclass(frozen=True)
class SeverityAnswers:
    """What is known for judging severity. None means not known, and is never read as harmless."""

    people: int | tuple[int, int | None] | None = None
    kind: str | None = None
    source: str | None = None
    cause: str | None = None
    personal_data: bool | None = None
    special_category: bool | None = None
    children: bool | None = None
    vulnerable: bool | None = None
    contained: bool | None = None
    encrypted: bool | None = None
    availability_only: bool | None = None
    recipient_trusted: bool | None = None
    recovered: bool | None = None
    limited_data: bool | None = None
    hard_to_access: bool | None = None
    similar_before: bool | None = None
    safeguards_failed: bool | None = None
    media_interest: bool | None = None
    distress_likely: bool | None = None
    harm_likely: bool | None = None
    cyber: bool | None = None

    def as_answers(self) -> Answers:
        """The same, for the conditions of a pack."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class Suggestion:
    """A level with its reasons, in sentences.

    `level_key` is what follows from what is known. `might_be` is the worst that what is not known
    yet could make of it, when that is worse; `missing` says what would settle it.
    """

    level_key: str | None
    reasons: tuple[str, ...] = ()
    score: int | None = None
    might_be: str | None = None
    missing: tuple[str, ...] = ()


def suggest(pack: Pack, answers: SeverityAnswers) -> Suggestion:
    """What level the pack's own rules or score suggest; none where the pack leaves it to people.

    Source: SI-M5-OVERSEE.
    """
    setting = pack.severity
    if setting.mode is Mode.RULES:
        return _by_rules(pack, answers.as_answers())
    if setting.mode is Mode.SCORE and setting.score is not None:
        return _by_score(pack, setting.score, answers.as_answers())
    return Suggestion(None, ("Your policy leaves this for people to judge.",))


def _by_rules(pack: Pack, answers: Answers) -> Suggestion:
    possible: list[str] = []
    missing: list[str] = []
    for rule in pack.severity.rules:
        holds = pack.holds(rule.when, answers)
        label = pack.level(rule.level).label
        if holds is None:
            possible.append(rule.level)
            missing += [f"{label} if {words}." for words in rule.when.not_known(answers)]
        elif holds:
            because = rule.because or f"{label}, because {rule.when.words()}."
            return _with_doubt(pack, Suggestion(rule.level, (because,)), possible, missing)
    nothing = Suggestion(None, ("No rule of your policy fits what is known.",))
    return _with_doubt(pack, nothing, possible, missing)


def _with_doubt(
    pack: Pack, known: Suggestion, possible: Iterable[str], missing: Iterable[str]
) -> Suggestion:
    """Keep what could make it worse; what could only make it better is no comfort yet."""
    floor = -1 if known.level_key is None else pack.rank(known.level_key)
    worst = max(map(pack.rank, possible), default=-1)
    if worst <= floor:
        return known
    might_be = pack.levels[worst].key
    return Suggestion(known.level_key, known.reasons, known.score, might_be, tuple(missing))


def _by_score(pack: Pack, score: Score, answers: Answers) -> Suggestion:
    fewest, most = people_between(answers)
    low = _scale(score, fewest)
    high = max(step.points for step in score.scale) if most is None else _scale(score, most)
    reasons = [f"{low if low == high else f'At least {low}'} for the number of people."]
    missing = [] if low == high else ["How many people are affected."]
    for factor in score.factors:
        holds, words = pack.holds(factor.when, answers), factor.when.words()
        if holds:
            low, high = low + factor.points, high + factor.points
            reasons.append(f"{factor.points:+} because {words}.")
        elif holds is None and factor.points > 0:
            high += factor.points
            missing.append(f"Whether {words}.")
    counted = people_between(answers) != (0, None)
    known = Suggestion(_level_for(score, low), tuple(reasons), low)
    if not counted:
        known = Suggestion(None, ("The score needs a number of people, if only a guess.",))
    worst = _level_for(score, high)
    return _with_doubt(pack, known, [worst] if worst else [], missing)


def _scale(score: Score, people: int) -> int:
    return max((step.points for step in score.scale if people >= step.people_at_least), default=0)


def _level_for(score: Score, points: int) -> str | None:
    reached = [step.level for step in score.thresholds if points >= step.at_least]
    return reached[-1] if reached else score.thresholds[0].level
