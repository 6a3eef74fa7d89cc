"""The case file: one document, the oldest first."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tocsin.core.roles import Permission
from tocsin.incidents.case_file import commands, content
from tocsin.incidents.case_file.forms import CaseFileForm
from tocsin.incidents.case_file.paper import as_pdf, as_word
from tocsin.incidents.key_facts import key_facts
from tocsin.incidents.queries import incident_for
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.documents import download


@require_http_methods(["GET", "POST"])
@needs(Permission.EXPORT)
def case_file(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, CaseFileForm, at=at)
    if was_sent(request, form):
        hidden = form.cleaned_data["hidden"]
        commands.record_case_file(incident, hidden=hidden.value, by=request.membership, at=at)
        facts = [(row.label, str(row.value)) for row in key_facts(incident)]
        made = content.case_file(incident, facts, hidden)
        kind = "docx" if request.POST.get("kind") == "docx" else "pdf"
        drawn = (as_word if kind == "docx" else as_pdf)(incident, made, hidden, at)
        return download(drawn, f"case-file-{incident.reference}.{kind}")
    page = {
        "form": form, "heading": "The case as one document",
        "caption": f"Incident {incident.reference}", "back_href": incident.get_absolute_url(),
    }  # fmt: skip
    return render(
        request, "incidents/case_file/make.html", page, status=422 if form.errors else 200
    )
