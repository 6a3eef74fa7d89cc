"""The pages of received mail: what was kept aside and why, one mail, and putting one in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.roles import Permission, may
from tocsin.incidents.keeping.names import ending_of
from tocsin.incidents.mailbox import commands
from tocsin.incidents.mailbox.forms import SavedMessageForm
from tocsin.incidents.mailbox.queries import PAGE, kept_aside, mail_for, number_to_look_at
from tocsin.incidents.mailbox.reasons import why_aside
from tocsin.incidents.mailbox.steps import told_by
from tocsin.incidents.mailbox.taking import take_in
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.mailbox.queries import alarm_of, mailbox_of, state_of
from tocsin.schools.signed_in import SchoolRequest, needs

LONG = 6  # digits: nobody turns that many pages


@require_GET
@needs(Permission.READ_INTAKE)
def mail(request: SchoolRequest) -> HttpResponse:
    reader, at = request.membership, timezone.now()
    asked = request.GET.get("after", "")
    skip = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < LONG else 0
    is_seen = request.GET.get("seen") == "yes"
    rows = kept_aside(reader, is_seen=is_seen, skip=skip)
    page = {
        "rows": [(each, why_aside(each.reason)) for each in rows[:PAGE]],
        "after": skip + PAGE if len(rows) > PAGE else None,
        "is_seen": is_seen,
        "mailbox": mailbox_of(reader.school_id),
        "state": state_of(reader.school_id),
        "alarm": alarm_of(reader.school_id, at),
        "to_look_at": number_to_look_at(reader),
        "may_set_up": may(reader, Permission.MANAGE_SCHOOL),
    }
    return render(request, "incidents/mailbox/mail.html", page)


@require_GET
@needs(Permission.READ_INTAKE)
def one(request: SchoolRequest, mail_id: UUID) -> HttpResponse:
    found = mail_for(request.membership, mail_id)
    page = {
        "mail": found,
        "why": why_aside(found.reason) if found.state == found.State.ASIDE else "",
        "warnings": found.said_warnings,
        "words": told_by(found, at=timezone.now()).words if found.sealed_digest else "",
    }
    return render(request, "incidents/mailbox/one.html", page)


@require_POST
@needs(Permission.READ_INTAKE)
def make_report(request: SchoolRequest, mail_id: UUID) -> HttpResponse:
    found = mail_for(request.membership, mail_id)
    commands.ask_for_report(found, by=request.membership, at=timezone.now())
    messages.success(request, "It becomes a report. Look for it in the inbox in a minute.")
    return redirect("incidents:mailbox:mail", request.membership.school.slug)


@require_POST
@needs(Permission.READ_INTAKE)
def look_at(request: SchoolRequest, mail_id: UUID) -> HttpResponse:
    found = mail_for(request.membership, mail_id)
    commands.look_at(found, by=request.membership, at=timezone.now())
    messages.success(request, "Noted that nothing has to be done about it.")
    return redirect("incidents:mailbox:mail", request.membership.school.slug)


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_INTAKE)
def put_in(request: SchoolRequest) -> HttpResponse:
    reader, at = request.membership, timezone.now()
    form = form_for(request, SavedMessageForm, at=at)
    if was_sent(request, form):
        taken = take_in(
            form.cleaned_data["message"].read(), school_id=reader.school_id, by=reader, at=at,
            by_id=reader.person_id, kind=ending_of(form.cleaned_data["message"].name),
            arrived_at=form.cleaned_data["received_at"] or at,
        )  # fmt: skip
        words = "We have it. It becomes a report in a minute." if taken else "We have this already."
        messages.success(request, words)
        return redirect("incidents:mailbox:mail", reader.school.slug)
    page = {"form": form, "heading": "Put in a message", "button": "Send"}
    status = 422 if request.method == "POST" else 200
    return render(request, "incidents/mailbox/put_in.html", page, status=status)
