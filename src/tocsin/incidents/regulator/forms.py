"""The questions of the regulator's form, and what is asked when a report was sent."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tocsin.core.clock import LONDON, is_late
from tocsin.core.regulator_form import Question, Value
from tocsin.core.reporting import PHASES
from tocsin.core.when import say_instant
from tocsin.incidents.facts import facts_of
from tocsin.incidents.regulator.freezing import HOW
from tocsin.incidents.regulator.gates import missing_from_log, needs_approval, phases_of
from tocsin.incidents.regulator.sheet import AnswerShown, Sheet
from tocsin.incidents.revision import IncidentForm
from tocsin.schools.models import Membership
from tocsin.ui.fields import (
    Choice,
    Choices,
    DateField,
    DateTimeField,
    FileField,
    LongText,
    Text,
    Tick,
    WholeNumber,
)

UNKNOWN = "unknown"
NOT_KNOWN = "Not known yet"
REST_AFTER = timedelta(days=7)
HOLIDAYS = (
    "The school is closed in the 72 hours. Tell the regulator so; these are the policy's words."
    " Take them out if you did not say it."
)


class PartForm(IncidentForm):
    """One part of the regulator's form. What is left empty follows the case."""

    def __init__(self, *args: Any, answers: Sequence[AnswerShown], **options: Any) -> None:
        super().__init__(*args, **options)
        self.shown = answers
        for each in answers:
            self.fields[each.question.id] = _field(each)
            if not each.question.options:
                self.fields[_tick(each.question)] = Tick(
                    label=NOT_KNOWN, required=False, initial=each.is_said_unknown
                )

    def clean(self) -> dict[str, Any]:
        """The answers that a person gives, and the questions left to the case."""
        cleaned = super().clean() or {}
        found: dict[str, Value] = {}
        left: list[str] = []
        for each in self.shown:
            key = each.question.id
            if key not in cleaned:
                continue
            value = _value(each.question, cleaned)
            if value is None and not _is_unknown(each.question, cleaned):
                left.append(key)
            elif value is not None and not each.question.options and cleaned[_tick(each.question)]:
                self.add_error(key, "Enter an answer, or select “Not known yet”, not both")
            elif value == each.case.value and value is not None:
                left.append(key)
            else:
                found[key] = value
        return {"seen": cleaned.get("seen"), "answers": found, "from_case": left}


