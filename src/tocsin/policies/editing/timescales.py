"""How soon each stage must be done."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django.http import Http404

from tocsin.core.clock import Unit
from tocsin.core.pack_checks import MOST_AMOUNT, MOST_HOURS
from tocsin.core.pack_compare import humanised
from tocsin.core.pack_parts import ANY, START_WORDS, CountedFrom, Stage, Timescale
from tocsin.core.policy import Pack
from tocsin.policies.editing.base import SectionForm, level_in, roles_from, roles_of
from tocsin.ui.fields import Choice, Choices, Dropdown, Text, Tick, WholeNumber

AMOUNT, AT_ONCE, UNSET = "amount", "at_once", "unset"
UNITS = tuple((unit.value, unit.value.replace("_", " ").capitalize()) for unit in Unit)
HOURS = re.compile(r"[1-9]\d{0,2}", re.ASCII)
BETWEEN = "-at-"  # between stage and level in an address


def item_of(timescale: Timescale) -> str:
    """The timescale as a part of an address."""
    return f"{timescale.stage}{BETWEEN}{timescale.level}"


class TimescaleForm(SectionForm):
    """How soon one stage must be done, at one level or at any. `item` is made by `item_of`."""

    title = "How soon"
    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "how": {AMOUNT: ["amount", "unit"]}
    }
    how = Choice(
        [
            (AMOUNT, "Within a time"),
            (AT_ONCE, "At once"),
            (UNSET, "Leave this open for now"),
        ],
        label="How soon must it be done?",
        empty="Select how soon",
    )
    amount = WholeNumber(label="Amount", empty="Enter how many", least=1, most=MOST_AMOUNT)
    unit = Dropdown(UNITS, label="Unit")
    counted_from = Dropdown(
        [(each.value, START_WORDS[each].capitalize()) for each in CountedFrom],
        label="From when does it count?",
    )
    warn_before = Text(
        label="Warn how many hours before?",
        help_text="For example, 24, 4. Leave it empty for no warning.",
        required=False,
    )
    escalate_to = Choices((), label="Who is told when it is late?", required=False)
    is_hard = Tick(label="Lateness must be explained", required=False)

    @property
    def law(self) -> str:  # type: ignore[override]
        """The one time that the law sets."""
        if self._known.stage is not Stage.TELL_REGULATOR:
            return ""
        return (
            f"The law gives {MOST_HOURS} hours from when the school became aware (UK GDPR,"
            " Article 33). Your policy may give less. It can never give more."
        )

    @property
    def heading(self) -> str:
        """The stage, and the level if it is for one."""
        level = "" if self._known.level == ANY else level_in(self.pack, self._known.level).label
        return f"{self.title}: {humanised(self._known.stage)}{f' ({level})' if level else ''}"

    @property
    def _known(self) -> Timescale:
        stage, _, level = self.item.partition(BETWEEN)
        if stage not in set(Stage):
            raise Http404
        if level != ANY:
            level_in(self.pack, level)
        rows = (each for each in self.pack.timescales if item_of(each) == self.item)
        start = CountedFrom.AWARE if stage == Stage.TELL_REGULATOR else CountedFrom.REPORTED
        return next(rows, Timescale(Stage(stage), start, level))

    def initial_of(self) -> dict[str, Any]:
        now = self._known
        return {
            "how": AT_ONCE if now.is_immediate else AMOUNT if now.amount else UNSET,
            "amount": now.amount,
            "unit": now.unit.value,
            "counted_from": now.counted_from.value,
            "warn_before": ", ".join(map(str, now.warn_before)),
            "escalate_to": now.escalate_to,
            "is_hard": now.is_hard,
        }

    def ask(self) -> None:
        self.offer("escalate_to", roles_of(self.pack))

    def clean_warn_before(self) -> tuple[int, ...]:
        """The hours, most first."""
        parts = self.cleaned_data["warn_before"].replace(",", " ").split()
        if not all(
            part.isascii() and part.isdigit() and 0 < int(part) <= MOST_AMOUNT for part in parts
        ):
            self.add_error("warn_before", "Enter hours as numbers with commas, like 24, 4")
            return ()
        return tuple(sorted(map(int, set(parts)), reverse=True))

    def clean(self) -> dict[str, Any]:
        if not self.errors and self._known.stage is Stage.TELL_REGULATOR:
            self._keep_to_the_law(self.cleaned_data)
        return super().clean()

    def _keep_to_the_law(self, given: dict[str, Any]) -> None:
        if given["how"] == AT_ONCE:
            self.add_error("how", f"Enter a number of hours, {MOST_HOURS} or fewer")
            return
        if given["counted_from"] != CountedFrom.AWARE:
            self.add_error("counted_from", "Select “When the school became aware”: the law says so")
        if given["how"] == UNSET:
            return
        if given["unit"] != Unit.HOURS:
            self.add_error("unit", "Select hours: the law counts hours, weekends included")
        elif given["amount"] > MOST_HOURS:
            self.add_error("amount", f"Enter {MOST_HOURS} or less: the law gives no more")

    def applied(self, answers: dict[str, Any]) -> Pack:
        row = replace(
            self._known,
            amount=answers["amount"] if answers["how"] == AMOUNT else None,
            unit=Unit(answers["unit"] or Unit.HOURS),
            is_immediate=answers["how"] == AT_ONCE,
            counted_from=CountedFrom(answers["counted_from"]),
            warn_before=answers["warn_before"],
            escalate_to=roles_from(answers["escalate_to"]),
            is_hard=answers["is_hard"],
        )
        rows = list(self.pack.timescales)
        if self._known in rows:
            rows[rows.index(self._known)] = row
        else:
            rows.append(row)
        return replace(self.pack, timescales=tuple(rows))
