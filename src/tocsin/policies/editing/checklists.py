"""The checklists of an investigation: their steps, and for which kinds of incident."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import Http404

from tocsin.core.causes import CAUSES, MAIN_CAUSES
from tocsin.core.conditions import ALWAYS, Conditions, OneOf
from tocsin.core.pack_practice import Playbook, Step
from tocsin.core.policy import Pack
from tocsin.policies.editing.base import SectionForm
from tocsin.ui.fields import Choices, LongText, Text

NEW = "new"
LONGEST_KEY = 40  # as long as an incident keeps what came of a step
CHOICES = [(each.key, each.label) for each in (*MAIN_CAUSES, *CAUSES)]


class ChecklistForm(SectionForm):
    """One checklist. `item` is its key, or "new". Source: SI-M3-STEPS."""

    title = "Checklist"
    intro = (
        "Empty a box to take its step out; a checklist without steps goes. Incidents that are open"
        " keep the steps they were opened under."
    )
    name = Text(label="Name", empty="Enter a name for the checklist", longest=100)
    causes = Choices(
        CHOICES, label="For what kind of incident?",
        help_text="Select none if it is for every incident.", required=False,
    )  # fmt: skip
    more = LongText(label="More steps, one on each line", required=False, rows=4)

    @property
    def heading(self) -> str:
        """The checklist's own name."""
        return "Add a checklist" if self.item == NEW else f"{self.title}: {self._now().title}"

    def _now(self) -> Playbook:
        if self.item == NEW:
            return Playbook("", "", ())
        found = next((each for each in self.pack.playbooks if each.key == self.item), None)
        if found is None:
            raise Http404
        return found

    def initial_of(self) -> dict[str, Any]:
        now = self._now()
        steps = {_box(step): step.title for step in now.steps}
        return {"name": now.title, "causes": list(_causes(now.when) or ()), **steps}

    def ask(self) -> None:
        """A box for each step, before the one for more."""
        now = self._now()
        if _causes(now.when) is None:  # other conditions, which are kept as they are
            del self.fields["causes"]
        for place, step in enumerate(now.steps, start=1):
            self.fields[_box(step)] = Text(label=f"Step {place}", required=False)
        self.order_fields([*(n for n in self.fields if n not in {"more", "seen"}), "more", "seen"])

    def clean(self) -> dict[str, Any]:
        """A new checklist has a step."""
        if self.item == NEW and not self.cleaned_data.get("more", "").strip():
            self.add_error("more", "Enter at least one step")
        return super().clean()

    def applied(self, answers: dict[str, Any]) -> Pack:
        now, books = self._now(), self.pack.playbooks
        kept = [
            replace(step, title=answers[_box(step)].strip())
            for step in now.steps
            if answers[_box(step)].strip()
        ]
        when = _when(answers["causes"]) if "causes" in answers else now.when
        key = now.key or _new_key(answers["name"], [each.key for each in books])
        changed = Playbook(key, answers["name"], tuple(_with_more(kept, answers["more"])), when)
        together = [changed if each.key == key else each for each in books]
        if self.item == NEW:
            together.append(changed)
        return replace(self.pack, playbooks=tuple(each for each in together if each.steps))


def _box(step: Step) -> str:
    return f"step-{step.key}"


def _with_more(steps: list[Step], lines: str) -> list[Step]:
    found = list(steps)
    for title in filter(None, map(str.strip, lines.splitlines())):
        found.append(Step(_new_key(title, [each.key for each in found]), title))
    return found


def _causes(when: Conditions) -> tuple[str, ...] | None:
    """The causes for which a checklist is, none of them for all; None when it asks other things."""
    if not when.all_of:
        return ()
    first = when.all_of[0]
    is_cause = isinstance(first, OneOf) and first.name == "cause" and len(when.all_of) == 1
    return first.values if is_cause and isinstance(first, OneOf) else None


def _when(causes: list[str]) -> Conditions:
    return Conditions((OneOf("cause", tuple(causes)),)) if causes else ALWAYS


def _new_key(words: str, taken: Iterable[str]) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[: LONGEST_KEY - 3] or "step"
    used = {*taken, NEW}
    names = (stem, *(f"{stem}-{number}" for number in range(2, 99)))
    return next(name for name in names if name not in used)
