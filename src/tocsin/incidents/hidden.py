"""What the ledger holds of incidents from which a person is kept away: they, and their mail."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q

from tocsin.incidents.models import Incident, ReceivedMail
from tocsin.incidents.recusals import kept_from
from tocsin.ledger.hiding import hides


@hides("incidents")
def hidden_incidents(school_id: UUID, person_id: UUID) -> Iterator[str]:
    """The names of those incidents, and of the mail that opened or may belong to one."""
    kept = Incident.objects.filter(kept_from(school_id, person_id), school_id=school_id)
    found = list(kept.values_list("pk", flat=True))
    yield from (Incident.ledger_label(pk) for pk in found)
    if found:
        about = Q(incident__in=found) | Q(may_belong_to__in=found)
        mails = ReceivedMail.objects.filter(about, school_id=school_id)
        yield from (ReceivedMail.ledger_label(pk) for pk in mails.values_list("pk", flat=True))
