"""The pages of the outcome report, of closing, opening again, and of the duties a school adds."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.outcome_rules import Outcome
from tocsin.core.roles import Permission
from tocsin.incidents.models import Incident, OutcomeReport
from tocsin.incidents.outcome import commands
from tocsin.incidents.outcome.filling import filled
from tocsin.incidents.outcome.forms import (
    CloseForm,
    RecommendForm,
    ReopenForm,
    ReportForm,
    ReviewForm,
)
from tocsin.incidents.outcome.paper import as_pdf, as_word
from tocsin.incidents.outcome.queries import (
    newest_report,
    recommendations_of,
    section_titles,
    version_after,
)
from tocsin.incidents.outcome.shown import in_the_way
from tocsin.incidents.queries import duties_of, incident_for
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.documents import download
from tocsin.ui.forms import Form

NO_SUCH_MOVE = "no-such-move"


@require_http_methods(["GET", "POST"])
@needs(Permission.CLOSE)
def close(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, CloseForm, at=at, incident=incident)
    if was_sent(request, form):
        commands.close(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    blockers = in_the_way(incident, request.membership, at)
    return _page(request, incident, form, "Close the incident", blockers)


@require_http_methods(["GET", "POST"])
@needs(Permission.CLOSE)
def reopen(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, ReopenForm, at=at, incident=incident)
    if was_sent(request, form):
        commands.reopen(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    return _page(request, incident, form, "Open it again")


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def own_duty(request: SchoolRequest, incident_id: UUID, key: str) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    duty = next((d for d in duties_of(incident) if d.code == f"own-{key}"), None)
    if request.method == "POST":
        commands.finish_own_duty(incident, key=key, by=request.membership, at=timezone.now())
        return redirect(incident)
    page = {"incident": incident, "duty": duty, "back_href": incident.get_absolute_url()}
    return render(request, "incidents/outcome/own_duty.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def report(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    newest = newest_report(incident)
    row = version_after(incident, newest)
    is_over = incident.outcome_state in {Outcome.SUBMITTED, Outcome.ACCEPTED}
    if is_over and request.method == "GET":
        return redirect("incidents:outcome:review", incident.school.slug, incident.pk)
    form = form_for(request, ReportForm, at=at, words=_words(incident, row), seen=row.revision)
    if was_sent(request, form):
        is_submitted = "hand-in" in request.POST
        commands.write_report(
            incident, **form.cleaned_data, is_submitted=is_submitted, by=request.membership, at=at
        )
        return redirect(incident) if is_submitted else redirect(request.path)
    return _report_page(request, incident, form, "report", "Outcome report", {"report": newest})


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CASES)
def review(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    row = newest_report(incident)
    form = form_for(request, ReviewForm, at=at)
    if was_sent(request, form):
        commands.review_report(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    page = {"report": row, "can_review": row is not None and row.state == Outcome.SUBMITTED
            and row.submitted_by_id != request.membership.person_id}  # fmt: skip
    return _report_page(request, incident, form, "review", "Outcome report", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def recommend(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, RecommendForm, at=at)
    if was_sent(request, form):
        commands.recommend(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    page = {"recommendations": recommendations_of(incident)}
    return _report_page(request, incident, form, "recommend", "Recommend what should change", page)


@require_GET
@needs(Permission.READ_CASES)
def document(request: SchoolRequest, incident_id: UUID, kind: str) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    row = newest_report(incident)
    if row is None:
        raise Http404
    made = as_word(incident, row) if kind == "docx" else as_pdf(incident, row)
    return download(made, f"outcome-report-{incident.reference}-{row.number}.{kind}")


def _words(incident: Incident, row: OutcomeReport) -> dict[str, str]:
    """What is written under each heading: the draft's words, else what the case says."""
    if row.sections:
        return {each["title"]: each["words"] for each in row.sections}
    return filled(incident, section_titles(incident))


def _report_page(
    request: SchoolRequest, incident: Incident, form: Form, name: str, heading: str,
    more: Mapping[str, object],
) -> HttpResponse:  # fmt: skip
    page = {
        "form": form, "heading": heading, "incident": incident, "button": "Save",
        "caption": f"Incident {incident.reference}", "back_href": incident.get_absolute_url(),
        **more,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, f"incidents/outcome/{name}.html", page, status=status)


def _page(
    request: SchoolRequest, incident: Incident, form: Form, heading: str, blockers: object = ()
) -> HttpResponse:
    page = {
        "form": form, "heading": heading, "incident": incident, "blockers": blockers,
        "button": heading, "caption": f"Incident {incident.reference}",
        "back_href": incident.get_absolute_url(),
    }  # fmt: skip
    return render(
        request, "incidents/outcome/question.html", page, status=422 if form.errors else 200
    )
