"""Reading what a school has decided about its reporting link."""

from django.urls import reverse

from tocsin.ledger.tenancy import reading
from tocsin.schools.alerts import absolute
from tocsin.schools.models import ReportingLink, School


def link_of(school: School) -> ReportingLink:
    """The school's link; before anything was decided, one that is open and not saved."""
    with reading(school.pk):
        found = ReportingLink.objects.filter(school_id=school.pk).first()
    return found or ReportingLink(school=school)


def address_of(school: School) -> str:
    """The whole address, as people type it."""
    return absolute(reverse("door:start", args=[school.slug]))
