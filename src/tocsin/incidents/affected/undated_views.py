"""The page on which one answer is given for everybody whose age is not known; it names nobody."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tocsin.core.roles import Permission
from tocsin.incidents.affected import commands
from tocsin.incidents.affected.forms import LATER, UndatedForm
from tocsin.incidents.affected.rows import how_many
from tocsin.incidents.affected.undated import state_of, undated_in
from tocsin.incidents.models import Incident
from tocsin.incidents.people import age_rule, people_of
from tocsin.incidents.people_looks import allow_names
from tocsin.incidents.queries import incident_for
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_PEOPLE)
def undated(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    allow_names(incident, request.membership)
    people = people_of(incident, at)
    found = undated_in(people)
    if not found:  # answered already, perhaps by a second click
        return redirect(_front(incident))
    form = form_for(request, UndatedForm, at=at, initial={"seen": state_of(found)})
    if was_sent(request, form):
        if form.cleaned_data["addressed_to"] != LATER:
            count = commands.address_undated(
                incident, **form.cleaned_data, by=request.membership, at=at
            )
            messages.success(request, f"Saved for {count} {'person' if count == 1 else 'people'}.")
        return redirect("incidents:affected:list", incident.school.slug, incident.pk)
    page = {
        "form": form, "heading": "Nobody knows their age", "button": "Save", "incident": incident,
        "caption": f"Incident {incident.reference}", "count": how_many(each.row for each in found),
        "unnamed": sum(not each.known.parent for each in found),
        "apart": sum(bool(each.row.flags) and not each.known.born for each in people),
        "up_to_age": age_rule(incident), "back_href": _front(incident),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "incidents/affected/undated.html", page, status=status)


def _front(incident: Incident) -> str:
    return reverse("incidents:affected:front", args=[incident.school.slug, incident.pk])
