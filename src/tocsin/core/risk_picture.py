"""A breach with every gap filled: once as well, once as badly, as what is known allows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf
from typing import Any, NamedTuple, TypeAlias

from tocsin.core import risk_facts as words
from tocsin.core.risk_facts import BreachFacts, people_between

Parts: TypeAlias = dict[str, Any]  # parts of a Picture, by name


class Picture(NamedTuple):
    """One complete account. The defaults are the most harmless answers."""

    personal_data_involved: bool = False
    confidentiality: bool = False
    integrity: bool = False
    availability: bool = False
    exfiltrated: bool = False
    malicious: bool = False
    sensitivity: int = 0  # index in words.SENSITIVITY
    special_category: bool = False
    criminal_offence_data: bool = False
    identity_fraud_potential: bool = False
    financial: bool = False
    credentials: bool = False
    identity_numbers: bool = False
    safeguarding: bool = False
    children: bool = False
    vulnerable_subjects: bool = False
    ease: int = 0  # index in words.EASE
    unintelligible: bool = True
    key_or_secret_compromised: bool = False
    already_public: bool = True
    recipient_known: bool = True
    recipient_trusted: bool = True
    data_recovered_or_confirmed_deleted: bool = True
    exposed_to_unknown_or_many_recipients: bool = False
    people: float = 1
    systemic_or_repeat: bool = False
    actual_misuse_or_harm: bool = False
    backup_available: bool = True
    hours: float = 0
    impact: int = 0  # index in words.IMPACT
    permanent_loss: bool = False
    gone_device: bool = False
    visible_addresses: bool = False
    maintenance: bool = True


HARMLESS = Picture()
KINDS = {
    "financial": words.FINANCIAL,
    "credentials": words.CREDENTIALS,
    "identity_numbers": words.IDENTITY_NUMBERS,
    "safeguarding": words.SAFEGUARDING,
}
SCALES = {
    "data_sensitivity": ("sensitivity", words.SENSITIVITY),
    "ease_of_identification": ("ease", words.EASE),
    "service_impact_on_subjects": ("impact", words.IMPACT),
}
STEPS = ((1, "fewer than 100"), (100, "100 to 999"), (1_000, "1,000 to 9,999"),
         (10_000, "10,000 or more"))  # fmt: skip
CAUSE_PARTS = {
    "planned_maintenance": {"maintenance": True},
    "something else": {},
    "visible_recipients": {"visible_addresses": True},
    "device_loss": {"gone_device": True},
}
NO_CAUSE = {"gone_device": False, "visible_addresses": False, "maintenance": False}


@dataclass(frozen=True)
class Gap:
    """A fact that is not known: each possible answer with what it would make of the picture."""

    fact: str
    answers: tuple[tuple[str, Parts], ...]  # most harmless first
    best: Parts
    worst: Parts


@dataclass(frozen=True)
class Account:
    """The best and the worst that the facts allow, and the gaps that lie between."""

    best: Picture
    worst: Picture
    gaps: tuple[Gap, ...]


def account_of(facts: BreachFacts) -> Account:
    """Fill every gap both ways. Each part of a picture only ever pushes the outcome one way, so
    nothing the gaps could hold lies outside the two.
    """
    known: Parts = {}
    gaps: list[Gap] = []
    for found in _read(facts):
        if isinstance(found, Gap):
            gaps.append(found)
        else:
            known |= found
    best, worst = dict(known), dict(known)
    for gap in gaps:
        best |= gap.best
        worst |= gap.worst
    return Account(Picture(**best), Picture(**worst), tuple(gaps))


def _read(facts: BreachFacts) -> Iterator[Parts | Gap]:
    implied = _implied(facts)
    for name in words.YES_NO:
        value = implied.get(name, getattr(facts, name))
        yield YES_NO_GAPS[name] if value is None else {name: value}
    for name, (part, scale) in SCALES.items():
        word = getattr(facts, name)
        yield SCALE_GAPS[name] if word is None else {part: scale.index(word)}
    yield EXFILTRATED if facts.exfiltrated is None else {"exfiltrated": facts.exfiltrated}
    yield _types(facts)
    yield _kinds(facts)
    yield _people(facts)
    hours = facts.restored_within_hours
    yield HOURS if hours is None else {"hours": hours}
    yield CAUSE if facts.cause is None else _cause(facts.cause)


def _implied(facts: BreachFacts) -> Parts:
    """Answers which follow from another fact."""
    categories = facts.data_categories or frozenset()
    found: Parts = {}
    if not categories.isdisjoint(words.SPECIAL):
        found["special_category"] = True
    if not categories.isdisjoint(words.CRIMINAL):
        found["criminal_offence_data"] = True
    if facts.permanent_loss is None and facts.restored_within_hours is not None:
        found["permanent_loss"] = False  # what came back was not lost for good
    if not facts.recipient_known:
        # Whoever nobody can name is not known, and nobody can vouch for them.
        found |= {"recipient_known": False, "recipient_trusted": False}
    return found


def _types(facts: BreachFacts) -> Parts | Gap:
    if facts.breach_types is None:
        return BREACH_TYPES
    return {each: each in facts.breach_types for each in words.BREACH_TYPES}


def _kinds(facts: BreachFacts) -> Parts | Gap:
    """What kinds of data are listed; "unspecified" leaves room for every other kind."""
    listed = facts.data_categories or frozenset({words.UNSPECIFIED})
    found = {part: not kinds.isdisjoint(listed) for part, kinds in KINDS.items()}
    if words.UNSPECIFIED not in listed:
        return found
    every = dict.fromkeys(KINDS, True)
    answers = [("none of the kinds below", found)]
    answers += [(part, {**found, part: True}) for part in KINDS if not found[part]]
    return Gap("data_categories", tuple(answers), best=found, worst=every)


def _people(facts: BreachFacts) -> Parts | Gap:
    fewest, most = people_between(facts)
    if fewest == most:
        return {"people": fewest}
    inside = tuple(
        (label, {"people": max(step, fewest)})
        for (step, label), (following, _) in zip(STEPS, (*STEPS[1:], (inf, "")), strict=True)
        if following > fewest and (most is None or step <= most)
    )
    worst = {"people": inf if most is None else most}
    return Gap("number_of_subjects", inside, best=inside[0][1], worst=worst)


def _cause(cause: str) -> Parts:
    return {
        "gone_device": cause in words.GONE_DEVICE,
        "visible_addresses": cause in words.VISIBLE_ADDRESSES,
        "maintenance": cause in words.MAINTENANCE,
    }


def _gap(fact: str, *answers: tuple[str, Parts]) -> Gap:
    return Gap(fact, answers, best=answers[0][1], worst=answers[-1][1])


def _yes_no_gap(name: str) -> Gap:
    harmless = getattr(HARMLESS, name)
    return _gap(name, *((str(value).lower(), {name: value}) for value in (harmless, not harmless)))


def _either(*names: str) -> Parts:
    return {each: each in names for each in words.BREACH_TYPES}


YES_NO_GAPS = {name: _yes_no_gap(name) for name in words.YES_NO}
SCALE_GAPS = {
    name: _gap(name, *((word, {part: rank}) for rank, word in enumerate(scale)))
    for name, (part, scale) in SCALES.items()
}
EXFILTRATED = _yes_no_gap("exfiltrated")
HOURS = _gap("restored_within_hours", ("within a day", {"hours": 0.0}), ("longer", {"hours": inf}))
BREACH_TYPES = _gap(
    "breach_types",
    ("none", _either()),
    *((each, _either(each)) for each in words.BREACH_TYPES),
    ("all of them", _either(*words.BREACH_TYPES)),
)
CAUSE = Gap(
    "cause",
    tuple((word, NO_CAUSE | parts) for word, parts in CAUSE_PARTS.items()),
    best=NO_CAUSE | {"maintenance": True},
    worst={"gone_device": True, "visible_addresses": True, "maintenance": False},
)
BY_FACT = {
    **YES_NO_GAPS,
    **SCALE_GAPS,
    "restored_within_hours": HOURS,
    "number_of_subjects": Gap(
        "number_of_subjects", tuple((label, {"people": step}) for step, label in STEPS), {}, {}
    ),
    "data_categories": Gap(
        "data_categories",
        (("nothing more than is listed", {}), *((part, {part: True}) for part in KINDS)),
        best={},
        worst={},
    ),
}


def any_answer(fact: str) -> Gap:
    """The answers a known fact could have had instead; its ends say nothing of the account's."""
    return replace(BY_FACT[fact], best={}, worst={})
