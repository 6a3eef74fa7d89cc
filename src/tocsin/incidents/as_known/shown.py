"""A look back at an incident, worked out once, so that the template only draws."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from django.http import QueryDict
from django.urls import reverse

from tocsin.core.duties import open_duties
from tocsin.core.investigation import AS_HEADINGS, CERTAINTIES, StepState
from tocsin.core.roles import Role
from tocsin.core.when import say_instant
from tocsin.incidents.as_known.forms import MINUTE, asked_for, minute_of
from tocsin.incidents.as_known.queries import Past, Then
from tocsin.incidents.clock import clock_of
from tocsin.incidents.event_titles import TITLES
from tocsin.incidents.facts import facts_of
from tocsin.incidents.key_facts import key_facts
from tocsin.incidents.timeline import entries_of
from tocsin.ledger.queries import Event
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import calendar_of, pack_of
from tocsin.schools.models import Membership
from tocsin.schools.queries import names_in
from tocsin.ui.pieces import Clock, Entry, Row

Names = Mapping[Role | str, Sequence[str]]
# What stands until something else takes its place: of each the newest, by its table.
STANDING = (
    ("Severity", "classification"),
    ("Telling the DPO", "referral"),
    ("When the school became aware", "awareness"),
    ("Risk to people", "assessment"),
    ("Advice of the DPO", "advice"),
    ("Telling the regulator and the people", "decision"),
    ("Outcome report", "outcomereport"),
    ("Review", "review"),
)


@dataclass(frozen=True)
class Moment:
    """A minute in which something was written, with the address of the look back at it."""

    words: str
    titles: str
    href: str
    minute: datetime


@dataclass(frozen=True)
class LookBack:
    """What was known in a minute."""

    title: str
    severity: str
    clock: Clock | None
    facts: Sequence[Row]
    standing: Sequence[Row]
    findings: Sequence[Row]
    duties: Sequence[Row]
    entries: Sequence[Entry]


def look_back(past: Past, minute: datetime, reader: Membership, at: datetime) -> LookBack | None:
    """What was known at the end of the minute, and by `at`; None while nothing was."""
    instant = min(minute + MINUTE - timedelta(microseconds=1), at)
    then = past.then(instant)
    if then is None:
        return None
    with reading(past.incident.school_id):
        pack = pack_of(past.incident.pack_version_id)
        severity, known = then.incident.severity, _names(past)
        return LookBack(
            title=then.incident.title,
            severity=pack.level(severity).label if severity else "",
            clock=_clock(then, reader, instant, known),
            facts=key_facts(then.incident),
            standing=list(_standing(then, known)),
            findings=list(_findings(then, known)),
            duties=list(_duties(then)),
            entries=entries_of(then.incident, then.events[::-1], known),
        )


def moments(past: Past) -> list[Moment]:
    """Each minute in which something was written, newest first."""
    address = reverse(
        "incidents:as_known:as-known", args=[past.incident.school.slug, past.incident.pk]
    )
    found = []
    for minute, events in groupby(past.events, key=lambda event: minute_of(event.at)):
        asked = QueryDict(mutable=True)
        asked.update(asked_for(minute))
        titles = dict.fromkeys(TITLES.get(each.action, each.action) for each in events)
        href = f"{address}?{asked.urlencode()}"
        found.append(Moment(say_instant(minute), ". ".join(titles), href, minute))
    return found[::-1]


def around(every: Sequence[Moment], minute: datetime) -> tuple[Moment | None, Moment | None]:
    """The last change before the minute, and the first after it. every: newest first."""
    before = next((each for each in every if each.minute < minute), None)
    after = next((each for each in reversed(every) if each.minute > minute), None)
    return before, after


def _names(past: Past) -> dict[Role | str, list[str]]:
    """Of everybody who did something, asked for once, as they are called now."""
    people = {event.by for event in past.events}
    names = names_in(past.incident.school_id, people)
    return {str(each): [names.get(each, "Tocsin")] for each in people}


def _clock(then: Then, reader: Membership, at: datetime, known: Names) -> Clock | None:
    """The clock as it stood: it runs no more, and leads nowhere."""
    finding = then.last("awareness")
    name = known[str(finding.by)][0] if finding else ""
    clock = clock_of(then.incident, reader, at, found_by=name)
    return clock and replace(clock, is_done=True, href="", action="")


def _standing(then: Then, known: Names) -> Iterator[Row]:
    for label, table in STANDING:
        if event := then.last(table):
            yield _said(then, event, label, known)


def _findings(then: Then, known: Names) -> Iterator[Row]:
    titles = {
        (playbook.key, step.key): AS_HEADINGS.get(step.key, step.title)
        for playbook in pack_of(then.incident.pack_version_id).playbooks
        for step in playbook.steps
    }
    for event in then.last_of_each("planstep"):
        row = event.row("planstep")
        sure = CERTAINTIES.get(row["certainty"], "")
        if row["state"] == StepState.NOT_APPLICABLE:
            sure = "Not needed"
        words = f"{sure}. {row['words']}" if sure else row["words"]
        label = titles.get((row["playbook"], row["step"]), "A step of the investigation")
        yield Row(label, f"{words}\n{_by(event, known)}")


def _said(then: Then, event: Event, label: str, known: Names) -> Row:
    [entry] = entries_of(then.incident, [event], known)
    return Row(label, f"{entry.body or entry.title}\n{_by(event, known)}")


def _by(event: Event, known: Names) -> str:
    return f"{known[str(event.by)][0]}, {say_instant(event.at)}"


def _duties(then: Then) -> Iterator[Row]:
    pack = pack_of(then.incident.pack_version_id)
    calendar = calendar_of(then.incident.school_id)
    for duty in open_duties(facts_of(then.incident), pack, calendar):
        due = f"by {say_instant(duty.due_at)}" if duty.due_at else "no time set"
        yield Row(duty.title, f"{pack.label_of(duty.role)}, {due}")
