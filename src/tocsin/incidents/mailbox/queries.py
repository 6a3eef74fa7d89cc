"""Reading received mail, as far as the reader may see what it is about."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404

from tocsin.incidents.mailbox.reasons import TO_LOOK_AT
from tocsin.incidents.models import Incident, ReceivedMail
from tocsin.incidents.queries import visible_to
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership

PAGE = 50
State = ReceivedMail.State


def mail_seen_by(reader: Membership) -> Q:
    """The mail of the reader's school: what belongs to an incident only with that incident."""
    seen = Incident.objects.filter(visible_to(reader)).values("pk")
    return Q(school_id=reader.school_id) & (Q(incident=None) | Q(incident__in=seen))


def kept_aside(reader: Membership, *, is_seen: bool, skip: int = 0) -> list[ReceivedMail]:
    """What was kept aside, newest first: what nobody has looked at, or the rest. One page."""
    rows = ReceivedMail.objects.filter(
        mail_seen_by(reader), state=State.ASIDE, seen_at__isnull=not is_seen
    )
    with reading(reader.school_id):
        return list(rows.order_by("-at", "pk")[skip : skip + PAGE + 1])


def number_to_look_at(reader: Membership) -> int:
    """How many mails a person should look at."""
    rows = ReceivedMail.objects.filter(mail_seen_by(reader), state=State.ASIDE, seen_at=None)
    with reading(reader.school_id):
        return rows.filter(reason__in=TO_LOOK_AT).count()


def mail_for(reader: Membership, mail_id: UUID) -> ReceivedMail:
    """One mail; 404 when it is not in the reader's school, or not theirs to see."""
    with reading(reader.school_id):
        rows = ReceivedMail.objects.filter(mail_seen_by(reader), pk=mail_id)
        found = rows.select_related("incident", "may_belong_to", "seen_by").first()
        if found is None:
            raise Http404
        if found.may_belong_to_id:
            seen = Incident.objects.filter(visible_to(reader), pk=found.may_belong_to_id)
            found.may_belong_to = seen.first()  # named only to those who may see it
    found.school = reader.school
    return found
