"""The pages of the emergency card."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission, may
from tocsin.registers.card import commands
from tocsin.registers.card.content import content_of, recipients_of, setting_of
from tocsin.registers.card.forms import RecipientsForm
from tocsin.registers.card.mail import FILE
from tocsin.registers.card.queries import newest_card
from tocsin.registers.downloads import download
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.queries import members_of
from tocsin.schools.signed_in import SchoolRequest, needs


@require_GET
@needs(Permission.READ_REGISTERS)
def card(request: SchoolRequest) -> HttpResponse:
    school, at = request.membership.school, timezone.now()
    page = {
        "school": school,
        "card": content_of(school, at),
        "today": at.astimezone(LONDON).date(),
        "made": newest_card(school.pk),
        "recipients": recipients_of(setting_of(school.pk), members_of(school.pk)),
        "may_change": may(request.membership, Permission.MANAGE_SCHOOL),
    }
    return render(request, "registers/card/card.html", page)


@require_GET
@needs(Permission.READ_REGISTERS)
def fetch(request: SchoolRequest) -> HttpResponseBase:
    found = newest_card(request.membership.school_id)
    if found is None:
        raise Http404
    return download(found, FILE)


@require_POST
@needs(Permission.MANAGE_SCHOOL)
def make(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    commands.make_card(school, by=request.membership, at=timezone.now())
    messages.success(request, "The card is up to date. If it was a new one, it goes out by email.")
    return redirect("card:card", school.slug)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def recipients(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    setting = setting_of(school.pk)
    now = {name: getattr(setting, name) for name in ("roles", "people", "left_out")}
    form = form_for(
        request, RecipientsForm, members=members_of(school.pk),
        initial={**now, "seen": setting.revision},
    )  # fmt: skip
    if was_sent(request, form):
        commands.choose_recipients(
            setting, **form.cleaned_data, by=request.membership, at=timezone.now()
        )
        messages.success(request, "Saved. The next card goes to them.")
        return redirect("card:card", school.slug)
    page = {"form": form, "heading": "Who has the emergency card", "school": school}
    status = 422 if request.method == "POST" else 200
    return render(request, "registers/card/recipients.html", page, status=status)
