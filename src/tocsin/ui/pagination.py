"""One page of a long list, found by where the last one ended: it never counts or skips rows."""

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

Row = TypeVar("Row", bound=Model)
PAGE_SIZE = 25


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows, and the links to what comes before and after; an empty link when nothing does."""

    rows: Sequence[Row]
    newer_href: str = ""
    older_href: str = ""
    newer_label: str = "Newer"
    older_label: str = "Older"

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_of(
    rows: QuerySet[Row],
    query: QueryDict,
    *,
    order: Sequence[str],
    size: int = PAGE_SIZE,
    labels: tuple[str, str] = ("Newer", "Older"),
) -> Page[Row]:
    """The page of `rows` that `query["page"]` asks for; the first when it asks for none we know.

    `order` names columns that are never null, all rising or all falling, the last one unique:
    ("-reported_at", "-pk"). Each page costs one query of `size` + 1 rows, however long the list.
    """
    back, place = _read(query.get("page", ""), rows, order)
    found = _rows(rows, order, place, size=size + 1, back=back)
    more = len(found) > size
    found = found[:size]
    if back:
        found.reverse()
        if not more and len(found) < size:
            # Near the start: show a full first page rather than a short one.
            return page_of(rows, _without(query), order=order, size=size, labels=labels)
    newer = found and (more if back else place is not None)
    older = found and (True if back else more)
    return Page(
        found,
        _href(query, "n", found[0], order) if newer else "",
        _href(query, "o", found[-1], order) if older else "",
        *labels,
    )


def _rows(
    rows: QuerySet[Row], order: Sequence[str], place: list[Any] | None, *, size: int, back: bool
) -> list[Row]:
    names = [name.lstrip("-") for name in order]
    falling = order[0].startswith("-") is not back
    ordered = rows.order_by(*(f"-{name}" if falling else name for name in names))
    if place is not None:
        ordered = ordered.filter(_beyond(names, place, "lt" if falling else "gt"))
    return list(ordered[:size])


def _beyond(names: Sequence[str], place: Sequence[Any], side: str) -> Q:
    """After `place` in order: the first column decides, then the next where it is the same."""
    # The first comparison is implied by the rest; databases use it to find the place in the index.
    wanted, same = Q(), Q()
    for name, value in zip(names, place, strict=True):
        wanted |= same & Q(**{f"{name}__{side}": value})
        same &= Q(**{name: value})
    return Q(**{f"{names[0]}__{side}e": place[0]}) & wanted


def _read(text: str, rows: QuerySet[Row], order: Sequence[str]) -> tuple[bool, list[Any] | None]:
    try:
        way, *texts = json.loads(base64.urlsafe_b64decode(text))
        fields = [_field(rows, name) for name in order]
        place = [field.to_python(each) for field, each in zip(fields, texts, strict=True)]
    except (ValueError, TypeError, binascii.Error, ValidationError, RecursionError):
        return False, None
    return (way == "n", place) if None not in place else (False, None)


def _href(query: QueryDict, way: str, row: Row, order: Sequence[str]) -> str:
    texts = [_field(type(row)._default_manager.all(), name).value_to_string(row) for name in order]
    changed = query.copy()
    changed["page"] = base64.urlsafe_b64encode(json.dumps([way, *texts]).encode()).decode()
    return f"?{changed.urlencode()}"


def _field(rows: QuerySet[Row], name: str) -> Any:
    options, plain = rows.model._meta, name.lstrip("-")
    return options.pk if plain == "pk" else options.get_field(plain)


def _without(query: QueryDict) -> QueryDict:
    changed = query.copy()
    changed.pop("page", None)
    return changed
