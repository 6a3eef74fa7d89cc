"""A school's ledger for a page: what was done, when and by whom, and how it is signed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import QueryDict

from tocsin.ledger.checkpoints import public_key
from tocsin.ledger.hiding import hidden_from
from tocsin.ledger.models import Checkpoint, Entry
from tocsin.ledger.tenancy import reading
from tocsin.ui.pagination import Page, page_of


@dataclass(frozen=True)
class Line:
    """One entry without its content: what was done, in words.

    Not its number: a number left out would tell whoever is kept away from something.
    """

    words: str
    at: datetime
    by: UUID


@dataclass(frozen=True)
class Signed:
    """The newest checkpoint of a school, and the key that verifies it."""

    key: str
    made_at: datetime | None = None


def lines_of(
    school_id: UUID, person_id: UUID, query: QueryDict
) -> tuple[Page[Entry], Sequence[Line]]:
    """The page of entries that the query asks for, newest first.

    Without those of which the person must see nothing. Source: BR-5.7.
    """
    with reading(school_id):
        rows = Entry.objects.filter(school_id=school_id)
        if hidden := hidden_from(school_id, person_id):
            rows = rows.exclude(subject__in=hidden)
        page = page_of(rows, query, order=["-number"])
    return page, [_line(entry) for entry in page]


def newest_checkpoint(school_id: UUID) -> Signed:
    """When the newest checkpoint was made; None when none has been yet."""
    with reading(school_id):
        last = Checkpoint.objects.filter(school_id=school_id).last()
    if last is None:
        return Signed(public_key())
    return Signed(public_key(), last.made_at)


def _line(entry: Entry) -> Line:
    body = json.loads(entry.body)
    words = body["action"].replace(".", " ").replace("-", " ")
    at = datetime.fromisoformat(body["at"])
    return Line(words[:1].upper() + words[1:], at, UUID(body["by"]))
