"""What the regulator asks in a report, in its own order: dated data, for its form changes."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

# An answer: words, or the codes of options; None is "not known yet", which is an answer too.
Value = str | list[str] | None


class Phase(StrEnum):
    """What a report to the regulator is. Source: BR-4.4; BR-5.14; BR-5.15."""

    INITIAL = "initial"
    FURTHER = "further"
    FINAL = "final"
    NO_BREACH = "no_breach"


@dataclass(frozen=True)
class Owed:
    """Something promised to the regulator, or asked by it, with the day it is due.

    key: the id of a question of the form, or of a letter.
    """

    key: str
    due_on: date
    is_letter: bool = False


class Asked(StrEnum):
    """When a question is asked."""

    ALWAYS = "always"
    LATER = "later"  # of every report but the first
    LATE = "late"  # of a first report after the 72 hours
    CYBER = "cyber"


@dataclass(frozen=True)
class Question:
    """One question of the form. `law` is the duty that its answer meets."""

    id: str
    label: str
    kind: str  # one, many, text, lines, number
    status: str
    asked: Asked = Asked.ALWAYS
    is_needed: bool = True
    law: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def words(self, value: Value) -> str:
        """The answer as it is read; "" when it is not known yet."""
        if not value:
            return ""
        if not self.options:
            return str(value)
        chosen = value if isinstance(value, list) else [value]
        return "; ".join(label for code, label in self.options if code in chosen)


@dataclass(frozen=True)
class Part:
    """One part of the form. `has_names` where people's names belong, as contacts."""

    key: str
    title: str
    questions: tuple[Question, ...]
    has_names: bool = False


@dataclass(frozen=True)
class Form:
    """One edition of the form. `checked_on` is when somebody last held it against the original."""

    id: str
    regulator: str
    in_force_on: date
    checked_on: date
    source: str
    parts: tuple[Part, ...]

    def asked(self, when: Collection[Asked]) -> Iterator[tuple[Part, tuple[Question, ...]]]:
        """The parts with the questions that are asked now; no part without any."""
        for part in self.parts:
            found = tuple(each for each in part.questions if each.asked in when)
            if found:
                yield part, found


@cache
def known() -> tuple[Form, ...]:
    """Every edition in `law/report-form.toml`."""
    text = files("tocsin.core").joinpath("law/report-form.toml").read_text(encoding="utf-8")
    return tuple(_form(entry) for entry in tomllib.loads(text)["form"])


def form_on(day: date, regulator_id: str = "ico") -> Form:
    """The edition in force on `day`; the first one before there was any."""
    found = [each for each in known() if each.regulator == regulator_id] or list(known())
    in_force = [each for each in found if each.in_force_on <= day]
    return max(in_force, key=lambda each: each.in_force_on) if in_force else found[0]


def form_called(form_id: str) -> Form:
    """The edition with this id. Raises KeyError when it is not known."""
    return {each.id: each for each in known()}[form_id]


def _form(entry: Mapping[str, Any]) -> Form:
    parts = tuple(
        Part(
            each["key"], each["title"], tuple(_question(one) for one in each["questions"]),
            has_names=each.get("names", False),
        )
        for each in entry["part"]
    )  # fmt: skip
    return Form(
        entry["id"], entry["regulator"], entry["in_force_on"], entry["checked_on"],
        entry["source"], parts,
    )  # fmt: skip


def _question(entry: Mapping[str, Any]) -> Question:
    return Question(
        entry["id"],
        entry["label"],
        entry["kind"],
        entry["status"],
        Asked(entry.get("asked", "always")),
        entry.get("needed", "yes") == "yes",
        entry.get("law", ""),
        tuple((code, label) for code, label in entry.get("options", ())),
    )
