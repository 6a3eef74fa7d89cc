"""What somebody affected said, and what came of it: sealed under the incident's own key."""

import json
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from tocsin.core.clock import Calendar
from tocsin.core.deadlines import complaint_acknowledged_by, next_working_day
from tocsin.incidents.models import Incident, Reply
from tocsin.incidents.people import key_of
from tocsin.ledger.keys import seal, unseal

SOON = timedelta(days=7)  # a question is answered within; a complaint as the law says


class Said(NamedTuple):
    """What is sealed of an answer."""

    words: str
    outcome: str = ""


def reply_row(incident: Incident, *, words: str, **columns: Any) -> Reply:
    """The row, not saved, of one answer or complaint; only inside `writing`."""
    own = {"pk": uuid4(), **columns}
    row = Reply(incident=incident, school_id=incident.school_id, **own)
    put_in(row, Said(words))
    return row


def put_in(row: Reply, said: Said) -> None:
    """Seal what was said into the row."""
    row.sealed = seal(key_of(row.incident), json.dumps(said).encode(), row.ledger_name)


def said_of(row: Reply) -> Said:
    """What was said. Whoever calls this has recorded that the names are looked at."""
    found = unseal(key_of(row.incident), bytes(row.sealed), row.ledger_name)
    return Said(*json.loads(found))


def answered_by(kind: str, received_on: date, calendar: Calendar) -> date:
    """By when they hear from the school: of a complaint as the law says, else within a week."""
    if kind == Reply.Kind.COMPLAINT:
        return complaint_acknowledged_by(received_on, calendar.bank_holidays)
    return next_working_day(received_on + SOON, calendar.bank_holidays)
