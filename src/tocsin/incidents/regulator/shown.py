"""What the pages of the report show, worked out once, so that templates only draw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from tocsin.core.clock import REGULATOR_WINDOW
from tocsin.core.errors import Reason
from tocsin.core.regulator_form import Phase
from tocsin.core.reporting import PHASES, Change, changes
from tocsin.core.when import say_instant
from tocsin.incidents.duty_pages import page_of_duty
from tocsin.incidents.models import Incident, Telling
from tocsin.incidents.regulator.freezing import HOW
from tocsin.incidents.regulator.sheet import Sheet, pairs_of, parts_of
from tocsin.ui.pieces import Clock, Row, running


@dataclass(frozen=True)
class AnswerRow:
    """One answer: its words, where it comes from, and where to change it."""

    id: str
    label: str
    words: str
    source: str
    source_href: str
    href: str
    names: str


@dataclass(frozen=True)
class PartCard:
    """One part of the form, with its whole text to be copied."""

    key: str
    title: str
    text: str
    href: str
    rows: Sequence[AnswerRow]


@dataclass(frozen=True)
class ToldShown:
    """One time that the regulator was told."""

    row: Telling
    number: int
    title: str
    facts: Sequence[Row]
    parts: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    changes: Sequence[Change]
    outstanding: Sequence[tuple[str, date]]


def parts_shown(sheet: Sheet) -> list[PartCard]:
    """Every part of the report as the page shows it."""
    incident = sheet.case.incident
    where = [incident.school.slug, incident.pk]
    cards = []
    for part in sheet.parts:
        href = reverse("incidents:regulator:part", args=[*where, part.part.key])
        rows = [
            AnswerRow(
                each.question.id, each.question.label, each.words,
                "" if each.is_own else each.case.source,
                reverse(f"incidents:{each.case.page}", args=where) if each.case.page else "",
                f"{href}#id_{each.question.id}", ", ".join(each.names),
            )
            for each in part.answers
        ]  # fmt: skip
        cards.append(PartCard(part.part.key, part.part.title, part.text, href, rows))
    return cards


def clock_shown(sheet: Sheet, regulator: str, at: datetime) -> Clock | None:
    """How long is left for a first report; None once there was one."""
    if not sheet.is_first:
        return None
    heading, start = f"72-hour deadline to tell the {regulator}", sheet.due_at - REGULATOR_WINDOW
    return running(heading, started_at=start, due_at=sheet.due_at, at=at)


def tellings_shown(told: Sequence[Telling]) -> list[ToldShown]:
    """Each time that the regulator was told, newest first, with what it said otherwise."""
    found: list[ToldShown] = []
    before = None
    for row in told:
        now = row.report
        said = changes(pairs_of(before.told), pairs_of(now.told)) if before and now else ()
        title = PHASES[Phase(now.phase)] if now else "Told"
        parts = [
            (part["title"], [(label, words) for _, label, words in part["answers"]])
            for part in parts_of(now.told if now else None)
        ]
        number = now.number if now else 0
        outstanding = [
            (each["label"], date.fromisoformat(each["due_on"]))
            for each in (now.outstanding or () if now else ())
        ]
        found.append(ToldShown(row, number, title, _facts(row), parts, said, outstanding))
        before = now or before
    return found[::-1]


def corrections_shown(row: Telling, every: Sequence[Telling]) -> list[str]:
    """Each time that stood there before, the newest first: which, who put it right, and why."""
    by_id, found = {each.pk: each for each in every}, []
    while row.corrects:
        before = by_id[row.corrects]
        person = row.by.name if row.by else ""
        found.append(
            f"It was recorded as {say_instant(before.told_at)}. {person} put it right at"
            f" {say_instant(row.at)}, because: {row.why_corrected}"
        )
        row = before
    return found


def missing_shown(incident: Incident, reasons: Iterable[Reason]) -> list[tuple[str, str]]:
    """What the log does not say yet, each with the page where it is said."""
    slug = incident.school.slug
    return [(each.message, page_of_duty(each.code, slug, incident.pk)) for each in reasons]


def _facts(row: Telling) -> list[Row]:
    report = row.report
    approved = report.approved_by if report else None
    person = row.told_by or row.by
    found = [
        ("When", say_instant(row.told_at)),
        ("How", HOW.get(row.how, row.how)),
        ("By", person.name if person else ""),
        ("Approved by", approved.name if approved else ""),
        ("The regulator's reference", row.reference),
        ("Late, because", row.late_reason),
        ("Sent before the log was complete, because", row.without_log or ""),
        ("Sent without approval, because", row.without_approval or ""),
        ("Also", row.details),
    ]
    return [Row(label, value) for label, value in found if value]
