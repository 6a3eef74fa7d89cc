"""The risk a breach is to people: what to record, whom to tell, why, and what would change it.

Every rule can only raise the level. So filling the gaps once with the most harmless and once with
the worst answers gives the two ends between which the truth lies, whatever it turns out to be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from tocsin.core import risk_attack, risk_disclosure, risk_excuses, risk_loss
from tocsin.core.risk_facts import BreachFacts, unfamiliar
from tocsin.core.risk_picture import Account, Gap, Picture, account_of, any_answer
from tocsin.core.risk_rule import Level, Rule
from tocsin.core.risk_scene import scene_of
from tocsin.core.risk_words import WHY

Outcome: TypeAlias = bool | Literal["depends"]
DEPENDS: Literal["depends"] = "depends"
RULES: tuple[Rule, ...] = risk_attack.RULES + risk_disclosure.RULES + risk_loss.RULES
BY_LEAST = tuple(sorted(RULES, key=lambda rule: -rule.at_least))
BY_MOST = tuple(sorted(RULES, key=lambda rule: -rule.up_to))
NAMES = {Level.NO_BREACH: "unlikely", Level.UNLIKELY: "unlikely", Level.RISK: "risk",
         Level.HIGH: "high"}  # fmt: skip
PROCESSOR = (
    "You hold this information for another organisation: tell them without delay and leave the "
    "judgement of risk to them (UK GDPR Art 33(2)). The outcome here is theirs."
)


class Recommendation(StrEnum):
    """What to do while it stands like this. In doubt, the regulator is told."""

    KEEP = "keep as near miss"
    RECORD = "record"
    TELL_REGULATOR = "tell the regulator"
    TELL_PEOPLE = "tell the regulator and the people"


class Confidence(StrEnum):
    """How far the facts carry the recommendation."""

    FIRM = "firm"  # nothing that is not known could change it
    PARTLY = "partly"  # whether to tell the people is open
    OPEN = "open"  # whether to tell the regulator, or whether it is a breach, is open


@dataclass(frozen=True)
class Span:
    """The lowest and the highest level that the facts allow."""

    lowest: Level
    highest: Level

    def reaches(self, level: Level) -> Outcome:
        """Whether the level is reached: surely, surely not, or it depends."""
        if self.lowest >= level:
            return True
        return DEPENDS if self.highest >= level else False

    @property
    def level(self) -> str:
        """Unlikely, risk or high; depends, when even telling the regulator does."""
        if self.reaches(Level.RISK) == DEPENDS:
            return DEPENDS
        return NAMES[self.lowest]


@dataclass(frozen=True)
class Ground:
    """A rule that fits. Where it is not certain, it fits only some answers to what is missing."""

    rule: Rule
    is_certain: bool


@dataclass(frozen=True)
class Missing:
    """A fact the outcome turns on, and what each answer would make of it, most harmless first.

    `is_alone`: as if everything else that is not known proved harmless.
    """

    fact: str
    why: str
    answers: tuple[tuple[str, Span], ...]
    is_alone: bool = False

    def changes(self, span: Span) -> bool:
        """Whether an answer would make something else of this."""
        return any(answer != span for _, answer in self.answers)


@dataclass(frozen=True)
class Assessment:
    """The risk to people, as far as the facts go. It advises; people decide."""

    span: Span
    grounds: tuple[Ground, ...]
    missing: tuple[Missing, ...]
    notes: tuple[str, ...]

    @property
    def is_personal_data_breach(self) -> Outcome:
        """Whether personal data was lost, changed or disclosed. Source: UK GDPR Art 4(1)(12)."""
        return self.span.reaches(Level.UNLIKELY)

    @property
    def record(self) -> Outcome:
        """Whether the breach log must have it. Source: UK GDPR Art 33(5)."""
        return self.span.reaches(Level.UNLIKELY)

    @property
    def notify_authority(self) -> Outcome:
        """Whether the regulator must be told. Source: UK GDPR Art 33(1); BR-1.4."""
        return self.span.reaches(Level.RISK)

    @property
    def notify_subjects(self) -> Outcome:
        """Whether the people must be told. Source: UK GDPR Art 34(1); BR-1.5."""
        return self.span.reaches(Level.HIGH)

    @property
    def recommendation(self) -> Recommendation:
        """What to do now. Source: UK GDPR Art 33(1): notify unless a risk is unlikely."""
        if self.span.lowest is Level.HIGH:
            return Recommendation.TELL_PEOPLE
        if self.span.highest >= Level.RISK:
            return Recommendation.TELL_REGULATOR
        is_breach = self.span.highest is Level.UNLIKELY
        return Recommendation.RECORD if is_breach else Recommendation.KEEP

    @property
    def confidence(self) -> Confidence:
        """How far the facts carry the recommendation."""
        if DEPENDS in (self.record, self.notify_authority):
            return Confidence.OPEN
        return Confidence.PARTLY if self.notify_subjects == DEPENDS else Confidence.FIRM


def assess(facts: BreachFacts) -> Assessment:
    """Judge the risk to people from what is known and from every answer to what is not.

    Source: UK GDPR Arts 33 and 34; BR-1.4; BR-1.5; BR-3.2.
    """
    account = account_of(facts)
    span = _span(account.best, account.worst)
    notes = unfamiliar(facts)
    if facts.controller_role == "processor":
        notes = (PROCESSOR, *notes)
    return Assessment(span, _grounds(account, span), _missing(account, span), notes)


def _span(best: Picture, worst: Picture) -> Span:
    return Span(_lowest(best), _highest(worst))


def _lowest(picture: Picture) -> Level:
    """The least that the rules make of a complete account."""
    scene = scene_of(picture)
    if scene is None:
        return Level.NO_BREACH
    found = (rule.at_least for rule in BY_LEAST if rule.applies(scene))
    return next(found, Level.UNLIKELY)


def _highest(picture: Picture) -> Level:
    """The most that the rules make of a complete account."""
    scene = scene_of(picture)
    if scene is None:
        return Level.NO_BREACH
    found = (rule.up_to for rule in BY_MOST if rule.applies(scene))
    return next(found, Level.UNLIKELY)


def _fitting(picture: Picture) -> tuple[Rule, ...]:
    scene = scene_of(picture)
    if scene is None:
        return ()
    return tuple(rule for rule in (*RULES, *risk_excuses.RULES) if rule.applies(scene))


def _grounds(account: Account, span: Span) -> tuple[Ground, ...]:
    """The rules that fit, gravest first; excuses only while nothing is certain to outweigh them."""
    at_best, at_worst = _fitting(account.best), _fitting(account.worst)
    found = [Ground(rule, is_certain=rule in at_best) for rule in at_worst]
    found += [Ground(rule, is_certain=False) for rule in at_best if rule not in at_worst]
    if span.lowest > Level.UNLIKELY:
        found = [ground for ground in found if ground.rule.at_least > Level.UNLIKELY]
    return tuple(sorted(found, key=lambda ground: (not ground.is_certain, -ground.rule.at_least)))


def _missing(account: Account, span: Span) -> tuple[Missing, ...]:
    """What would settle it: facts not known, then known ones which the rules leave to judgement."""
    if span.lowest == span.highest:
        return ()
    unknown = [_asked(gap, account, span) for gap in account.gaps]
    known = [_asked(gap, account, span) for gap in _weighed(account)]
    found = [each for each in (*unknown, *known) if each.changes(span)]
    return tuple(found or _alone(account) or unknown)


def _alone(account: Account) -> list[Missing]:
    """Where no single answer settles it: facts that matter even if all else proves harmless."""
    now = _span(account.best, account.best)
    asked = [
        Missing(gap.fact, WHY[gap.fact], tuple(_answered_alone(gap, account)), is_alone=True)
        for gap in account.gaps
    ]
    return [each for each in asked if each.changes(now)]


def _answered_alone(gap: Gap, account: Account) -> Iterator[tuple[str, Span]]:
    for word, parts in gap.answers:
        picture = account.best._replace(**parts)
        yield word, _span(picture, picture)


def _weighed(account: Account) -> tuple[Gap, ...]:
    """The known facts that a rule, whose source leaves the level open, asks people to weigh."""
    open_rules = [rule for rule in _fitting(account.worst) if rule.up_to > rule.at_least]
    facts = dict.fromkeys(fact for rule in open_rules for fact in rule.turns_on)
    unknown = {gap.fact for gap in account.gaps}
    return tuple(any_answer(fact) for fact in facts if fact not in unknown)


def _asked(gap: Gap, account: Account, span: Span) -> Missing:
    answers = []
    for word, parts in gap.answers:
        # The ends of a gap that is open are known already.
        best = span.lowest if parts is gap.best else _lowest(account.best._replace(**parts))
        worst = span.highest if parts is gap.worst else _highest(account.worst._replace(**parts))
        answers.append((word, Span(best, worst)))
    return Missing(gap.fact, WHY[gap.fact], tuple(answers))
