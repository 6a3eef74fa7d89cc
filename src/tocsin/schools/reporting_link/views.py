"""The pages where a school opens or shuts its reporting link, and prints the poster."""

import io

import qrcode
import qrcode.image.svg
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.roles import Permission
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.reporting_link import commands
from tocsin.schools.reporting_link.forms import LinkForm
from tocsin.schools.reporting_link.queries import address_of, link_of
from tocsin.schools.signed_in import SchoolRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def link(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    found = link_of(school)
    form = form_for(request, LinkForm)
    if was_sent(request, form):
        commands.set_link(found, **form.cleaned_data, by=request.membership, at=timezone.now())
        messages.success(request, "The reporting link is as you set it.")
        return redirect("schools:reporting-link", school.slug)
    form.initial = {name: getattr(found, name) for name in form.fields}
    page = {
        "form": form,
        "school": school,
        "address": address_of(school),
        "has_address": bool(settings.PUBLIC_URL),
        "is_open": found.is_open,
    }
    return render(request, "schools/reporting_link/link.html", page)


@require_GET
@needs(Permission.MANAGE_SCHOOL)
def poster(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    address = address_of(school)
    page = {
        "school": school,
        "address": address.partition("://")[2].rstrip("/"),
        "has_address": bool(settings.PUBLIC_URL),
        "link": link_of(school),
    }
    return render(request, "schools/reporting_link/poster.html", page)


@require_GET
@needs(Permission.MANAGE_SCHOOL)
def qr(request: SchoolRequest) -> HttpResponse:
    picture = io.BytesIO()
    code = qrcode.make(
        address_of(request.membership.school),
        image_factory=qrcode.image.svg.SvgPathImage,
        error_correction=qrcode.ERROR_CORRECT_M,
    )
    code.save(picture)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
