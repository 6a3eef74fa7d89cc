"""Until when an incident is kept: as its own pack says, or six years."""

from datetime import date, datetime

from tocsin.core.clock import LONDON
from tocsin.core.keeping import SIX_YEARS, kept_until
from tocsin.core.pack_practice import KeptFrom
from tocsin.core.policy import ANY, Pack
from tocsin.core.when import from_text
from tocsin.incidents.models import Incident
from tocsin.policies.queries import pack_of

SCHOOL_YEAR_ENDS = (8, 31)
STARTS = {
    KeptFrom.OCCURRED: "the day it happened",
    KeptFrom.REPORTED: "the day it was reported",
    KeptFrom.ENTERED: "the day it was written here",
    KeptFrom.CLOSED: "the day it was closed",
    KeptFrom.YEAR_END: "the end of the school year",
}


def retention_of(incident: Incident, at: datetime) -> date | None:
    """The last day on which it is kept if it is closed at `at`; None if nobody can know yet.

    Counted from the last possible day of what happened, or else of what is known. BR-5.27.1.
    """
    known = (from_text(text).latest for text in (incident.occurred_to, incident.occurred_from))
    reported = _day(incident.reported_at)
    latest = next((found for found in known if found), None)
    start = _day(latest or incident.discovered_at or incident.reported_at)
    end = date(start.year, *SCHOOL_YEAR_ENDS)
    days = {
        KeptFrom.OCCURRED: start,
        KeptFrom.REPORTED: reported,
        KeptFrom.ENTERED: reported,
        KeptFrom.CLOSED: _day(at),
        KeptFrom.YEAR_END: end if start <= end else end.replace(year=end.year + 1),
    }
    return kept_until(pack_of(incident.pack_version_id).retention_of(ANY) or SIX_YEARS, days)


def keeping_words(pack: Pack) -> str:
    """Say how long the policy keeps an incident, or that it does not say."""
    rule = pack.retention_of(ANY)
    if rule is None:
        return "Your policy does not say how long. Most schools keep it six years."
    unit = rule.unit.value if rule.amount != 1 else rule.unit.value.removesuffix("s")
    return f"Your policy: {rule.amount} {unit} from {STARTS[rule.counted_from]}."


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
