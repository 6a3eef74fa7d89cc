"""The pages where the school's mailbox is connected, tested, and switched on and off."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.mailbox import commands
from tocsin.schools.mailbox.connecting import opened
from tocsin.schools.mailbox.faults import MailboxFault, words_of
from tocsin.schools.mailbox.forms import MailboxForm
from tocsin.schools.mailbox.queries import alarm_of, mailbox_of, state_of
from tocsin.schools.models import Mailbox
from tocsin.schools.signed_in import SchoolRequest, needs

ASKED = tuple(name for name in MailboxForm.base_fields if name != "secret")


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def mailbox(request: SchoolRequest) -> HttpResponse:
    school, at = request.membership.school, timezone.now()
    row = mailbox_of(school.pk)
    form = form_for(request, MailboxForm, initial=_now(row, at), has_secret=bool(row))
    if was_sent(request, form):
        answers = dict(form.cleaned_data)
        secret = answers.pop("secret")
        row = row or Mailbox(school=school)
        commands.set_up(row, answers=answers, secret=secret, by=request.membership, at=at)
        return _tested(request, row, at)
    page = {"form": form, "school": school, "mailbox": row, "state": state_of(school.pk)}
    page |= {"alarm": alarm_of(school.pk, at), "button": "Save and test", "heading": "Mailbox"}
    status = 422 if request.method == "POST" else 200
    return render(request, "schools/mailbox/mailbox.html", page, status=status)


@require_POST
@needs(Permission.MANAGE_SCHOOL)
def test(request: SchoolRequest) -> HttpResponse:
    row = mailbox_of(request.membership.school_id)
    if row is None:
        raise Http404
    return _tested(request, row, timezone.now())


@require_POST
@needs(Permission.MANAGE_SCHOOL)
def switch(request: SchoolRequest) -> HttpResponse:
    row = mailbox_of(request.membership.school_id)
    if row is None:
        raise Http404
    commands.switch(row, is_on=not row.is_on, by=request.membership, at=timezone.now())
    words = "The mailbox is read from now on." if row.is_on else "The mailbox is read no more."
    messages.success(request, words)
    return redirect("schools:mailbox", request.membership.school.slug)


def _tested(request: SchoolRequest, row: Mailbox, at: datetime) -> HttpResponse:
    """Say whether the mailbox opens, on its own page."""
    try:
        with opened(row, at=at) as box:
            waiting = box.folder.status(row.folder, ["MESSAGES"])["MESSAGES"]
        many = "1 message" if waiting == 1 else f"{waiting} messages"
        messages.success(request, f"The mailbox opens. There are {many} in {row.folder}.")
    except MailboxFault as fault:
        messages.warning(request, f"Saved, but it does not open yet. {words_of(fault.code)}")
    return redirect("schools:mailbox", request.membership.school.slug)


def _now(row: Mailbox | None, at: datetime) -> dict[str, Any]:
    if row is not None:
        return {name: getattr(row, name) for name in ASKED}
    return {
        "port": 993, "security": "tls", "sign_in": "password", "folder": "INBOX",
        "done_folder": "Tocsin", "since_on": at.astimezone(LONDON).date(),
    }  # fmt: skip
