"""What the entries say on a timeline that are of messages, reviews, closing, and what follows."""

from collections.abc import Callable, Mapping

from tocsin.core.closing import OUTCOMES
from tocsin.core.inquiry import BY_KEY
from tocsin.core.joint import TELLERS, Teller
from tocsin.core.outage import EFFECT_WORDS, RESTORED_WORDS
from tocsin.core.policy import Pack
from tocsin.core.roles import Role
from tocsin.incidents.models import Handling, Improvement, Notice
from tocsin.incidents.words import PARTIES
from tocsin.ledger.queries import Event

DEEDS = dict(Handling.Deed.choices)
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


def _company(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("processorcase")
    told = ["The clock follows from when it told the school"] if event.row("note") else []
    return _all_of(row.get("name"), row.get("words"), *told)


def _company_answered(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("supplieranswer")
    who = ", ".join(filter(None, (row.get("said_by"), row.get("said_as"))))
    return f"{who}:\n{event.row('action').get('answer', '')}"


def _joint(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("jointarrangement")
    if not row.get("is_agreed"):
        return _all_of(row.get("controller"), row.get("reason"))
    tells = {
        name: TELLERS[Teller(row[name])].lower() for name in ("tells_regulator", "tells_people")
    }
    return _all_of(
        f"{row['controller']}, with {row['agreed_with']}",
        f"Telling the regulator: {tells['tells_regulator']}",
        f"Telling the people affected: {tells['tells_people']}", row.get("words"),
    )  # fmt: skip


def _outage(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("outage")
    effect, back = EFFECT_WORDS.get(row.get("effect", "")), RESTORED_WORDS.get(row["restored"])
    return _all_of(row.get("systems"), f"People had to do without: {effect}", f"Back: {back}")


def _all_of(*parts: str | None) -> str:
    return "".join(f"{part.rstrip('.')}. " for part in parts if part).strip()


def _inquiry(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("inquiryrecord")
    if not row:
        return ""
    parts = (BY_KEY[row["kind"]].title, row["name"], row["struck_because"] or row["words"])
    return ". ".join(part.rstrip(".") for part in parts) + "."


def _interview(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("interview")
    told = row.get("struck_because") or row.get("reply") or row.get("words", "")
    return f"{row['name']}: {told}" if row else ""


def _kept(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("evidenceitem")
    return ". ".join(part for part in (row.get("name", ""), row.get("place", "")) if part)


def _handled(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("handling")
    said = DEEDS.get(row.get("deed", ""), "")
    parts = (f"{said}: {row['who']}", row["place"], row["words"]) if row else ()
    return ". ".join(part.rstrip(".") for part in parts if part)


def _checked(event: Event, pack: Pack) -> str:
    del pack
    facts = event.facts
    return f"Unchanged {facts['unchanged']}, changed {facts['changed']}, gone {facts['missing']}."


def _acknowledged(event: Event, pack: Pack) -> str:
    return f"As {pack.label_of(Role(event.facts['role']))}."


def _own_duty(event: Event, pack: Pack) -> str:
    return next((own.title for own in pack.duties if own.key == event.facts.get("duty")), "")


def _message(event: Event, pack: Pack) -> str:
    del pack
    row, party = event.row("message"), str(event.facts.get("party", ""))
    to = "From" if row.get("direction") == "in" else "To"
    return f"{to} {PARTIES.get(party, 'somebody')}: {row.get('words', '')}"


def _notice(event: Event, pack: Pack) -> str:
    del pack
    row, said = event.row("notice"), event.row("noticeclearance")
    audience = AUDIENCES.get(row.get("audience", ""), "")
    where = row.get("issued_where") or ""
    about = audience or f"Notice {event.facts.get('number')}"
    return ". ".join(part for part in (about, where, said.get("words", "")) if part)


def _words_of(table: str) -> Callable[[Event, Pack], str]:
    """What stands as words in the row of that table."""
    return lambda event, pack: str(event.row(table).get("words", ""))  # noqa: ARG005 - one of many


NOTICED = ("written", "put-up", "partly-cleared", "cleared", "given-back", "advised-on",
           "withdrawn", "issued")  # fmt: skip
LATER: Mapping[str, Callable[[Event, Pack], str]] = {
    **dict.fromkeys((f"notice.{each}" for each in NOTICED), _notice),
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
    **dict.fromkeys(
        ("inquiry.record-added", "inquiry.record-corrected", "inquiry.record-struck-out"), _inquiry
    ),
    **dict.fromkeys(
        (
            "interview.recorded",
            "interview.corrected",
            "interview.struck-out",
            "interview.sent",
            "interview.agreed",
            "interview.disputed",
        ),
        _interview,
    ),
    "evidence.kept": _kept,
    "evidence.handled": _handled,
    "evidence.checked": _checked,
    **dict.fromkeys(
        ("details.verified", "oversight.written", "lead.handed-over"), _words_of("note")
    ),
    "recipient.named": _recipient,
    "recipient.asked": _recipient,
    "recipient.confirmed": _recipient,
    "recipient.given-up": _recipient,
    "company.recorded": _company,
    "company.asked": _words_of("action"),
    "company.answered": _company_answered,
    "joint.agreed": _joint,
    "joint.passed": _joint,
    "outage.recorded": _outage,
    "event.news": _words_of("sharednews"),
}
