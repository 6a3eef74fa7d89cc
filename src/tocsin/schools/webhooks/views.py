"""The pages where a school says which other systems are told when something happens."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.roles import Permission
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.models import Occasion
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.schools.webhooks import commands
from tocsin.schools.webhooks.forms import WebhookForm
from tocsin.schools.webhooks.queries import last_answers, webhook_of


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def add(request: SchoolRequest) -> HttpResponse:
    form = form_for(request, WebhookForm)
    page = {"form": form, "school": request.membership.school}
    if was_sent(request, form):
        webhook, secret = commands.add_webhook(
            **form.cleaned_data, by=request.membership, at=timezone.now()
        )
        # No redirect: the secret is in this one answer, and nowhere else that can be read.
        page |= {"webhook": webhook, "secret": secret}
        return render(request, "schools/webhooks/added.html", page)
    status = 422 if request.method == "POST" else 200
    return render(request, "schools/webhooks/add.html", page, status=status)


@require_GET
@needs(Permission.MANAGE_SCHOOL)
def webhook(request: SchoolRequest, webhook_id: UUID) -> HttpResponse:
    school = request.membership.school
    found = webhook_of(school.pk, webhook_id)
    page = {
        "webhook": found,
        "school": school,
        "told_of": [each.label for each in Occasion if each in found.occasions],
        "answers": last_answers(found, request.membership),
    }
    return render(request, "schools/webhooks/webhook.html", page)


@require_POST
@needs(Permission.MANAGE_SCHOOL)
def test(request: SchoolRequest, webhook_id: UUID) -> HttpResponse:
    found = webhook_of(request.membership.school_id, webhook_id)
    commands.test(found, by=request.membership, at=timezone.now())
    messages.success(request, "A test is on its way. Open this page again to see the answer.")
    return redirect("schools:webhook", request.membership.school.slug, found.pk)


@require_POST
@needs(Permission.MANAGE_SCHOOL)
def switch(request: SchoolRequest, webhook_id: UUID) -> HttpResponse:
    found = webhook_of(request.membership.school_id, webhook_id)
    is_on = request.POST.get("on") == "yes"
    commands.switch(found, is_on=is_on, by=request.membership, at=timezone.now())
    said = "It is told again from now on." if is_on else "It is not told any more."
    messages.success(request, said)
    return redirect("schools:webhook", request.membership.school.slug, found.pk)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def remove(request: SchoolRequest, webhook_id: UUID) -> HttpResponse:
    school = request.membership.school
    found = webhook_of(school.pk, webhook_id)
    if request.method == "POST":
        commands.remove(found, by=request.membership, at=timezone.now())
        messages.success(request, f"{found.name} was removed.")
        return redirect("schools:connections", school.slug)
    page = {"webhook": found, "school": school}
    return render(request, "schools/webhooks/remove.html", page)
