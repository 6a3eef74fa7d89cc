"""The pages of the office: keying in a report, and the sheet of paper it may come on."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.clock import REGULATOR_WINDOW
from tocsin.core.roles import LABELS, Permission, Role
from tocsin.incidents.keying import commands
from tocsin.incidents.keying.forms import KeyForm, keyed_answers, sealed_in
from tocsin.incidents.keying.queries import keyed_before
from tocsin.incidents.keying.sheets import new_code
from tocsin.incidents.models import Protection
from tocsin.incidents.naming import ABOUT
from tocsin.incidents.reporting_door import rules_of
from tocsin.incidents.words import HOW_MANY, WHOSE
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.queries import holders
from tocsin.schools.signed_in import SchoolRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_INTAKE)
def key(request: SchoolRequest) -> HttpResponse:
    at, by = timezone.now(), request.membership
    may_seal = Protection.CONFIDENTIAL in rules_of(by.school, at).protections
    form = form_for(request, KeyForm, at=at, school_id=by.school_id, may_seal=may_seal)
    if was_sent(request, form):
        cleaned = form.cleaned_data
        incident, is_new = commands.key_in(
            incident_id=cleaned["key"], answers=keyed_answers(cleaned),
            received_at=cleaned["received_at"], sealed=sealed_in(cleaned), about=cleaned["about"],
            by=by, at=at,
        )  # fmt: skip
        again = "" if is_new else "?again=yes"
        address = redirect("incidents:keying:keyed", by.school.slug, incident.pk)
        return redirect(address.url + again)
    page = {"form": form, "heading": "Key in a report", "button": "Send the report"}
    return render(request, "incidents/keying/key.html", page, status=422 if form.errors else 200)


@require_GET
@needs(Permission.READ_INTAKE)
def keyed(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = keyed_before(request.membership, incident_id, sheet=None)
    page = {
        "incident": incident,
        "is_again": request.GET.get("again") == "yes",
        "is_late": timezone.now() - incident.reported_at > REGULATOR_WINDOW,
        "school": request.membership.school,
    }
    return render(request, "incidents/keying/keyed.html", page)


@require_GET
@needs(Permission.REPORT)
def paper(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    page = {
        "school": school,
        "phone": school.phone or settings.HELP_PHONE,
        "may_seal": Protection.CONFIDENTIAL in rules_of(school, timezone.now()).protections,
        "about": [LABELS[role] for role in ABOUT],
        "code": new_code(school.pk),
        "deputies": [each.person.name for each in holders(school.pk, Role.DEPUTY_DPO)],
        "dpos": [each.person.name for each in holders(school.pk, Role.DPO)],
        "whose": [label for _, label in WHOSE],
        "how_many": [label for _, label in HOW_MANY],
    }
    return render(request, "incidents/keying/paper.html", page)
