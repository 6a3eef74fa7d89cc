"""The report to the regulator as it stands: every part and answer, and what it lacks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from tocsin.core.clock import is_late, regulator_due_at
from tocsin.core.errors import Reason
from tocsin.core.leaks import possible_names
from tocsin.core.regulator_form import Form, Part, Question, Value, form_called
from tocsin.core.reporting import CLOSURE, Change, changes, lacking, to_follow, when_asked
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident, RegulatorReport
from tocsin.incidents.regulator.filling import Case, Filled, filled
from tocsin.incidents.regulator.queries import case_of, report_to_write

CYBER = "B2"  # the question that decides whether those about cyber incidents are asked


@dataclass(frozen=True)
class AnswerShown:
    """One question with its answer. `is_own` when a person wrote it, and not the case."""

    question: Question
    value: Value
    case: Filled
    is_own: bool
    names: Sequence[str] = ()  # what could be the name of a person in it

    @property
    def words(self) -> str:
        return self.question.words(self.value)

    @property
    def is_said_unknown(self) -> bool:
        return self.is_own and not self.value


@dataclass(frozen=True)
class PartShown:
    """One part of the form with its answers."""

    part: Part
    answers: Sequence[AnswerShown]

    @property
    def text(self) -> str:
        """The whole part to be copied."""
        return "\n\n".join(
            f"{each.question.label}\n{each.words or 'Not known yet'}" for each in self.answers
        )


@dataclass(frozen=True)
class Sheet:
    """The report as it stands at an instant."""

    row: RegulatorReport
    form: Form
    case: Case
    parts: Sequence[PartShown]
    is_first: bool
    is_late: bool
    due_at: datetime

    @property
    def answers(self) -> Iterator[AnswerShown]:
        return (each for part in self.parts for each in part.answers)

    @cached_property
    def lacks(self) -> tuple[Reason, ...]:
        """What the law, or the school's policy, wants said and is not. Source: BR-5.13; BR-6.1."""
        values = {each.question.id: each.value for each in self.answers}
        unknown = {each.question.id for each in self.answers if each.is_said_unknown}
        found = lacking(self.form, self._when, values, unknown)
        closed = self.case.closure
        is_said = any(closed in each.words for each in self.answers)
        return found if not closed or is_said else (*found, CLOSURE)

    @property
    def to_follow(self) -> tuple[Question, ...]:
        """What is not known yet, and needed."""
        values = {each.question.id: each.value for each in self.answers}
        return to_follow(self.form, self._when, values)

    @property
    def named(self) -> list[AnswerShown]:
        """The answers in which there could be the name of a person."""
        return [each for each in self.answers if each.names]

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is answered otherwise than in the report before."""
        before = next((t.report for t in reversed(self.case.told) if t.report), None)
        return changes(pairs_of(before.told), pairs_of(self.told)) if before else ()

    @property
    def told(self) -> dict[str, Any]:
        """Everything as it is sent, to be kept."""
        return {
            "form": self.form.id,
            "parts": [
                {
                    "title": each.part.title,
                    "answers": [[a.question.id, a.question.label, a.words] for a in each.answers],
                }
                for each in self.parts
            ],
        }

    @property
    def _when(self) -> Any:
        is_cyber = any(each.question.id == CYBER and each.value == "yes" for each in self.answers)
        return when_asked(is_first=self.is_first, is_late=self.is_late, is_cyber=is_cyber)


def sheet_of(incident: Incident, at: datetime) -> Sheet:
    """The report that is being written, as it stands at `at`."""
    case, row = case_of(incident), report_to_write(incident, at)
    due = regulator_due_at(facts_of(incident).clock_start)
    is_first = not case.told and incident.regulator_told_at is None
    late = is_first and is_late(due, at)
    form, found = form_called(row.form), filled(case)
    cyber = row.answers.get(CYBER, found.get(CYBER, Filled()).value)
    when = when_asked(is_first=is_first, is_late=late, is_cyber=cyber == "yes")
    parts = [
        PartShown(part, [_shown(part, each, row, found, case) for each in questions])
        for part, questions in form.asked(when)
    ]
    return Sheet(row, form, case, parts, is_first, late, due)


def pairs_of(told: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """Every question with its answer of what was kept."""
    return [(label, words) for part in parts_of(told) for _, label, words in part["answers"]]


def parts_of(told: Mapping[str, Any] | None) -> list[Any]:
    """The parts of what was kept; none when nothing was."""
    return list(told["parts"]) if told else []


def _shown(
    part: Part, question: Question, row: RegulatorReport, found: Mapping[str, Filled], case: Case
) -> AnswerShown:
    from_case = found.get(question.id, Filled())
    is_own = question.id in row.answers
    value = row.answers[question.id] if is_own else from_case.value
    names = () if part.has_names or question.options else _names(question.words(value), case)
    return AnswerShown(question, value, from_case, is_own, names)


def _names(words: str, case: Case) -> tuple[str, ...]:
    school = case.school
    people = [each.person.name for each in case.people]
    known = (school.name, school.controller.name)
    return tuple(leak.words for leak in possible_names(words, names=people, known=known))
