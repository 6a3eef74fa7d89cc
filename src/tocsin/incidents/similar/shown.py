"""Earlier incidents as the page draws them."""

from dataclasses import dataclass

from tocsin.core.causes import cause
from tocsin.core.closing import OUTCOMES
from tocsin.incidents.data_kinds import DATA_KINDS
from tocsin.incidents.models import Incident
from tocsin.incidents.similar.queries import Similar
from tocsin.incidents.words import KINDS, TELLS
from tocsin.ui.pieces import Row

LABELS = dict(DATA_KINDS)


@dataclass(frozen=True)
class Card:
    """One earlier incident, with what it has in common and what was said and done."""

    incident: Incident
    rows: list[Row]


def cards(found: list[Similar]) -> list[Card]:
    """Each with only the rows that have something to say."""
    return [Card(each.incident, [row for row in _rows(each) if row.value]) for each in found]


def _rows(each: Similar) -> list[Row]:
    incident = each.incident
    became = OUTCOMES.get(incident.closed_as or "") or KINDS.get(incident.kind, "Not looked at yet")
    recommended = "\n".join(row.words for row in each.recommendations)
    return [
        Row("In common", _in_common(each)),
        Row("What it was", became if incident.closed_at else f"{became}. It is still open"),
        Row("Decided", _decided(each)),
        Row("The DPO advised", _advised(each)),
        Row("The DPO recommended", recommended),
        Row("Learned", incident.lessons),
    ]


def _in_common(each: Similar) -> str:
    found, incident = each.likeness, each.incident
    parts = []
    if found.is_same_cause:
        label = cause(incident.cause).label
        parts.append(f"The same cause: {label[:1].lower()}{label[1:]}")
    if found.is_same_company and incident.supplier:
        parts.append(f"The same company: {incident.supplier.name}")
    if found.kinds:
        kinds = "; ".join(LABELS.get(key, key) for key in found.kinds)
        parts.append(f"The same information: {kinds}")
    if found.words:
        parts.append(f"The same words: {', '.join(found.words)}")
    return "\n".join(parts)


def _decided(each: Similar) -> str:
    row = each.decision
    if row is None:
        return ""
    return (
        f"Tell the regulator: {TELLS[row.tell_regulator]}. {row.regulator_reason}\n"
        f"Tell the people affected: {TELLS[row.tell_people]}. {row.people_reason}"
    )


def _advised(each: Similar) -> str:
    row = each.advice
    if row is None:
        return ""
    said = f"Tell the regulator: {TELLS[row.regulator]}. Tell the people affected: "
    return f"{said}{TELLS[row.people]}.\n{row.words}"
