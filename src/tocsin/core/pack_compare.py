"""What a pack leaves open, and how two packs differ, in words for a page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from tocsin.core.conditions import Conditions
from tocsin.core.pack_parts import ANY, Level, RoleSetting, Timescale
from tocsin.core.pack_practice import Review
from tocsin.core.pack_tables import inner, toml_name
from tocsin.core.policy import Pack
from tocsin.core.roles import LABELS, Role
from tocsin.core.when import say_date

NOT_SET = "not set"
# What tells the items of a list apart; the others are told apart by their place.
NAMED_BY = ("key", "category", "review", "level")
ACRONYMS = {"dpo": "DPO"}


@dataclass(frozen=True)
class Unset:
    """Something the document leaves for the school to set."""

    key: str
    label: str
    why: str


@dataclass(frozen=True)
class Difference:
    """One thing that two packs say differently."""

    key: str
    label: str
    before: str
    after: str


def unset(pack: Pack) -> tuple[Unset, ...]:
    """What the pack leaves open, in the order of the document. Source: SI-M7; SI-DOC."""
    return (
        *_document(pack),
        *_levels(pack),
        *_people(pack),
        *_timescales(pack),
        *_practice(pack),
    )


def _document(pack: Pack) -> Iterator[Unset]:
    asked = {
        "version": "Version",
        "approved_by": "Approved by",
        "approved_on": "Date approved",
        "next_review_on": "Next review",
    }
    for name, label in asked.items():
        if not getattr(pack.identity, name):
            yield Unset(f"pack.{name}", label, "A policy says this about itself.")


def _levels(pack: Pack) -> Iterator[Unset]:
    for level in pack.levels:
        if not level.definition:
            why = level.note or "Nobody can choose a level that has no meaning."
            yield Unset(f"levels.{level.key}.definition", f"What “{level.label}” means", why)


def _people(pack: Pack) -> Iterator[Unset]:
    asked = {
        "leads": "Who leads the investigation",
        "oversees": "Who oversees",
        "decides": "Who decides whether to tell the regulator",
        "closes": "Who closes",
    }
    for key in pack.level_keys or (ANY,):
        row = pack.matrix_for(key)
        for name, label in asked.items():
            if getattr(row, name) is None:
                where = f" ({pack.level(key).label})" if pack.levels else ""
                yield Unset(f"matrix.{key}.{name}", label + where, "The document names no role.")


def _timescales(pack: Pack) -> Iterator[Unset]:
    for timescale in pack.timescales:
        if not timescale.is_set:
            key = f"timescales.{timescale.stage}.{timescale.level}"
            where = "" if timescale.level == ANY else f" ({pack.level(timescale.level).label})"
            why = timescale.note or "The document gives no time."
            yield Unset(key, f"How soon: {in_words(timescale.stage)}{where}", why)


def _practice(pack: Pack) -> Iterator[Unset]:
    if pack.pupils.parents_told_up_to_age is None:
        label, why = "Up to what age parents are told", "Without it each pupil is decided alone."
        yield Unset("pupils.parents_told_up_to_age", label, why)
    if not pack.clearance.count:
        label, why = "Who clears what leaves the school", "Nobody is named."
        yield Unset("clearance.roles", label, why)
    if pack.retention_of(ANY) is None:
        yield Unset("retention.any", "How long records are kept", "The document does not say.")
    for review in Review:
        if pack.cycle(review) is None:
            said = in_words(review)
            yield Unset(f"cycles.{review}", f"How often: {said}", "The document does not say.")


def differences(before: Pack, after: Pack) -> tuple[Difference, ...]:
    """Everything the two say differently, in the order of the document."""
    old, new = dict(_said(before, "")), dict(_said(after, ""))
    return tuple(
        Difference(key, label_of(key), old.get(key, NOT_SET), new.get(key, NOT_SET))
        for key in {**old, **new}
        if old.get(key, NOT_SET) != new.get(key, NOT_SET)
    )


def locked_changes(trust: Pack, own: Pack) -> tuple[Difference, ...]:
    """Where a school's own pack departs from what its trust has locked; empty when it may stand."""
    return tuple(
        each
        for each in differences(trust, own)
        if each.key.split(".", maxsplit=1)[0] in trust.group.locked
    )


def _said(part: Any, key: str) -> Iterator[tuple[str, str]]:
    for field in fields(part):
        value, here = getattr(part, field.name), inner(key, toml_name(field.name))
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            yield from _items(value, here)
        elif isinstance(value, Mapping):
            yield from ((inner(here, name), text) for name, text in value.items())
        elif is_dataclass(value) and not isinstance(value, Conditions):
            yield from _said(value, here)
        else:
            yield here, _words(value)


def _items(items: tuple[Any, ...], key: str) -> Iterator[tuple[str, str]]:
    if isinstance(items[0], Level):
        yield f"{key}.order", ", ".join(level.label for level in items)
    for place, item in enumerate(items, start=1):
        here = f"{key}.{_name_of(item, place)}"
        if isinstance(item, Timescale):
            yield here, item.words()
        else:
            yield from _said(item, here)


def _name_of(item: Any, place: int) -> str:
    if isinstance(item, Timescale):
        return str(item.stage) if item.level == ANY else f"{item.stage} ({item.level})"
    if isinstance(item, RoleSetting):
        return str(item.role)
    return next((str(getattr(item, name)) for name in NAMED_BY if hasattr(item, name)), str(place))


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Conditions):
        return value.words()
    if isinstance(value, tuple):
        return ", ".join(map(_words, value)) or NOT_SET
    if isinstance(value, date):
        return say_date(value)
    if isinstance(value, Enum):
        return LABELS[value] if isinstance(value, Role) else in_words(value.value)
    return NOT_SET if value is None else str(value) or NOT_SET


def label_of(key: str) -> str:
    """A key as a person reads it: "Levels: Major: Colour"."""
    return ": ".join(humanised(part) for part in key.split("."))


def humanised(name: str) -> str:
    """A name from the text of a pack as words: "Outcome report", "Tell DPO"."""
    words = in_words(name)
    return words[:1].upper() + words[1:]


def in_words(name: str) -> str:
    """The same, to stand within a sentence."""
    return " ".join(ACRONYMS.get(word, word) for word in name.replace("_", " ").split())
