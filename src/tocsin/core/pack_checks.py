"""What must be true between the parts of a pack, and the law that no pack may loosen."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from tocsin.core import causes, regulator
from tocsin.core.clock import Unit
from tocsin.core.conditions import KINDS, Conditions, LevelIs
from tocsin.core.pack_parts import ANY, CountedFrom, MatrixRow, Mode, Stage, Timescale
from tocsin.core.pack_tables import Complain, inner, toml_name
from tocsin.core.policy import WORDING, Pack

MOST_LEVELS = 5
MOST_HOURS = 72
LAST_HOUR = 23
MOST_SEEN = 72  # hours; nobody is left alone with it for longer
MOST_AMOUNT = 1000
OLDEST_PUPIL = 25
KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,29}")  # records keep keys, so they are short


def check(pack: Pack, complain: Complain) -> None:
    """Complain of everything that does not fit together."""
    for each in CHECKS:
        each(pack, complain)


def _levels(pack: Pack, complain: Complain) -> None:
    if len(pack.levels) > MOST_LEVELS:
        complain("levels[6]", f"levels may be {MOST_LEVELS} at most. Leave the others out.")
    was_serious = False
    for place, level in enumerate(pack.levels, start=1):
        here = f"levels[{place}]"
        if level.key == ANY:
            complain(f"{here}.key", f'{here}.key must not be "{ANY}": that stands for every level.')
        if was_serious and not level.is_serious:
            complain(here, f"{here} is worse than a serious level. Add is_serious = true.")
        was_serious = level.is_serious


def _keys(pack: Pack, complain: Complain) -> None:
    for here, part in _walk(pack, ""):
        key = getattr(part, "key", None)
        if key is not None and part is not pack and not KEY.fullmatch(key):
            where = inner(here, "key")
            complain(where, f"{where} must be small letters, digits, - and _, 30 at most.")


def _level_names(pack: Pack, complain: Complain) -> None:
    for key, level, may_be_any in _levels_named(pack):
        allowed = [*pack.level_keys, ANY] if may_be_any else pack.level_keys
        if level not in allowed:
            said = f"Write one of {', '.join(allowed)}." if allowed else "The pack has no levels."
            complain(key, f"{key} names a level that is not there. {said}")


def _levels_named(pack: Pack) -> Iterator[tuple[str, str, bool]]:
    """Where a level is named, which, and whether "any" would do there."""
    for key, part in _walk(pack, ""):
        if isinstance(part, LevelIs):
            yield from ((key, level, False) for level in part.levels)
        elif isinstance(getattr(part, "level", None), str):
            yield inner(key, "level"), part.level, isinstance(part, MatrixRow | Timescale)
    for place, level in enumerate(pack.outcome_report.levels, start=1):
        yield f"outcome_report.levels[{place}]", level, True


def _walk(part: Any, key: str) -> Iterator[tuple[str, Any]]:
    """Every dataclass within a part, with its key."""
    yield key, part
    if isinstance(part, Conditions):
        yield from ((f"{key}.{each.name}", each) for each in part.all_of)
        return
    for field in fields(part):
        value, here = getattr(part, field.name), inner(key, toml_name(field.name))
        items = enumerate(value, start=1) if isinstance(value, tuple) else ()
        if is_dataclass(value):
            yield from _walk(value, here)
        for place, item in items:
            if is_dataclass(item):
                yield from _walk(item, f"{here}[{place}]")


def _repeats(pack: Pack, complain: Complain) -> None:
    once: dict[str, Iterable[object]] = {
        "levels": [each.key for each in pack.levels],
        "roles": [each.role for each in pack.roles],
        "matrix": [each.level for each in pack.matrix],
        "timescales": [(each.stage, each.level) for each in pack.timescales],
        "duties": [each.key for each in pack.duties],
        "bodies": [each.key for each in pack.bodies],
        "playbooks": [each.key for each in pack.playbooks],
        "retention": [each.category for each in pack.retention],
        "cycles": [each.review for each in pack.cycles],
        "own_causes": [each.key for each in pack.own_causes],
        "log_columns": [each.key for each in pack.log_columns],
    }
    for place, playbook in enumerate(pack.playbooks, start=1):
        once[f"playbooks[{place}].steps"] = [step.key for step in playbook.steps]
    for section, keys in once.items():
        seen: set[object] = set()
        for place, key in enumerate(keys, start=1):
            if key in seen:
                here = f"{section}[{place}]"
                complain(here, f"{here} says again what stands above. Leave one of them out.")
            seen.add(key)


def _severity(pack: Pack, complain: Complain) -> None:
    setting, score = pack.severity, pack.severity.score
    if setting.mode is Mode.RULES and not setting.rules:
        complain("severity.mode", 'severity.mode "rules" needs [[severity.rules]]. Add some.')
    if setting.mode is Mode.SCORE and score is None:
        complain("severity.mode", 'severity.mode "score" needs [severity.score]. Add it.')
    if setting.mode is not Mode.CHOSEN and not pack.levels:
        complain("severity.mode", 'severity.mode must be "chosen" in a pack without levels.')
    if score is not None:
        steps = [step.people_at_least for step in score.scale]
        bounds = [step.at_least for step in score.thresholds]
        for name, numbers in (("scale", steps), ("thresholds", bounds)):
            if not numbers or numbers != sorted(set(numbers)):
                here = f"severity.score.{name}"
                complain(here, f"{here} must go up from one step to the next.")


def _timescales(pack: Pack, complain: Complain) -> None:
    for place, timescale in enumerate(pack.timescales, start=1):
        here = f"timescales[{place}]"
        if timescale.amount is not None and timescale.is_immediate:
            complain(here, f"{here} has an amount and is_immediate. Leave one of them out.")
        if any(not 1 <= hours <= MOST_AMOUNT for hours in timescale.warn_before):
            complain(
                f"{here}.warn_before", f"{here}.warn_before must be hours, 1 to {MOST_AMOUNT}."
            )
        if timescale.stage is Stage.TELL_REGULATOR and not _is_within_the_law(timescale):
            complain(
                here,
                f"{here} must be hours, at most {MOST_HOURS}, from aware: the law allows no more. "
                f'Write from = "aware", unit = "hours" and amount = {MOST_HOURS} or less.',
            )


def _is_within_the_law(timescale: Timescale) -> bool:
    """Whether it tightens the law or leaves it. Source: UK GDPR Art 33(1); BR-1.4."""
    if timescale.is_immediate or timescale.amount is None:
        return not timescale.is_immediate
    from_awareness = timescale.counted_from is CountedFrom.AWARE
    return from_awareness and timescale.unit is Unit.HOURS and timescale.amount <= MOST_HOURS


def _amounts(pack: Pack, complain: Complain) -> None:
    for key, part in _walk(pack, ""):
        amount = getattr(part, "amount", None)
        if amount is not None and not 1 <= amount <= MOST_AMOUNT:
            complain(f"{key}.amount", f"{key}.amount must be between 1 and {MOST_AMOUNT}.")
    age = pack.pupils.parents_told_up_to_age
    if age is not None and not 0 <= age <= OLDEST_PUPIL:
        here = "pupils.parents_told_up_to_age"
        complain(here, f"{here} must be between 0 and {OLDEST_PUPIL}.")
    if not 0 <= pack.clearance.count <= len(pack.clearance.roles):
        complain("clearance.count", "clearance.count must be no more than the roles that clear.")
    _numbers_of_escalation(pack, complain)


def _numbers_of_escalation(pack: Pack, complain: Complain) -> None:
    for name, least, most in (
        ("every_hours", 1, MOST_AMOUNT), ("seen_for_hours", 1, MOST_SEEN),
        ("quiet_from", 0, LAST_HOUR), ("quiet_until", 0, LAST_HOUR),
    ):  # fmt: skip
        here = f"escalation.{name}"
        if not least <= getattr(pack.escalation, name) <= most:
            complain(here, f"{here} must be between {least} and {most}.")


def _words(pack: Pack, complain: Complain) -> None:
    for name in pack.wording.keys() - WORDING.keys():
        here = f"wording.{name}"
        complain(here, f"{here} is not used. Write one of {', '.join(sorted(WORDING))}.")


def _names(pack: Pack, complain: Complain) -> None:
    sections = frozenset(toml_name(field.name) for field in fields(pack))
    named: list[tuple[str, str, frozenset[str]]] = [
        ("pack.regulator", pack.identity.regulator, regulator.ids())
    ]
    named += [
        (f"{section}[{place}]", name, allowed)
        for section, names, allowed in (
            ("scope.logged", pack.scope.logged, KINDS),
            ("group.locked", pack.group.locked, sections),
        )
        for place, name in enumerate(names, start=1)
    ]
    named += [
        (f"own_causes[{place}].cause", own.cause, causes.KEYS)
        for place, own in enumerate(pack.own_causes, start=1)
    ]
    for key, name, allowed in named:
        if name not in allowed:
            complain(key, f"{key} must be one of {', '.join(sorted(allowed))}.")


CHECKS = (
    _keys,
    _levels,
    _level_names,
    _repeats,
    _severity,
    _timescales,
    _amounts,
    _words,
    _names,
)
