"""What the case already says, under the headings of an outcome report."""

from collections.abc import Callable, Mapping, Sequence

from tocsin.core.causes import KEYS, cause
from tocsin.core.inquiry import INTERVIEWS, KINDS
from tocsin.core.investigation import AS_HEADINGS, CERTAINTIES, DISCIPLINARY, REPORT
from tocsin.core.when import at_received, from_text, say_instant
from tocsin.incidents.data_kinds import DATA_KINDS
from tocsin.incidents.inquiries import lines_by_kind
from tocsin.incidents.models import Action, Decision, Incident, PlanStep, Telling
from tocsin.incidents.outcome.queries import recommendations_of
from tocsin.incidents.words import BREACHES, TELLS
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import pack_of

Fill = Callable[[Incident], list[str]]


def filled(incident: Incident, titles: tuple[str, ...]) -> dict[str, str]:
    """A first text for each heading, from what was recorded; empty where the case says nothing."""
    with reading(incident.school_id):
        known = lines_by_kind(incident)
        fills = {title: _fill_for(title) for title in titles}
        return {
            title: "\n".join([*fill(incident), *_recorded(known, RECORDS.get(fill, ()))])
            for title, fill in fills.items()
        }


def _recorded(known: Mapping[str, Sequence[str]], kinds: Sequence[str]) -> list[str]:
    """What the records of these kinds say, each line under the title of its kind."""
    return [f"{TITLES[kind]}: {line}" for kind in kinds for line in known.get(kind, ())]


def _fill_for(title: str) -> Fill:
    words = title.lower()
    for mark, fill in FILLS:
        if mark in words:
            return fill
    return _nothing


def _nothing(incident: Incident) -> list[str]:
    del incident
    return []


def _happened(incident: Incident) -> list[str]:
    when = from_text(incident.occurred_from)
    lines = [incident.title + "."]
    if when.start:
        lines.append(f"It happened {when.words()}.")
    lines.append(f"It was reported {at_received(incident.reported_at)}.")
    if incident.aware_at:
        lines.append(f"The school became aware at {say_instant(incident.aware_at)}.")
    if incident.cause in KEYS:
        lines.append(f"Cause: {cause(incident.cause).label.lower()}.")
    return [*lines, incident.kind_reason]


def _affected(incident: Incident) -> list[str]:
    kinds = dict(DATA_KINDS)
    lines = [f"{name}." for key, name in BREACHES if getattr(incident, key)]
    if incident.people is not None:
        lines.append(f"People affected: {incident.people:,}.")
    if incident.data_kinds:
        known = (kinds.get(each, each) for each in incident.data_kinds)
        lines.append(f"Information: {', '.join(known)}.")
    return lines


def _found(incident: Incident) -> list[str]:
    titles = {
        (playbook.key, step.key): AS_HEADINGS.get(step.key, step.title)
        for playbook in pack_of(incident.pack_version_id).playbooks
        for step in playbook.steps
    }
    rows = PlanStep.objects.filter(school_id=incident.school_id, incident=incident)
    known = {(row.playbook, row.step): row for row in rows}
    return [
        f"{titles[key]}: {_sure(known[key])}{known[key].words}"
        for key in titles
        if key in known and key[1] not in {DISCIPLINARY, REPORT}
    ]


def _sure(row: PlanStep) -> str:
    said = CERTAINTIES.get(row.certainty, "")
    if row.state == "not_applicable":
        said = "Not needed"
    return f"{said}. " if said else ""


def _done(incident: Incident) -> list[str]:
    actions = Action.objects.filter(
        school_id=incident.school_id, incident=incident, state__in=["accepted", "checked"]
    )
    every = Telling.objects.filter(school_id=incident.school_id, incident=incident)
    replaced = every.filter(corrects__isnull=False).values("corrects")
    told = every.exclude(pk__in=replaced)
    return [
        incident.containment,
        *(f"{row.get_whom_display()}: told at {say_instant(row.told_at)}." for row in told),
        *(f"{row.words} {row.answer}" for row in actions.order_by("at")),
    ]


def _decided(incident: Incident) -> list[str]:
    rows = Decision.objects.filter(school_id=incident.school_id, incident=incident)
    newest = rows.order_by("-at").first()
    if newest is None:
        return []
    return [
        f"Tell the regulator: {TELLS[newest.tell_regulator]}. {newest.regulator_reason}",
        f"Tell the people affected: {TELLS[newest.tell_people]}. {newest.people_reason}",
    ]


def _change(incident: Incident) -> list[str]:
    wanted = Action.objects.filter(
        school_id=incident.school_id, incident=incident, kind="preventive"
    ).exclude(state="withdrawn")
    return [
        *(row.words for row in recommendations_of(incident)),
        *(row.words for row in wanted.order_by("at")),
    ]


# The kinds of record that stand under a heading, after what the case itself says.
RECORDS: Mapping[Fill, Sequence[str]] = {
    _happened: ("policy", INTERVIEWS),
    _affected: ("stakeholder",),
    _found: ("outcome",),
    _done: ("communication",),
    _change: ("risk", "control"),
}
TITLES = {**{kind.key: kind.title for kind in KINDS}, INTERVIEWS: "What people said"}
# What a heading is about, by the first of these words in it.
FILLS: tuple[tuple[str, Fill], ...] = (
    ("affected", _affected),
    ("decided", _decided),
    ("decision", _decided),
    ("change", _change),
    ("prevent", _change),
    ("recommend", _change),
    ("found", _found),
    ("finding", _found),
    ("done", _done),
    ("action", _done),
    ("happened", _happened),
    ("summary", _happened),
)
