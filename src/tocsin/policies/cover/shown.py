"""The gaps in cover, for the front pages of those who can close them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tocsin.core.roles import Permission, may
from tocsin.core.when import say_date
from tocsin.policies.cover.queries import Cover, cover_of
from tocsin.schools.models import Membership


@dataclass(frozen=True)
class GapShown:
    """One gap in words, and where it is closed."""

    words: str
    href: str


def gaps_for(reader: Membership, cover: Cover) -> list[GapShown]:
    """The gaps, for somebody who can close them; nothing for others. Source: BR-6.1."""
    if not may(reader, Permission.MANAGE_SCHOOL):
        return []
    place = reverse("cover:turn-add", args=[reader.school.slug])
    return [
        GapShown(
            f"{'The school is closed and nobody' if gap.is_closure else 'Nobody'} is on duty"
            f" {_span(gap.first_on, gap.last_on)}",
            f"{place}?first={gap.first_on}&last={gap.last_on}",
        )
        for gap in cover.gaps()
    ]


def cover_gaps(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `cover_gaps`, asked for only by the pages that show them."""
    return {"cover_gaps": SimpleLazyObject(lambda: _gaps(request, timezone.now()))}  # noqa: TID251


def _gaps(request: HttpRequest, at: datetime) -> Sequence[GapShown]:
    reader: Membership | None = getattr(request, "membership", None)
    return gaps_for(reader, cover_of(reader.school_id, at)) if reader else []


def _span(first: date, last: date) -> str:
    if first == last:
        return f"on {say_date(first)}"
    return f"from {say_date(first)} to {say_date(last)}"
