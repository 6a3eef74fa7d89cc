"""The case as it was known at a time that somebody asks about."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tocsin.core.roles import Permission
from tocsin.incidents.as_known.forms import MomentForm
from tocsin.incidents.as_known.queries import past_of
from tocsin.incidents.as_known.shown import around, look_back, moments
from tocsin.incidents.queries import incident_for
from tocsin.schools.signed_in import SchoolRequest, needs


@require_GET
@needs(Permission.READ_CASES)
def as_known(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = MomentForm(request.GET or None, at=at, initial={"moment": at})
    past = past_of(incident)
    every = moments(past)
    page = {"incident": incident, "form": form, "past": past, "moments": every}
    if form.is_valid():
        minute = form.cleaned_data["moment"]
        before, after = around(every, minute)
        found = look_back(past, minute, request.membership, at)
        page |= {"minute": minute, "found": found, "before": before, "after": after}
    status = 422 if form.errors else 200
    return render(request, "incidents/as_known/as_known.html", page, status=status)
