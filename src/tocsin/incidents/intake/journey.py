"""The questions at the door, one page each, with the answers carried in the pages themselves.

Nothing is stored before a report is sent: no session, no cookie, no draft. Every page holds the
answers to the others as hidden fields, so that Back, Change and a wrong answer lose no word.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict

from tocsin.core.clock import LONDON
from tocsin.core.facts import Source
from tocsin.core.roles import Role
from tocsin.incidents.intake.forms import AnybodyForm, WhoForm
from tocsin.incidents.models import Channel, Protection
from tocsin.incidents.naming import NameForm
from tocsin.incidents.questions import STEPS, answers_from
from tocsin.incidents.reporting_door import Rules
from tocsin.incidents.sealing import Reporter
from tocsin.incidents.words import SOURCES
from tocsin.ui.forms import Form

EARLIEST = date(2000, 1, 1)  # no page of ours was drawn before
CHECK, SEND = "check", "send"
PARTS = frozenset({"day", "month", "year", "time"})
OWN = ("step", "go", "answered", "id", "said_on", "csrfmiddlewaretoken")
INSIDE: Mapping[str, type[Form]] = {"who": AnybodyForm, **STEPS, "name": NameForm}
OUTSIDE: Mapping[str, type[Form]] = {**INSIDE, "who": WhoForm}


class Journey:
    """Where somebody is among the questions, and what they have answered."""

    def __init__(
        self, posted: QueryDict | None, steps: Mapping[str, type[Form]], rules: Rules, at: datetime
    ) -> None:
        self.posted = posted if posted is not None else QueryDict()
        self.steps, self.rules, self.at = steps, rules, at
        self.names = list(steps)
        self.came_from, self.go = self.posted.get("step", ""), self.posted.get("go", "")
        answered = set(self.posted.getlist("answered"))
        if self.go not in steps:  # Continue answers the question, and Back does not
            answered.add(self.came_from)
        self.answered = [name for name in self.names if name in answered]

    @cached_property
    def place(self) -> str:
        """The page to show now: a question, the check page, or the answer to sending."""
        if self.go in self.steps:
            return self.go
        if not self.answered:
            return self.names[0]
        if self.came_from in self.steps and not self.form(self.came_from).is_valid():
            return self.came_from
        return self._gap or (SEND if self.go == SEND else CHECK)

    @property
    def _gap(self) -> str | None:
        return next(
            (n for n in self.names if n not in self.answered or not self.form(n).is_valid()), None
        )

    def form(self, name: str) -> Form:
        """The question's form, with what was answered there, or fresh when nothing was."""
        more = {"offered": self.rules.protections} if name == "name" else {}
        fresh = self.steps[name](at=self.at, **more)
        if name not in self.answered and not any(_is_of(box, fresh) for box in self.posted):
            return fresh
        return self.steps[name](self.posted, at=self.at, **more)

    def shown(self, name: str) -> Form:
        """The form to draw: it says what is wrong only to somebody who pressed Continue on it."""
        form = self.form(name)
        if form.is_bound and not (name == self.came_from and name in self.answered):
            form.errors.clear()  # as typed, and not judged yet
        return form

    def before(self, name: str) -> str:
        """The question before it; "" for the first."""
        place = self.names.index(name)
        return self.names[place - 1] if place else ""

    def carried(self, but: str = "") -> list[tuple[str, str]]:
        """What the page has to hold: every answer, but those of the question it asks itself."""
        asked = self.form(but) if but else None
        kept = [
            (name, value)
            for name, values in self.posted.lists()
            if name not in OWN and not (asked and _is_of(name, asked))
            for value in values
        ]
        kept += [("answered", name) for name in self.answered if name != but]
        return [*kept, ("id", str(self.report_id)), ("said_on", self.said_on.isoformat())]

    @cached_property
    def report_id(self) -> UUID:
        """The page's own id, so that sending it twice makes one report."""
        try:
            return UUID(self.posted.get("id", ""))
        except ValueError:
            return uuid4()

    @cached_property
    def said_on(self) -> date:
        """The day on which they said when they found out: "yesterday" was said on some day."""
        today = self.at.astimezone(LONDON).date()
        if self.came_from == "found":
            return today
        try:
            said = date.fromisoformat(self.posted.get("said_on", ""))
        except ValueError:
            return today
        return said if EARLIEST <= said <= today else today

    @cached_property
    def cleaned(self) -> dict[str, Any]:
        """Every answer; call it only when there is no gap."""
        found: dict[str, Any] = {}
        for name in self.names:
            form = self.form(name)
            form.is_valid()
            found |= form.cleaned_data
        return found

    @cached_property
    def reporter(self) -> Reporter:
        """Who reports, as far as they say."""
        said = self.cleaned
        return Reporter(
            protection=Protection(said["protection"]),
            channel=Channel.OUTSIDE if self.steps is OUTSIDE else Channel.PUBLIC,
            name=(said["own_name"] or said["sealed_name"] or "").strip(),
            contact=(said["own_contact"] or said["sealed_contact"] or "").strip(),
            relation=said["relation"],
            about=tuple(Role(each) for each in said["about"]),
        )

    @property
    def source(self) -> Source:
        """How the breach came to light. Source: BR-4.5."""
        relation = self.reporter.relation
        if relation == "staff" and self.cleaned["what"] == "supplier":
            return Source.PROCESSOR
        return SOURCES[relation]

    @property
    def answers(self) -> dict[str, Any]:
        """What is told in the report."""
        is_today = self.said_on == self.at.astimezone(LONDON).date()
        received = self.reporter.received_at(self.at)
        said_at = received if is_today else datetime.combine(self.said_on, time.min, LONDON)
        own = {
            name: self.cleaned.get(name) or None for name in ("supplier_name", "supplier_aware_at")
        }
        return {**answers_from(self.cleaned, said_at), **own}


def _is_of(box: str, form: Form) -> bool:
    """Whether a box of that name belongs to the form: a date has one for each of its parts."""
    field, _, part = box.rpartition("_")
    return box in form.fields or (part in PARTS and field in form.fields)
