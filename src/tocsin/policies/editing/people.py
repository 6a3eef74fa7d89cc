"""Who does what: the matrix, escalation, and who clears what leaves the school."""

from dataclasses import replace
from typing import Any

from tocsin.core.pack_checks import LAST_HOUR, MOST_AMOUNT, MOST_SEEN
from tocsin.core.pack_parts import ANY, MatrixRow
from tocsin.core.policy import Clearance, Escalation, Pack
from tocsin.core.roles import Role
from tocsin.policies.editing.base import (
    NOBODY,
    SectionForm,
    level_in,
    role_or_none,
    roles_from,
    roles_of,
)
from tocsin.ui.fields import Choices, Dropdown, Tick, WholeNumber

ONE = ("leads", "oversees", "decides", "closes")
SEVERAL = ("told", "supports", "signs")
STEPS = 5


class MatrixForm(SectionForm):
    """Who does what at one level, or at every level. `item` is its key, or "any"."""

    title = "Who does what"
    intro = "What is left empty at one level is as it is at every level."
    told = Choices((), label="Who is told at once?", required=False)
    leads = Dropdown((), label="Who leads the investigation?", required=False)
    supports = Choices((), label="Who supports it?", required=False)
    oversees = Dropdown((), label="Who oversees it?", required=False)
    decides = Dropdown((), label="Who decides whether to tell the regulator?", required=False)
    signs = Choices((), label="Who signs the outcome report?", required=False)
    closes = Dropdown((), label="Who closes the incident?", required=False)

    @property
    def heading(self) -> str:
        """The level it is about."""
        where = "at every level" if self.pack.levels else "in every incident"
        if self.item != ANY:
            where = f"at the level “{level_in(self.pack, self.item).label}”"
        return f"{self.title} {where}"

    def _row(self) -> MatrixRow:
        if self.item != ANY:
            level_in(self.pack, self.item)
        rows = (row for row in self.pack.matrix if row.level == self.item)
        return next(rows, MatrixRow(self.item))

    def initial_of(self) -> dict[str, Any]:
        row = self._row()
        return {name: getattr(row, name) for name in (*ONE, *SEVERAL)}

    def ask(self) -> None:
        roles = roles_of(self.pack)
        for name in ONE:
            self.offer(name, [NOBODY, *roles])
        for name in SEVERAL:
            self.offer(name, roles)

    def applied(self, answers: dict[str, Any]) -> Pack:
        one = {name: role_or_none(answers[name]) for name in ONE}
        several = {name: roles_from(answers[name]) for name in SEVERAL}
        row = MatrixRow(self.item, **one, **several)  # type: ignore[arg-type]
        rows = [each for each in self.pack.matrix if each.level != self.item]
        if row != MatrixRow(self.item):
            rows.append(row)
        order = [ANY, *self.pack.level_keys]
        return replace(
            self.pack, matrix=tuple(sorted(rows, key=lambda each: order.index(each.level)))
        )


class EscalationForm(SectionForm):
    """Who hears of lateness, in order."""

    title = "Escalation"
    intro = "When something is late, the first is told; if it stays late, the next, and so on."
    first = Dropdown((), label="First", required=False)
    second = Dropdown((), label="Second", required=False)
    third = Dropdown((), label="Third", required=False)
    fourth = Dropdown((), label="Fourth", required=False)
    fifth = Dropdown((), label="Fifth", required=False)
    every_hours = WholeNumber(
        label="Hours until the next one is told",
        empty="Enter a number of hours",
        least=1,
        most=MOST_AMOUNT,
    )
    seen_for_hours = WholeNumber(
        label="Hours until the next one is told when somebody has said that they deal with it",
        empty="Enter a number of hours",
        least=1,
        most=MOST_SEEN,
    )
    quiet_from = WholeNumber(
        label="Quiet from which hour?",
        help_text="From 0 to 23. What can wait is not sent at night. What the 72 hours hang on is"
        " always sent at once.",
        empty="Enter an hour",
        least=0,
        most=LAST_HOUR,
    )
    quiet_until = WholeNumber(
        label="Quiet until which hour?",
        help_text="The same hour in both means that no night is quiet.",
        empty="Enter an hour",
        least=0,
        most=LAST_HOUR,
    )
    quiet_weekends = Tick(label="Weekends are quiet too", required=False)
    places = ("first", "second", "third", "fourth", "fifth")
    numbers = ("every_hours", "seen_for_hours", "quiet_from", "quiet_until", "quiet_weekends")

    def initial_of(self) -> dict[str, Any]:
        setting = self.pack.escalation
        chain = dict(zip(self.places, setting.chain, strict=False))
        return {**chain, **{name: getattr(setting, name) for name in self.numbers}}

    def ask(self) -> None:
        for name in self.places:
            self.offer(name, [NOBODY, *roles_of(self.pack)])

    def clean(self) -> dict[str, Any]:
        named = [self.cleaned_data.get(name) for name in self.places]
        for name, role in zip(self.places, named, strict=True):
            if role and named.count(role) > 1 and named.index(role) != self.places.index(name):
                self.add_error(name, "Select each person once")
        return super().clean()

    def applied(self, answers: dict[str, Any]) -> Pack:
        chain = roles_from([answers[name] for name in self.places if answers[name]])
        rest = self.pack.escalation.chain[STEPS:]
        own = {name: answers[name] for name in self.numbers}
        return replace(self.pack, escalation=Escalation((*chain, *rest), **own))


class ClearanceForm(SectionForm):
    """Who must agree before anything leaves the school."""

    title = "Who clears what leaves the school"
    roles = Choices((), label="Who may clear it?", required=False)
    count = WholeNumber(
        label="Number of them who must agree", empty="Enter how many must agree", most=len(Role)
    )
    in_order = Tick(label="They agree one after the other, in this order", required=False)

    def initial_of(self) -> dict[str, Any]:
        now = self.pack.clearance
        return {"roles": now.roles, "count": now.count, "in_order": now.in_order}

    def ask(self) -> None:
        self.offer("roles", roles_of(self.pack))

    def clean(self) -> dict[str, Any]:
        count = self.cleaned_data.get("count")
        if count is not None and count > len(self.cleaned_data.get("roles", ())):
            self.add_error("count", "Enter no more than the people you have selected")
        return super().clean()

    def applied(self, answers: dict[str, Any]) -> Pack:
        roles = roles_from(answers["roles"])
        return replace(
            self.pack, clearance=Clearance(roles, answers["count"], in_order=answers["in_order"])
        )