class SentForm(IncidentForm):
    """That the regulator was told: what kind of report, when, how, by whom, with what proof."""

    phase = Choice(label="What did you send?", empty="Select what you sent")
    told_at = DateTimeField(
        label="When were they told?",
        subject="The time they were told",
        empty="Enter when they were told",
        past=True,
    )
    how = Choice(tuple(HOW.items()), label="How?", empty="Select how they were told")
    told_by = Choice(label="Who told them?", required=False, empty_value="")
    reference = Text(
        label="The regulator's reference (optional)", longest=60, required=False, width=20
    )
    details = LongText(label="Anything to add? (optional)", required=False, rows=3)
    proof = FileField(
        label="Proof that it was sent (optional)",
        help_text="The email that the regulator sends you, or a picture of the last page.",
        required=False,
    )
    late_reason = LongText(
        label="This is after the 72 hours: why is it late?",
        help_text="The regulator asks for the reasons. Leave it empty if it was sent in time.",
        required=False,
        rows=3,
    )
    rest_by = DateField(
        label="By when do you send what is not known yet?",
        help_text="We remind you before that day. A final report promises nothing more.",
        subject="The day by which you send the rest",
        required=False,
    )
    without_log = LongText(
        label="Why could this not wait until the log is complete?",
        help_text="The 72 hours come first. Say why, and complete the log afterwards.",
        empty="Complete the log first, or enter why this could not wait",
        rows=2,
    )
    without_approval = LongText(
        label="Why could this not wait for approval?",
        help_text="The school's policy says who speaks to the regulator.",
        empty="Ask for approval first, or enter why this could not wait",
        rows=2,
    )

    def __init__(
        self, *args: Any, sheet: Sheet, team: Sequence[Membership], by: Membership, at: datetime,
        **options: Any,
    ) -> None:  # fmt: skip
        incident = options["incident"]
        phases = phases_of(incident)
        initial = {
            "phase": phases[0].value, "told_by": str(by.person_id), "details": sheet.case.closure,
            "rest_by": at.astimezone(LONDON).date() + REST_AFTER,
            "late_reason": _words_for(sheet, "D3"), **options.pop("initial", {}),
        }  # fmt: skip
        super().__init__(*args, at=at, initial=initial, **options)
        self.sheet = sheet
        self.fields["phase"].choices = [(each.value, PHASES[each]) for each in phases]  # type: ignore[attr-defined]
        self.fields["told_by"].choices = [  # type: ignore[attr-defined]
            (str(each.person_id), each.person.name or each.person.email) for each in team
        ]
        if sheet.case.closure:
            self.fields["details"].help_text = HOLIDAYS
        self._drop_what_is_not_asked(by, at)

    def clean_told_at(self) -> datetime:
        """Nobody can have been told of what the school did not know yet."""
        told_at: datetime = self.cleaned_data["told_at"]
        start = facts_of(self.incident).clock_start
        if told_at < start:
            raise ValidationError(
                f"That is before the school became aware, at {say_instant(start)}. Check the time,"
                " or correct first when the school became aware"
            )
        return told_at

    def clean_rest_by(self) -> date | None:
        """A day to come."""
        day: date | None = self.cleaned_data["rest_by"]
        if day and self.at and day < self.at.astimezone(LONDON).date():
            raise self.fields["rest_by"].refuse(  # type: ignore[attr-defined]
                "must be today or in the future", "day", "month", "year"
            )
        return day

    def clean(self) -> dict[str, Any]:
        """After the 72 hours there must be reasons, and what follows has a day."""
        answers = super().clean() or {}
        told_at, reason = answers.get("told_at"), (answers.get("late_reason") or "").strip()
        due = self.sheet.due_at
        if told_at and "late_reason" in self.fields and not reason and is_late(due, told_at):
            self.add_error(
                "late_reason", f"The 72 hours ended at {say_instant(due)}. Say why this is late"
            )
        is_more = answers.get("phase") in {"initial", "further"}
        has_day = answers.get("rest_by") or "rest_by" in self.errors
        if is_more and "rest_by" in self.fields and not has_day:
            self.add_error("rest_by", "Enter by when you send what is not known yet")
        if not is_more:
            answers["rest_by"] = None
        return answers

    def _drop_what_is_not_asked(self, by: Membership, at: datetime) -> None:
        asked = {
            "late_reason": self.sheet.is_late,
            "rest_by": bool(self.sheet.to_follow),
            "without_log": bool(missing_from_log(self.incident)),
            "without_approval": needs_approval(self.incident, self.sheet.row, by, at),
        }
        for name, is_asked in asked.items():
            if not is_asked:
                del self.fields[name]


def _words_for(sheet: Sheet, question: str) -> str:
    found: Iterator[str] = (each.words for each in sheet.answers if each.question.id == question)
    return next(found, "")


def _tick(question: Question) -> str:
    return f"{question.id}-{UNKNOWN}"


def _field(each: AnswerShown) -> forms.Field:
    question, source = each.question, each.case.source if each.case.value else ""
    hint = f"From the case: {source[:1].lower()}{source[1:]}." if source else ""
    usual: dict[str, Any] = {"label": question.label, "help_text": hint, "required": False}
    options = (*question.options, (UNKNOWN, NOT_KNOWN))
    first: Any = UNKNOWN if each.is_said_unknown else each.value
    if question.kind == "one":
        return Choice(options, initial=first, empty_value=None, **usual)
    if question.kind == "many":
        several = [UNKNOWN] if each.is_said_unknown else each.value or []
        return Choices(options, initial=several, exclusive=[UNKNOWN], **usual)
    if question.kind == "number":
        return WholeNumber(initial=each.value, width=10, **usual)
    if question.kind == "text":
        return Text(longest=300, initial=each.value, **usual)
    return LongText(rows=5, initial=each.value, **usual)


def _value(question: Question, cleaned: Mapping[str, Any]) -> Value:
    given = cleaned[question.id]
    if given in (None, "", [], UNKNOWN, [UNKNOWN]):
        return None
    return given if isinstance(given, list) else str(given)


def _is_unknown(question: Question, cleaned: Mapping[str, Any]) -> bool:
    if question.options:
        return cleaned[question.id] in (UNKNOWN, [UNKNOWN])
    return bool(cleaned[_tick(question)])
