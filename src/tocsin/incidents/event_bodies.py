"""What the entries say on a timeline that are of reviews, closing, happenings and recipients."""

from collections.abc import Callable, Mapping

from tocsin.core.closing import OUTCOMES
from tocsin.core.policy import Pack
from tocsin.incidents.models import Improvement, Notice
from tocsin.ledger.queries import Event

AUDIENCES = dict(Notice.Audience.choices)
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


def _notice(event: Event, pack: Pack) -> str:
    del pack
    row, said = event.row("notice"), event.row("noticeclearance")
    audience = AUDIENCES.get(row.get("audience", ""), "")
    where = row.get("issued_where") or ""
    about = audience or f"Notice {event.facts.get('number')}"
    return ". ".join(part for part in (about, where, said.get("words", "")) if part)


LATER: Mapping[str, Callable[[Event, Pack], str]] = {
    "review.drafted": _reviewed,
    "notice.written": _notice,
    "notice.put-up": _notice,
    "notice.partly-cleared": _notice,
    "notice.cleared": _notice,
    "notice.given-back": _notice,
    "notice.advised-on": _notice,
    "notice.withdrawn": _notice,
    "notice.issued": _notice,
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
