"""The pages on which a notice leaves the stage: it went out, it is withdrawn, or it is printed."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission
from tocsin.incidents.models import Incident, Notice
from tocsin.incidents.notices import commands
from tocsin.incidents.notices.forms import IssueForm, WithdrawForm
from tocsin.incidents.notices.gates import label_of
from tocsin.incidents.notices.paper import as_pdf
from tocsin.incidents.notices.queries import notice_of, said_of, standing
from tocsin.incidents.notices.shown import is_personal
from tocsin.incidents.queries import incident_for
from tocsin.incidents.word.letters import WORD, letters, sample_of
from tocsin.incidents.word.paper import paper_to_fill_in
from tocsin.ledger.tenancy import reading
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def withdraw(request: SchoolRequest, incident_id: UUID, notice_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    row = notice_of(incident, notice_id)
    form = form_for(request, WithdrawForm, at=at)
    if was_sent(request, form):
        commands.withdraw(
            incident, notice_id=row.pk, **form.cleaned_data, by=request.membership, at=at
        )
        return redirect("incidents:notices:notices", incident.school.slug, incident.pk)
    return _page(request, incident, row, form, f"Withdraw: {label_of(row)}")


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def issue(request: SchoolRequest, incident_id: UUID, notice_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    row = notice_of(incident, notice_id)
    form = form_for(request, IssueForm, at=at, cleared_at=row.cleared_at)
    if was_sent(request, form):
        commands.issue(
            incident, notice_id=row.pk, **form.cleaned_data, by=request.membership, at=at
        )
        return redirect(row)
    return _page(request, incident, row, form, f"It went out: {label_of(row)}")


@require_GET
@needs(Permission.READ_CASES)
def document(request: SchoolRequest, incident_id: UUID, notice_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    row = notice_of(incident, notice_id)
    with reading(incident.school_id):
        is_draft = row.state == Notice.State.DRAFT
        content = as_pdf(incident, row, [] if is_draft else standing(row, said_of(row)))
    answer = HttpResponse(content, content_type="application/pdf")
    name = f"notice-{incident.reference}-{row.number}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_GET
@needs(Permission.READ_CASES)
def letter(request: SchoolRequest, incident_id: UUID, notice_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    row = notice_of(incident, notice_id)
    if not is_personal(row.audience):
        raise Http404
    told = sample_of(incident, row, on=at.astimezone(LONDON).date())
    [content] = letters(paper_to_fill_in(incident.school_id), [told])
    answer = HttpResponse(content, content_type=WORD)
    name = f"sample-letter-{incident.reference}-{row.number}.docx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(
    request: SchoolRequest, incident: Incident, row: Notice, form: Form, heading: str
) -> HttpResponse:
    page = {
        "form": form, "heading": heading, "incident": incident, "button": "Save", "row": row,
        "caption": f"Incident {incident.reference}",
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "incidents/notices/question.html", page, status=status)
