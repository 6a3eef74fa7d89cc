"""The questions of triage; each form's fields are the parameters of its command."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar, cast
from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError

from tocsin.core.causes import CAUSES, MAIN_CAUSES, finer
from tocsin.core.facts import Answer, Kind
from tocsin.core.when import say_instant
from tocsin.incidents.data_kinds import DATA_KINDS, is_special
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident
from tocsin.incidents.recusals import kept_from
from tocsin.incidents.revision import IncidentForm
from tocsin.incidents.triage.commands import CLOCK_MOVES
from tocsin.incidents.words import BREACHES, CAME_TO_LIGHT
from tocsin.schools.models import Membership
from tocsin.ui.fields import (
    Choice,
    Choices,
    DateTimeField,
    Dropdown,
    LongText,
    PartialDateField,
    Text,
    Tick,
    WholeNumber,
)
from tocsin.ui.forms import Form

NO_KEY = UUID(int=0)
KINDS = (
    (Kind.CONFIRMED.value, "A breach: it happened"),
    (Kind.SUSPECTED.value, "It may be a breach: we have to find out"),
    (Kind.NEAR_MISS.value, "A near miss: it was caught in time"),
    (Kind.PLANNED_MAINTENANCE.value, "Planned maintenance: a system was off on purpose"),
    (Kind.NOT_A_BREACH.value, "Not a breach of any policy"),
    (Kind.DUPLICATE.value, "A second report of something we know about"),
)
UNSURE = (Answer.UNSURE.value, "Not known yet")
YES_NO_UNSURE = ((Answer.YES.value, "Yes"), (Answer.NO.value, "No"), UNSURE)
WITH_A_CAUSE = [
    ("", "Not known yet"),
    *((main.key, main.label) for main in MAIN_CAUSES),
    *((each.key, each.label) for main in MAIN_CAUSES for each in finer(main.key)),
]
assert len(WITH_A_CAUSE) == 1 + len(MAIN_CAUSES) + len(CAUSES)  # noqa: S101 - every cause has its main


class KindForm(IncidentForm):
    """What the report is, and whether it is about personal data."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "kind": {Kind.DUPLICATE.value: ["duplicate_of"]}
    }
    kind = Choice(
        KINDS,
        label="What is it?",
        empty="Select what the report is",
        hints={
            Kind.NEAR_MISS.value: "It goes on the log all the same: we learn from it.",
            Kind.PLANNED_MAINTENANCE.value: "Not a breach. It stays on the log with your reason.",
        },
    )
    duplicate_of = Text(
        label="Which incident is it about?",
        help_text="Its reference, like 2026-014. The words of this report are kept with it.",
        empty="Enter the reference of the incident",
        longest=20,
        width=10,
    )
    kind_reason = LongText(
        label="Why do you say so?",
        empty="Enter why you say so",
        rows=3,
    )
    personal_data = Choice(
        YES_NO_UNSURE,
        label="Is information about people involved?",
        help_text="Anything about a living person who can be identified (personal data).",
        empty="Select whether information about people is involved",
    )
    personal_data_reason = LongText(
        label="What makes you think so? (optional)", required=False, rows=2
    )
    title = Text(
        label="A short title",
        help_text="It is shown in lists. Do not put anybody's name in it.",
        empty="Enter a short title",
    )

    def __init__(self, *args: Any, reader: Membership, **options: Any) -> None:
        super().__init__(*args, **options)
        self.reader = reader

    def clean_duplicate_of(self) -> Incident:
        """The incident with the reference typed; it must be another one of the school."""
        typed = self.cleaned_data["duplicate_of"]
        hidden = kept_from(self.incident.school_id, self.reader.person_id)
        known = Incident.objects.filter(~hidden, school_id=self.incident.school_id)
        others = known.filter(reference=typed.strip())
        found = others.exclude(pk=self.incident.pk).first()
        if found is None:
            raise ValidationError(
                "Enter the reference of another incident at this school, like 2026-014"
            )
        return found

    def clean(self) -> dict[str, Any]:
        """No reference was asked for unless it is a second report."""
        answers = super().clean() or {}
        return {**answers, "duplicate_of": answers.get("duplicate_of") or None}


