"""The one interview that a link opens."""

from datetime import datetime
from uuid import UUID

from django.http import Http404

from tocsin.incidents.inquiries import interviews_of, standing
from tocsin.incidents.models import Interview
from tocsin.incidents.scoped_links import is_token_of
from tocsin.ledger.tenancy import reading
from tocsin.schools.queries import school_at


def linked_interview(slug: str, interview_id: UUID, token: str) -> Interview:
    """The interview that a link opens; 404 when the token is not its own."""
    school = school_at(slug)
    with reading(school.pk):
        rows = Interview.objects.filter(school_id=school.pk, pk=interview_id)
        found = rows.select_related("incident", "school").first()
    if found is None or not is_token_of(found, token):
        raise Http404
    return found


def is_asked_now(row: Interview, at: datetime) -> bool:
    """Whether the summary is still to be agreed with by its link."""
    if row.agreement != Interview.Agreement.ASKED or not row.is_reachable(at):
        return False
    return row.pk in {each.pk for each in standing(interviews_of(row.incident))}
