"""The entries of the log that answer a filter, without ever counting or sorting all of them."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from tocsin.core.causes import finer
from tocsin.core.clock import LONDON
from tocsin.incidents.models import Incident
from tocsin.incidents.queries import visible_to
from tocsin.incidents.recusals import kept_from
from tocsin.incidents.search import MOST_LISTED, MOST_SEARCHED, matching
from tocsin.schools.models import ApiToken, Membership

OLDEST_FIRST = {"oldest": ("reported_at", "number")}
NEWEST_FIRST = ("-reported_at", "-number")
NEWEST = ("-number",)


def entries(
    reader: Membership, wanted: Mapping[str, Any], *, is_whole: bool = False
) -> QuerySet[Incident]:
    """The incidents the reader may see that answer the filter, in no order.

    By words alone the newest are found, enough for some pages, unless the whole is wanted.
    """
    found = Incident.objects.filter(visible_to(reader))
    if words := wanted.get("q"):
        is_whole = is_whole or any(value for name, value in wanted.items() if name != "q")
        most = MOST_SEARCHED if is_whole else MOST_LISTED
        found = found.filter(number__in=matching(reader.school_id, words, most=most))
    return _narrowed(found, wanted)


def all_entries(token: ApiToken, wanted: Mapping[str, Any]) -> QuerySet[Incident]:
    """The incidents that answer a filter without words, for a system that may read the whole log.

    Not those of which whoever connected the system must see nothing. In no order.
    """
    hidden = kept_from(token.school_id, token.made_by_id)
    return _narrowed(Incident.objects.filter(~hidden, school_id=token.school_id), wanted)


def _narrowed(found: QuerySet[Incident], wanted: Mapping[str, Any]) -> QuerySet[Incident]:
    for name in ("status", "kind", "severity", "closed_as"):
        if wanted.get(name):
            found = found.filter(**{name: wanted[name]})
    if wanted.get("cause"):
        keys = [wanted["cause"], *(each.key for each in finer(wanted["cause"]))]
        found = found.filter(cause__in=keys)
    if wanted.get("told"):
        found = found.filter(tell_regulator="" if wanted["told"] == "open" else wanted["told"])
    if wanted.get("came"):
        found = found.filter(batch__isnull=wanted["came"] != "import")
    return found.filter(_reported_between(wanted.get("since"), wanted.get("until")))


def order_of(wanted: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns to sort by. An earlier log brings in old reports with new numbers."""
    return OLDEST_FIRST.get(wanted.get("order") or "", NEWEST_FIRST)


def _reported_between(since: date | None, until: date | None) -> Q:
    when = Q()
    if since:
        when &= Q(reported_at__gte=_midnight(since))
    if until:
        when &= Q(reported_at__lt=_midnight(until + timedelta(days=1)))
    return when


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LONDON)
