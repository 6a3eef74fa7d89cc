"""The pages of the directory: whom to turn to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.clock import LONDON
from tocsin.core.contact_kinds import KEYS
from tocsin.core.regulator import regulator_on
from tocsin.core.roles import Permission, may
from tocsin.registers.contacts import commands
from tocsin.registers.contacts.forms import ChangeContactForm, ContactForm
from tocsin.registers.contacts.queries import contact_of, shelves
from tocsin.registers.models import Contact
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_GET
@needs(Permission.READ_POLICY)
def contacts(request: SchoolRequest) -> HttpResponse:
    reader, today = request.membership, timezone.now().astimezone(LONDON).date()
    found = shelves(reader.school)
    page = {
        "school": reader.school,
        "filled": [shelf for shelf in found if not shelf.is_empty],
        "missing": [shelf.kind for shelf in found if shelf.is_missing],
        "empty": [shelf.kind for shelf in found if shelf.is_empty and not shelf.is_missing],
        "stale": {each.pk for shelf in found for each in shelf.own if each.is_stale(today)},
        "regulator": regulator_on(today),
        "may_keep": may(reader, Permission.KEEP_REGISTERS),
        "may_read_all": may(reader, Permission.READ_REGISTERS),
    }
    return render(request, "registers/contacts/contacts.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_REGISTERS)
def add(request: SchoolRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    form = form_for(request, ContactForm, initial={"kind": kind if kind in KEYS else ""})
    if was_sent(request, form):
        school, at = request.membership.school, timezone.now()
        commands.add_contact(school, **form.cleaned_data, by=request.membership, at=at)
        return _done(request, "Added.")
    return _ask(request, form, "Add somebody to turn to")


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_REGISTERS)
def change(request: SchoolRequest, contact_id: UUID) -> HttpResponse:
    contact = _contact(request, contact_id)
    now = {name: getattr(contact, name) for name in ContactForm.base_fields}
    form = form_for(request, ChangeContactForm, initial={**now, "seen": contact.revision})
    if was_sent(request, form):
        at = timezone.now()
        commands.change_contact(contact, **form.cleaned_data, by=request.membership, at=at)
        return _done(request, "Saved.")
    return _ask(request, form, "Change a contact", contact)


@require_POST
@needs(Permission.KEEP_REGISTERS)
def verify(request: SchoolRequest, contact_id: UUID) -> HttpResponse:
    contact = _contact(request, contact_id)
    commands.verify_contact(contact, by=request.membership, at=timezone.now())
    return _done(request, f"Checked: {contact.name} is still right.")


@require_POST
@needs(Permission.KEEP_REGISTERS)
def end(request: SchoolRequest, contact_id: UUID) -> HttpResponse:
    contact = _contact(request, contact_id)
    commands.end_contact(contact, by=request.membership, at=timezone.now())
    return _done(request, f"{contact.name} is no longer in the list.")


def _contact(request: SchoolRequest, contact_id: UUID) -> Contact:
    return contact_of(request.membership.school_id, contact_id)


def _ask(
    request: SchoolRequest, form: Form, heading: str, contact: Contact | None = None
) -> HttpResponse:
    page = {
        "form": form, "heading": heading, "school": request.membership.school, "contact": contact,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "registers/contacts/edit.html", page, status=status)


def _done(request: SchoolRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("contacts:contacts", request.membership.school.slug)
