"""The alarm about a mailbox, for the front pages of those who look after reports."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tocsin.schools.mailbox.queries import Alarm, alarm_of
from tocsin.schools.models import Membership


def mailbox_alarm(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `mailbox_alarm`, asked for only by the pages that show it."""
    return {"mailbox_alarm": SimpleLazyObject(lambda: _alarm(request))}


def _alarm(request: HttpRequest) -> Alarm | None:
    reader: Membership | None = getattr(request, "membership", None)
    return alarm_of(reader.school_id, timezone.now()) if reader else None  # noqa: TID251
