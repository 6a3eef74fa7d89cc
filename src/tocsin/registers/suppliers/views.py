"""The pages of the register of suppliers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.clock import LONDON
from tocsin.core.processor_terms import gaps
from tocsin.core.roles import Permission, may
from tocsin.registers.models import Supplier
from tocsin.registers.suppliers import commands
from tocsin.registers.suppliers.forms import (
    ChangeSupplierForm,
    ReviewForm,
    SearchForm,
    SupplierForm,
    TermsForm,
)
from tocsin.registers.suppliers.queries import evidence_of, supplier_of, suppliers_of
from tocsin.registers.suppliers.shown import entries_of, evidence_groups, rows_of, term_rows
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_GET
@needs(Permission.READ_REGISTERS)
def suppliers(request: SchoolRequest) -> HttpResponse:
    reader, today = request.membership, timezone.now().astimezone(LONDON).date()
    form = SearchForm(request.GET)
    sought = form.cleaned_data["q"] if form.is_valid() else ""
    found = suppliers_of(reader.school_id, sought=sought)
    page = {
        "school": reader.school,
        "rows": [(each, each.is_due(today), each.has_run_out(today)) for each in found],
        "form": form,
        "sought": sought,
        "may_keep": may(reader, Permission.KEEP_REGISTERS),
    }
    return render(request, "registers/suppliers/list.html", page)


@require_GET
@needs(Permission.READ_REGISTERS)
def supplier(request: SchoolRequest, supplier_id: UUID) -> HttpResponse:
    found, today = _supplier(request, supplier_id), timezone.now().astimezone(LONDON).date()
    page = {
        "school": request.membership.school,
        "supplier": found,
        "rows": rows_of(found),
        "terms": term_rows(found),
        "gaps": len(gaps(found.terms)),
        "evidence": evidence_groups(evidence_of(found)),
        "entries": entries_of(found),
        "today": today,
        "is_due": found.is_due(today),
        "has_run_out": found.has_run_out(today),
        "may_keep": may(request.membership, Permission.KEEP_REGISTERS) and not found.ended_at,
    }
    return render(request, "registers/suppliers/supplier.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_REGISTERS)
def add(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    form = form_for(request, SupplierForm)
    if was_sent(request, form):
        made = commands.add_supplier(
            school, **form.cleaned_data, by=request.membership, at=timezone.now()
        )
        messages.success(request, "Entered. Check the contract next.")
        return redirect("suppliers:supplier", school.slug, made.pk)
    return _ask(request, form, "Enter a supplier")


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_REGISTERS)
def change(request: SchoolRequest, supplier_id: UUID) -> HttpResponse:
    found = _supplier(request, supplier_id)
    now = {name: getattr(found, name) for name in SupplierForm.base_fields}
    form = form_for(request, ChangeSupplierForm, initial={**now, "seen": found.revision})
    if was_sent(request, form):
        commands.change_supplier(
            found, **form.cleaned_data, by=request.membership, at=timezone.now()
        )
        return _done(request, found)
    return _ask(request, form, "Change the details", found)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_REGISTERS)
def terms(request: SchoolRequest, supplier_id: UUID) -> HttpResponse:
    found = _supplier(request, supplier_id)
    form = form_for(request, TermsForm, terms=found.terms, initial={"seen": found.revision})
    if was_sent(request, form):
        commands.record_terms(found, **form.cleaned_data, by=request.membership, at=timezone.now())
        return _done(request, found)
    return _ask(request, form, "Does the contract say so?", found)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_REGISTERS)
def review(request: SchoolRequest, supplier_id: UUID) -> HttpResponse:
    found = _supplier(request, supplier_id)
    form = form_for(request, ReviewForm, initial={"seen": found.revision})
    if was_sent(request, form):
        commands.review_supplier(
            found, **form.cleaned_data, by=request.membership, at=timezone.now()
        )
        return _done(request, found)
    return _ask(request, form, "We have looked at them", found)


@require_POST
@needs(Permission.KEEP_REGISTERS)
def end(request: SchoolRequest, supplier_id: UUID) -> HttpResponse:
    found = _supplier(request, supplier_id)
    commands.end_supplier(found, by=request.membership, at=timezone.now())
    messages.success(request, f"{found.name} is no longer in the list.")
    return redirect("suppliers:suppliers", request.membership.school.slug)


def _supplier(request: SchoolRequest, supplier_id: UUID) -> Supplier:
    return supplier_of(request.membership.school_id, supplier_id)


def _ask(
    request: SchoolRequest, form: Form, heading: str, found: Supplier | None = None
) -> HttpResponse:
    page = {
        "form": form, "heading": heading, "school": request.membership.school, "supplier": found,
        "caption": found.name if found else "",
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "registers/suppliers/edit.html", page, status=status)


def _done(request: SchoolRequest, found: Supplier) -> HttpResponse:
    messages.success(request, "Saved.")
    return redirect("suppliers:supplier", request.membership.school.slug, found.pk)
