"""The plan as its page draws it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from tocsin.core.clock import LONDON
from tocsin.core.inquiry import EVIDENCE, INTERVIEWS, kinds_of
from tocsin.core.investigation import AS_HEADINGS, CERTAINTIES, PlannedStep, StepState
from tocsin.core.outcome_rules import Outcome
from tocsin.core.when import say_date
from tocsin.incidents.models import Incident, PlanStep
from tocsin.ui.pieces import Task

WHAT_PEOPLE_ARE_TOLD = ("What people are told", "incidents:notices:notices")
TELLING = {  # steps that are done where people, and the regulator, are told. SI-M3-STEPS f, i
    "people": (WHAT_PEOPLE_ARE_TOLD, ("Report to the regulator", "incidents:regulator:report")),
    "communications": (WHAT_PEOPLE_ARE_TOLD, ("Who else is told", "incidents:third_parties:list")),
}
OUTCOMES = {
    Outcome.DRAFT.value: "Begun",
    Outcome.SUBMITTED.value: "Handed in",
    Outcome.RETURNED.value: "Given back",
}


@dataclass(frozen=True)
class Way:
    """A page on which the records of a step are kept."""

    words: str
    href: str


@dataclass(frozen=True)
class Finding:
    """One of the five findings, as far as it has come."""

    title: str
    certainty: str
    words: str
    found: str  # the day it was found out, or else written down
    by: str
    files: str  # names of those it relies on


def findings(
    steps: Sequence[PlannedStep], rows: Mapping[str, PlanStep], files: Mapping[str, str]
) -> list[Finding]:
    """The findings that were recorded. files: names by id. Source: BR-5.5."""
    return [
        _finding(step, rows[step.code], files)
        for step in steps
        if step.is_finding and step.code in rows
    ]


def _finding(step: PlannedStep, row: PlanStep, files: Mapping[str, str]) -> Finding:
    is_needed = row.state == StepState.DONE
    return Finding(
        AS_HEADINGS.get(step.step.key, step.step.title),
        CERTAINTIES.get(row.certainty, "") if is_needed else "Not needed",
        row.words,
        say_date(row.found_on or row.at.astimezone(LONDON).date()),
        row.by.name if row.by else "",
        ", ".join(files[each] for each in row.evidence if each in files),
    )


def plan_groups(
    incident: Incident,
    steps: Sequence[PlannedStep],
    rows: Mapping[str, PlanStep],
    way: str,
    numbers: Counter[str],
) -> list[tuple[str, list[Task]]]:
    """The steps under the title of their checklist, each with what came of it.

    way: to what few may read; "" when the reader may not. numbers: of records, by step.
    """
    slug = incident.school.slug
    groups: dict[str, list[Task]] = {}
    for step in steps:
        if step.is_kept_apart:
            task = _kept_apart(incident, step, way)
        elif step.is_outcome_report:
            task = _outcome_report(incident, step, slug)
        else:
            task = _task(
                incident.pk, step, rows.get(step.code), slug, _count(numbers[step.step.key])
            )
        groups.setdefault(step.playbook.title, []).append(task)
    return list(groups.items())


def ways_of_step(incident: Incident, step: PlannedStep) -> list[Way]:
    """The pages on which the records of the step are kept; none for most steps."""
    parts = [incident.school.slug, incident.pk]
    key = step.step.key
    if key == INTERVIEWS:
        return [Way("What people said", reverse("incidents:interviews:interviews", args=parts))]
    if key == EVIDENCE:
        return [
            Way("Evidence", reverse("incidents:custody:evidence", args=parts)),
            Way("What happened, in order", reverse("incidents:chronology:chronology", args=parts)),
        ]
    records = reverse("incidents:inquiry:records", args=parts)
    return [
        *(Way(kind.title, f"{records}#{kind.key}") for kind in kinds_of(key)),
        *(Way(words, reverse(page, args=parts)) for words, page in TELLING.get(key, ())),
    ]


def _task(
    incident_id: UUID, step: PlannedStep, row: PlanStep | None, slug: str, records: str
) -> Task:
    address = [slug, incident_id, step.playbook.key, step.step.key]
    href = reverse("incidents:investigation:step", args=address)
    if row is None:
        hint = " · ".join(filter(None, (records, step.step.clause)))
        return Task(step.code, step.step.title, "Not started", hint, href, "blue")
    is_needed = row.state == StepState.DONE
    said = [CERTAINTIES[row.certainty]] if row.certainty and is_needed else []
    who = f"{row.by.name}, {say_date(row.at.date())}" if row.by else ""
    hint = " · ".join([*said, *filter(None, (records,)), who, _start(row.words)])
    return Task(step.code, step.step.title, "Done" if is_needed else "Not needed", hint, href)


def _kept_apart(incident: Incident, step: PlannedStep, href: str) -> Task:
    if incident.discipline_decided_at:
        day = say_date(incident.discipline_decided_at.date())
        return Task(step.code, step.step.title, "Done", f"Recorded {day}, for few to read", href)
    return Task(step.code, step.step.title, "Not started", step.step.clause, href, "blue")


def _outcome_report(incident: Incident, step: PlannedStep, slug: str) -> Task:
    href = reverse("incidents:outcome:report", args=[slug, incident.pk])
    if incident.outcome_state == Outcome.ACCEPTED:
        return Task(step.code, step.step.title, "Done", "Accepted", href)
    status = OUTCOMES.get(incident.outcome_state or "", "Not started")
    return Task(step.code, step.step.title, status, step.step.clause, href, "blue")


def _count(number: int) -> str:
    return f"{number} record{'' if number == 1 else 's'}" if number else ""


def _start(words: str, most: int = 120) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"
