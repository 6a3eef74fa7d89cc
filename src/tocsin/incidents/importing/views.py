"""The pages on which an earlier log is brought in."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission
from tocsin.incidents import pending
from tocsin.incidents.importing import commands
from tocsin.incidents.importing.forms import MappingForm, UploadForm
from tocsin.incidents.importing.preview import past_words, preview_of
from tocsin.incidents.importing.queries import batch_for, has_batch
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.IMPORT)
def upload(request: SchoolRequest) -> HttpResponse:
    at, slug = timezone.now(), request.membership.school.slug
    form = form_for(request, UploadForm, at=at)
    if was_sent(request, form):
        kept = pending.keep(form.cleaned_data["log"], by=request.membership, at=at)
        return redirect("incidents:importing:check", slug, kept.pk)
    page = {
        "form": form,
        "heading": "Bring in an earlier log",
        "back_href": reverse("incidents:breach_log:log", args=[slug]),
    }
    return render(
        request, "incidents/importing/upload.html", page, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.IMPORT)
def check(request: SchoolRequest, pending_id: UUID) -> HttpResponse:
    at, by = timezone.now(), request.membership
    if has_batch(by, pending_id):  # sent already, perhaps by a second click
        return redirect("incidents:importing:done", by.school.slug, pending_id)
    waiting = pending.pending_for(by, pending_id)
    form = MappingForm(
        request.POST or None, file=pending.data_of(waiting, at), chosen=waiting.chosen,
        today=at.astimezone(LONDON).date(),
    )  # fmt: skip
    if form.is_valid():
        pending.choose(waiting, form.chosen)
        if "import" not in request.POST:
            return redirect(request.path)
        commands.import_log(by.school, batch_id=waiting.pk, entries=form.plan.entries, by=by, at=at)
        return redirect("incidents:importing:done", by.school.slug, pending_id)
    seen = preview_of(form.plan, school_id=by.school_id, at=at)
    page = {"form": form, "preview": seen, "past": past_words(seen.overdue, at), "waiting": waiting}
    return render(
        request, "incidents/importing/check.html", page, status=422 if form.errors else 200
    )


@require_POST
@needs(Permission.IMPORT)
def throw_away(request: SchoolRequest, pending_id: UUID) -> HttpResponse:
    pending.throw_away(pending.pending_for(request.membership, pending_id))
    return redirect("incidents:importing:upload", request.membership.school.slug)


@require_GET
@needs(Permission.IMPORT)
def done(request: SchoolRequest, batch_id: UUID) -> HttpResponse:
    page = {"batch": batch_for(request.membership, batch_id), "school": request.membership.school}
    return render(request, "incidents/importing/done.html", page)
