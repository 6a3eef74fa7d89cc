"""Saying what is wrong with a row, as exactly as what is recorded allows."""

import json
from uuid import UUID

from cryptography.exceptions import InvalidTag

from tocsin.ledger.keys import unseal
from tocsin.ledger.models import Content, Entry, Recorded
from tocsin.ledger.stored import values_of


class Wrong(Exception):
    """Something is not as the ledger says; the message says what, in a sentence."""


def row_wrong(school_id: UUID, model: type[Recorded], label: str, text: bytes, key: bytes) -> Wrong:
    """What is wrong with the row `label`, which now reads `text`: inserted, or which columns."""
    row = f"The row {label} of the table {model._meta.db_table}"
    last = (
        Entry.objects.filter(school_id=school_id, body__contains=f'"{label}":')
        .order_by("-number")
        .first()
    )
    if last is None:
        return Wrong(f"{row} is in no entry. It was inserted behind the ledger's back.")
    if json.loads(last.body)["rows"][label] is None:
        return Wrong(f"{row} was removed in entry {last.number}, and is back.")
    columns = _changed(last, label, text, key)
    named = f" ({', '.join(columns)})" if columns else ""
    return Wrong(
        f"{row} was changed{named} behind the ledger's back: it is not as entry {last.number}"
        " recorded it."
    )


def _changed(last: Entry, label: str, text: bytes, key: bytes) -> list[str]:
    """The columns that differ from what the entry's content holds."""
    content = Content.objects.filter(school_id=last.school_id, number=last.number).first()
    if content is None:
        return []
    try:
        known = unseal(key, bytes(content.sealed), f"{last.school_id}:{last.number}")
    except InvalidTag:
        return []
    before, now = json.loads(known)[label], values_of(text)
    return sorted(name for name, value in before.items() if now.get(name) != value)
