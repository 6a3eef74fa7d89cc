"""Writing down what happened, in the order in which it did."""

from datetime import datetime

from tocsin.core.errors import NotYet, Reason
from tocsin.core.roles import Permission
from tocsin.incidents.chronology.queries import happenings_of
from tocsin.incidents.models import Happening, Incident
from tocsin.incidents.refusals import refuse_closed
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership


def record_happening(
    incident: Incident,
    *,
    precision: str,
    started_at: datetime,
    ended_at: datetime | None,
    words: str,
    corrects: Happening | None,
    by: Membership,
    at: datetime,
) -> None:
    """Add an event with its own time, or put one in the place of another, which is kept.

    Raises NotYet when the incident is closed, or the other was corrected meanwhile.
    Source: SI-M3-STEPS; SI-M5.
    """
    row = Happening(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        precision=precision, started_at=started_at, ended_at=ended_at, words=words,
        corrects=corrects.pk if corrects else None,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        refuse_closed(incident)
        if corrects and corrects.pk in {each.corrects for each in happenings_of(incident)}:
            raise NotYet(
                Reason("corrected", "Somebody corrected this meanwhile. Look at what is there now.")
            )
        action = "happening.corrected" if corrects else "happening.recorded"
        record(action, saved=[incident, row], precision=precision)
