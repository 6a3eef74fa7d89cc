"""The pages on which evidence about a supplier is added and fetched."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.roles import Permission
from tocsin.registers.downloads import download
from tocsin.registers.suppliers import commands
from tocsin.registers.suppliers.forms import EvidenceForm
from tocsin.registers.suppliers.queries import one_evidence, supplier_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_REGISTERS)
def add(request: SchoolRequest, supplier_id: UUID) -> HttpResponse:
    school = request.membership.school
    found = supplier_of(school.pk, supplier_id)
    form = form_for(request, EvidenceForm)
    if was_sent(request, form):
        commands.add_evidence(found, **form.cleaned_data, by=request.membership, at=timezone.now())
        messages.success(request, "Added.")
        return redirect("suppliers:supplier", school.slug, found.pk)
    page = {"form": form, "heading": "Add evidence", "school": school, "supplier": found,
            "caption": found.name}  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "registers/suppliers/edit.html", page, status=status)


@require_GET
@needs(Permission.READ_REGISTERS)
def fetch(request: SchoolRequest, supplier_id: UUID, evidence_id: UUID) -> HttpResponseBase:
    found = supplier_of(request.membership.school_id, supplier_id)
    row = one_evidence(found, evidence_id)
    return download(row, row.name)