class DetailsForm(IncidentForm):
    """When, how, and whose data."""

    occurred_from = PartialDateField(
        label="When did it happen, or start?",
        help_text="As exactly as you know: the year alone will do. Leave it empty if nobody knows.",
        required=False,
        past=True,
    )
    occurred_to = PartialDateField(
        label="When did it stop? (optional)",
        help_text="Only if it went on for a while.",
        required=False,
        past=True,
    )
    is_continuing = Choice(YES_NO_UNSURE, label="Is it still happening?", empty="Select an answer")
    source = Dropdown(CAME_TO_LIGHT, label="How did it come to light?", required=False)
    discovered_at = DateTimeField(
        label="When did somebody at school first know? (optional)",
        help_text="For example, 20 11 2026 and 9:30am",
        required=False,
        past=True,
    )
    discovered_reason = LongText(
        label="If that time changes, why? (optional)",
        help_text="Until you record when the school became aware, the 72-hour clock starts then.",
        required=False,
        rows=2,
    )
    breaches = Choices(BREACHES, label="What happened to the information?", required=False)
    permanent_loss = Tick(label="It is gone for good: there is no other copy", required=False)
    cause = Dropdown(WITH_A_CAUSE, label="What caused it?", required=False)
    policies_breached = LongText(
        label="Which of our policies were breached? (optional)", required=False, rows=2
    )
    people = WholeNumber(
        label="How many people does it affect? (optional)",
        help_text="An estimate will do. The highest it could be is the safe one.",
        required=False,
    )
    data_kinds = Choices(DATA_KINDS, label="What kinds of information?", required=False)
    children = Choice(YES_NO_UNSURE, label="Are any of them children?", empty="Select an answer")

    def clean_cause(self) -> str:
        """An empty choice is a cause not known yet."""
        return self.cleaned_data["cause"] or ""

    def clean(self) -> dict[str, Any]:
        """Turn the answers into the incident's columns; an end cannot come before its start."""
        answers = super().clean() or {}
        start, end = answers.get("occurred_from"), answers.get("occurred_to")
        if start and end and start.earliest and end.latest and end.latest < start.earliest:
            self.add_error(
                "occurred_to", "It cannot have stopped before it started: check the two dates"
            )
        if "discovered_at" in answers:
            answers["discovered_at"] = self._as_it_was(answers["discovered_at"])
        moves = "discovered_at" in answers and self._moves_the_clock(answers["discovered_at"])
        if moves and not answers.get("discovered_reason"):
            self.add_error("discovered_reason", CLOCK_MOVES)
        for name in ("occurred_from", "occurred_to"):
            answers[name] = answers[name].as_text() if answers.get(name) else ""
        answers["source"] = answers.get("source") or self.incident.source
        chosen = answers.pop("breaches", [])
        answers |= {name: name in chosen for name, _ in BREACHES}
        answers["special_category"] = is_special(answers.get("data_kinds", []))
        return answers

    def _as_it_was(self, typed: datetime | None) -> datetime | None:
        """The instant on record, seconds and all, where the box still shows its minute."""
        kept = self.incident.discovered_at
        if typed and kept and kept.replace(second=0, microsecond=0) == typed:
            return kept
        return typed

    def _moves_the_clock(self, discovered_at: datetime | None) -> bool:
        facts = facts_of(self.incident)
        return replace(facts, discovered_at=discovered_at).clock_start != facts.clock_start


class ContainmentForm(IncidentForm):
    """Whether the harm has been stopped, and how."""

    contained = Choice(
        YES_NO_UNSURE, label="Has it been stopped from getting worse?", empty="Select an answer"
    )
    containment = LongText(
        label="What has been done?",
        help_text="Who was asked to do what, and what they said.",
        empty="Enter what has been done, or that nothing can be",
        rows=4,
    )


class AwarenessForm(IncidentForm):
    """When the school was reasonably certain that personal data was affected."""

    aware_at = DateTimeField(
        label="When did the school become aware?",
        help_text="When it was reasonably certain that information about people was affected. That"
        " is the first report by a member of staff, unless you have grounds for another time.",
        subject="The time the school became aware",
        empty="Enter when the school became aware",
        past=True,
    )
    grounds = LongText(
        label="What are the grounds?",
        help_text="What made it certain, and why not earlier.",
        empty="Enter the grounds",
        rows=3,
    )

    def clean_aware_at(self) -> datetime:
        """The school was aware when it told the regulator."""
        aware_at: datetime = self.cleaned_data["aware_at"]
        told_at = self.incident.regulator_told_at
        if told_at and aware_at > told_at:
            raise ValidationError(
                f"The regulator was told at {say_instant(told_at)}, so the school was aware by then"
            )
        return aware_at


class NoteForm(Form):
    """Something that happened, with the time it happened. Sent twice, it is one note."""

    NAMES: ClassVar = ("words", "happened_at_day", "happened_at_month", "happened_at_time")

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    words = LongText(label="What happened, or was done?", empty="Enter what happened", rows=4)
    happened_at = DateTimeField(
        label="When was that? (optional)",
        help_text="Leave this empty if it was just now.",
        subject="The time",
        required=False,
        past=True,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"key": uuid4(), **options.get("initial", {})}
        super().__init__(*args, **options)

    def clean_key(self) -> UUID:
        """Of a form without one the words say which it is."""
        key: UUID | None = self.cleaned_data["key"]
        return key or uuid5(NO_KEY, repr([self.data.get(name) for name in self.NAMES]))

    def clean_happened_at(self) -> datetime:
        """No time means now."""
        happened: datetime = self.cleaned_data["happened_at"] or cast(datetime, self.at)
        return happened
