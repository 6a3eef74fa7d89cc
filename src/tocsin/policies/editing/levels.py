"""The levels of severity, and how severity is arrived at."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tocsin.core.pack_checks import MOST_LEVELS
from tocsin.core.pack_parts import Colour, Level, Mode, SeveritySetting
from tocsin.core.policy import Pack
from tocsin.policies.editing.base import SectionForm, level_in
from tocsin.ui.fields import Choice, Dropdown, LongText, Text, Tick

LONGEST_KEY = 30  # as long as an incident keeps its severity
NEW = "new"


class LevelForm(SectionForm):
    """One level: what it is called and what it means. `item` is its key, or "new"."""

    title = "Level of severity"
    back = "policies:levels"
    law = (
        "Whatever the level, the law asks whether people are at risk, and every personal data"
        " breach is logged. A level decides who is brought in, not whether the law applies."
    )
    label = Text(label="Name", empty="Enter a name for the level", longest=60)
    colour = Dropdown(
        [(colour.value, colour.value.capitalize()) for colour in Colour], label="Colour"
    )
    definition = LongText(
        label="What it means",
        help_text="Nobody can choose well between levels that have no meaning.",
        required=False,
        rows=4,
    )
    examples = LongText(label="Examples, one on each line", required=False, rows=5)
    is_serious = Tick(
        label="This level is serious: it brings in the Headteacher and goes to the DPO",
        required=False,
    )

    @property
    def heading(self) -> str:
        """The level's own name."""
        is_new = self.item == NEW
        return "Add a level" if is_new else f"Level: {level_in(self.pack, self.item).label}"

    def initial_of(self) -> dict[str, Any]:
        if self.item == NEW:
            return {"colour": Colour.GREY.value}
        level = level_in(self.pack, self.item)
        return {
            "label": level.label,
            "colour": level.colour.value,
            "definition": level.definition,
            "examples": "\n".join(level.examples),
            "is_serious": level.is_serious,
        }

    def clean(self) -> dict[str, Any]:
        if self.item == NEW and len(self.pack.levels) >= MOST_LEVELS:
            self.add_error(None, f"A policy has {MOST_LEVELS} levels at most. Remove one first.")
        return super().clean()

    def applied(self, answers: dict[str, Any]) -> Pack:
        known = self.item != NEW
        key = self.item if known else key_for(answers["label"], self.pack)
        old = level_in(self.pack, key) if known else Level(key, "")
        level = replace(
            old,
            label=answers["label"],
            colour=Colour(answers["colour"]),
            definition=answers["definition"].strip(),
            examples=tuple(filter(None, map(str.strip, answers["examples"].splitlines()))),
            is_serious=answers["is_serious"],
        )
        others = [level if each.key == key else each for each in self.pack.levels]
        return replace(self.pack, levels=in_order(others if known else [*others, level]))


class SeverityForm(SectionForm):
    """How the severity of an incident is suggested."""

    title = "How severity is set"
    intro = "A person decides in the end, always, and may say otherwise with a reason."
    mode = Choice((), label="Where does the suggestion come from?", empty="Select one")

    def initial_of(self) -> dict[str, Any]:
        return {"mode": self.pack.severity.mode.value}

    def ask(self) -> None:
        setting = self.pack.severity
        modes = [(Mode.CHOSEN.value, "Nowhere: people choose by what the levels mean")]
        if setting.rules:
            modes.append((Mode.RULES.value, "The rules of this policy"))
        if setting.score:
            modes.append((Mode.SCORE.value, "The score of this policy"))
        self.offer("mode", modes)

    def applied(self, answers: dict[str, Any]) -> Pack:
        return replace(self.pack, severity=replace(self.pack.severity, mode=Mode(answers["mode"])))


def in_order(levels: Iterable[Level]) -> tuple[Level, ...]:
    """Levels as they were, but serious ones after those that are not."""
    return tuple(sorted(levels, key=lambda level: level.is_serious))


def key_for(label: str, pack: Pack) -> str:
    """A key for a new level that no other level of the pack has."""
    stem = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")[: LONGEST_KEY - 3] or "level"
    taken = {*pack.level_keys, "any", NEW, "move", "remove"}
    names = (stem, *(f"{stem}-{number}" for number in range(2, 99)))
    return next(name for name in names if name not in taken)


def moved(pack: Pack, key: str, *, up: bool) -> Pack:
    """The pack with the level one place worse (`up`) or less bad, among serious ones or others."""
    levels = list(pack.levels)
    place = levels.index(level_in(pack, key))
    other = place + (1 if up else -1)
    if 0 <= other < len(levels):
        levels[place], levels[other] = levels[other], levels[place]
    return replace(pack, levels=in_order(levels))


def without(pack: Pack, key: str) -> Pack:
    """The pack without the level, its row of the matrix, its timescales and its own rules."""
    level_in(pack, key)
    levels = tuple(level for level in pack.levels if level.key != key)
    severity = pack.severity
    if not levels:
        severity = SeveritySetting()
    elif severity.rules:
        severity = replace(severity, rules=tuple(r for r in severity.rules if r.level != key))
        if not severity.rules:
            severity = replace(severity, mode=Mode.CHOSEN)
    return replace(
        pack,
        levels=levels,
        severity=severity,
        matrix=tuple(row for row in pack.matrix if row.level != key),
        timescales=tuple(row for row in pack.timescales if row.level != key),
    )
