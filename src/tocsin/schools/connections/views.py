"""The pages where other systems are connected to a school, and shut out again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.roles import Permission
from tocsin.schools.connections import commands
from tocsin.schools.connections.forms import ConnectForm
from tocsin.schools.connections.queries import connection_of, connections_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.models import Scope
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.schools.webhooks.queries import webhooks_of


@require_GET
@needs(Permission.MANAGE_SCHOOL)
def connections(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    rows = [
        (token, [Scope(each).label for each in token.scopes]) for token in connections_of(school.pk)
    ]
    page = {
        "school": school,
        "rows": rows,
        "at": timezone.now(),
        "webhooks": webhooks_of(request.membership),
    }
    return render(request, "schools/connections/list.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def connect(request: SchoolRequest) -> HttpResponse:
    form = form_for(request, ConnectForm, by=request.membership)
    page = {"form": form, "school": request.membership.school}
    if was_sent(request, form):
        token, secret = commands.connect(
            **form.cleaned_data, by=request.membership, at=timezone.now()
        )
        # No redirect: the secret is in this one answer, and neither stored nor in an address.
        page |= {"token": token, "secret": secret}
        return render(request, "schools/connections/made.html", page)
    status = 422 if request.method == "POST" else 200
    return render(request, "schools/connections/connect.html", page, status=status)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def revoke(request: SchoolRequest, token_id: UUID) -> HttpResponse:
    school = request.membership.school
    token = connection_of(school.pk, token_id)
    if request.method == "POST":
        commands.revoke(token, by=request.membership, at=timezone.now())
        messages.success(request, f"{token.name} can no longer use Tocsin.")
        return redirect("schools:connections", school.slug)
    return render(request, "schools/connections/end.html", {"token": token, "school": school})
