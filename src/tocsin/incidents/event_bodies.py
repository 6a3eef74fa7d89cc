"""What the entries say on a timeline that are of messages, reviews, closing, and what follows."""

from collections.abc import Callable, Mapping

from tocsin.core.closing import OUTCOMES
from tocsin.core.policy import Pack
from tocsin.core.roles import Role
from tocsin.incidents.models import Improvement
from tocsin.incidents.words import PARTIES
from tocsin.ledger.queries import Event

SUGGESTED = dict(Improvement.Kind.choices)


def _reviewed(event: Event, pack: Pack) -> str:
    del pack
    return f"Version {event.facts.get('number')}."


def _suggested(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("improvement")
    kind = SUGGESTED.get(row.get("kind", ""), "")
    return f"{kind}: {row.get('words', '')}" if row else ""


def _closed(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("incident")
    known = OUTCOMES.get(row.get("closed_as") or "", "")
    return ". ".join(part.rstrip(".") for part in (known, row.get("lessons", "")) if part) + "."


def _happened(event: Event, pack: Pack) -> str:
    del pack
    return str(event.row("happening").get("words", ""))


def _recipient(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("recipient")
    return ". ".join(part for part in (row.get("name", ""), row.get("words", "")) if part)


def _acknowledged(event: Event, pack: Pack) -> str:
    return f"As {pack.label_of(Role(event.facts['role']))}."


def _own_duty(event: Event, pack: Pack) -> str:
    return next((own.title for own in pack.duties if own.key == event.facts.get("duty")), "")


def _message(event: Event, pack: Pack) -> str:
    del pack
    row, party = event.row("message"), str(event.facts.get("party", ""))
    to = "From" if row.get("direction") == "in" else "To"
    return f"{to} {PARTIES.get(party, 'somebody')}: {row.get('words', '')}"


LATER: Mapping[str, Callable[[Event, Pack], str]] = {
    "incident.acknowledged": _acknowledged,
    "incident.own-duty-done": _own_duty,
    "message.sent": _message,
    "message.received": _message,
    "review.drafted": _reviewed,
    "review.finished": _reviewed,
    "improvement.suggested": _suggested,
    "incident.closed": _closed,
    "happening.recorded": _happened,
    "happening.corrected": _happened,
    "recipient.named": _recipient,
    "recipient.asked": _recipient,
    "recipient.confirmed": _recipient,
    "recipient.given-up": _recipient,
}
