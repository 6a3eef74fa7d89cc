"""The page on which the time of a report to the regulator is put right."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tocsin.core.roles import Permission
from tocsin.incidents.queries import incident_for
from tocsin.incidents.regulator import commands
from tocsin.incidents.regulator.correcting_forms import CorrectTimeForm
from tocsin.incidents.regulator.queries import tellings_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs

INTRO = "What was recorded stays in the record, and the file that was sent stays as it is."


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def correct(request: SchoolRequest, incident_id: UUID, number: int) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    told = tellings_of(incident)
    row = next((each for each in told if each.report and each.report.number == number), None)
    if row is None:
        raise Http404
    form = form_for(request, CorrectTimeForm, at=at, incident=incident, told=told, row=row)
    back = reverse("incidents:regulator:kept", args=[incident.school.slug, incident.pk, number])
    if was_sent(request, form):
        commands.correct_time(
            incident, telling=row, **form.cleaned_data, by=request.membership, at=at
        )
        return redirect(back)
    page = {
        "form": form, "heading": "When was the regulator told?", "intro": INTRO, "button": "Save",
        "caption": f"Incident {incident.reference}, report {number}", "back_href": back,
    }  # fmt: skip
    return render(request, "ui/question.html", page, status=422 if form.errors else 200)
