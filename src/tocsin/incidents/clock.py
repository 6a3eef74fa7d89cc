"""The strip with the 72 hours: how long is left, since when, and why since then."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tocsin.core.clock import (
    LONDON,
    REGULATOR_WINDOW,
    Calendar,
    is_late,
    regulator_due_at,
    say_length,
)
from tocsin.core.closures import closure_between
from tocsin.core.decision_rules import is_stopped
from tocsin.core.facts import Facts, Tell
from tocsin.core.policy import Pack
from tocsin.core.regulator import regulator_on
from tocsin.core.when import say_date, say_instant
from tocsin.incidents.duty_ways import way_to
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Awareness, Incident
from tocsin.policies.queries import calendar_of, pack_of
from tocsin.schools.models import Membership
from tocsin.ui.pieces import Clock, running, stopped

COUNTS = "Nights, weekends, bank holidays and school holidays all count."


def clock_of(
    incident: Incident, reader: Membership, at: datetime, calendar: Calendar | None = None,
    found_by: str | None = None,
) -> Clock | None:  # fmt: skip
    """The incident's clock as the page shows it; None when there is no breach to report.

    calendar: the school's, if it is at hand. found_by: who found since when the school has been
    aware, "" if nobody did; the newest finding says so if it is left out.
    """
    facts = facts_of(incident)
    if facts.is_past or not facts.is_breach:
        return None
    pack = pack_of(incident.pack_version_id)
    due = regulator_due_at(facts.clock_start)
    why = _why(incident, facts.clock_start, found_by)
    name = regulator_on(at.date(), pack.identity.regulator).short_name
    if facts.regulator_told_at:
        length = say_length(max(facts.regulator_told_at - facts.clock_start, timedelta(0)))
        late = " That was late." if is_late(due, facts.regulator_told_at) else ""
        return stopped(f"Telling the {name}", words=f"Told in {length}", due_at=due,
                       notes=[why + late])  # fmt: skip
    if is_stopped(facts):
        return stopped(
            f"Telling the {name}", words="Decided: no need to tell", due_at=due,
            notes=[why, "New facts can change this decision."],
        )  # fmt: skip
    calendar = calendar or calendar_of(incident.school_id)
    closed = _closed(calendar, facts.clock_start, due, at)
    return running(
        f"72-hour deadline to tell the {name}",
        started_at=facts.clock_start,
        due_at=due,
        at=at,
        notes=[f"{why} {COUNTS}", *_changed(facts, pack), *closed],
        href=way_to("aware", incident, reader, at),
        action="Change when we became aware" if facts.aware_at else "Say when we became aware",
    )


def _changed(facts: Facts, pack: Pack) -> Iterator[str]:
    """What makes the deadline another than one might think."""
    if facts.tell_regulator is Tell.NO:
        yield "It was decided not to tell, but since then things have changed."
    if pack.regulator_window < REGULATOR_WINDOW:
        own = regulator_due_at(facts.clock_start, pack.regulator_window)
        yield f"Your own policy wants it done by {say_instant(own)}."


def _closed(calendar: Calendar, start: datetime, due: datetime, at: datetime) -> list[str]:
    """What the school's holidays have to do with it: nothing, and so it is said. BR-6.1."""
    closure = closure_between(calendar, start, due)
    if closure is None:
        return []
    today, reopens = at.astimezone(LONDON).date(), say_date(closure.reopens_on)
    if closure.reopens_on <= today:
        return [f"The school was closed until {reopens}; the 72 hours ran on."]
    if closure.first_on > today:
        first = say_date(closure.first_on)
        return [f"The school is closed from {first} until {reopens}; the 72 hours run on."]
    return [f"The school is closed until {reopens}; the 72 hours run on."]


def _why(incident: Incident, start: datetime, found_by: str | None) -> str:
    when = say_instant(start)
    if incident.aware_at is None:
        told = (
            "when somebody at school first knew" if start < incident.reported_at else "the report"
        )
        return (
            f"The clock is assumed to run from {told}, {when}, until you say when we became aware."
        )
    name = _found_by(incident) if found_by is None else found_by
    by = f" (set by {name})" if name else ""
    return f"The school became aware at {when}{by}."


def _found_by(incident: Incident) -> str:
    findings = Awareness.objects.filter(school_id=incident.school_id, incident=incident)
    return findings.order_by("-at").values_list("by__name", flat=True).first() or ""
