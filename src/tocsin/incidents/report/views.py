"""The pages of somebody who reports."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.causes import report_kind
from tocsin.core.roles import Permission
from tocsin.incidents.attachments import own_files
from tocsin.incidents.first_steps import first_steps
from tocsin.incidents.messages import instructions_in, own_messages
from tocsin.incidents.models import Draft, Message, Protection
from tocsin.incidents.naming import OwnNameForm
from tocsin.incidents.queries import my_reports, own_report, words_of_reporter
from tocsin.incidents.questions import HEADINGS, NAMES, STEPS, answers_from
from tocsin.incidents.receipts import in_fours, kept, new_code
from tocsin.incidents.report import commands, drafts
from tocsin.incidents.report.forms import AddForm
from tocsin.incidents.report.queries import supplier_asked
from tocsin.incidents.reporting_door import rules_of
from tocsin.incidents.told import check_rows, report_rows
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import pack_of
from tocsin.schools.kept import form_for, kept_words, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form

OUT = Message.Direction.OUT


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT)
def start(request: SchoolRequest) -> HttpResponse:
    company = supplier_asked(request.membership, request.GET.get("supplier", ""))
    if request.method == "POST":
        draft = drafts.begin(request.membership, timezone.now(), supplier=company)
        return redirect("incidents:report:step", request.membership.school.slug, draft.pk, NAMES[0])
    school = request.membership.school
    page = {
        "drafts": drafts.unfinished(request.membership),
        "school": school,
        "company": company,
        "may_be_anonymous": Protection.ANONYMOUS in rules_of(school, timezone.now()).protections,
    }
    return render(request, "incidents/report/start.html", page)


@require_POST
@needs(Permission.REPORT)
def throw_away(request: SchoolRequest, draft_id: UUID) -> HttpResponse:
    drafts.throw_away(drafts.draft_for(request.membership, draft_id))
    messages.success(request, "What you wrote was deleted. Nobody was told.")
    return redirect("incidents:report:start", request.membership.school.slug)


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT)
def step(request: SchoolRequest, draft_id: UUID, name: str) -> HttpResponse:
    if name not in STEPS:
        raise Http404
    at, slug = timezone.now(), request.membership.school.slug
    draft = drafts.draft_for(request.membership, draft_id)
    posted = request.POST if request.method == "POST" else kept_words(request)
    if posted is not None:
        drafts.keep(draft, name, posted, at)
    form = drafts.form_of(draft, name, at)
    if was_sent(request, form):
        following = drafts.first_gap(draft, at)
        if following is None:
            return redirect("incidents:report:check", slug, draft.pk)
        return redirect("incidents:report:step", slug, draft.pk, following)
    page = {
        "form": form,
        "caption": f"Question {NAMES.index(name) + 1} of {len(NAMES)}",
        "heading": HEADINGS.get(name, ""),
        "back_href": _back(slug, draft, name),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "incidents/report/step.html", page, status=status)


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT)
def check(request: SchoolRequest, draft_id: UUID) -> HttpResponse:
    at, school = timezone.now(), request.membership.school
    try:
        draft = drafts.draft_for(request.membership, draft_id)
    except Http404:
        return _sent(request, draft_id)
    gap = drafts.first_gap(draft, at)
    if gap:
        return redirect("incidents:report:step", school.slug, draft.pk, gap)
    form = form_for(request, OwnNameForm, offered=rules_of(school, at).protections)
    if was_sent(request, form):
        return _send(request, draft, form, at)
    page = {
        "form": form,
        "rows": check_rows(_answers(draft, at), school.slug, draft.pk),
        "back_href": reverse("incidents:report:step", args=[school.slug, draft.pk, NAMES[-1]]),
        "button": "Send the report",
        "intro": "You can still change anything. Files and photos can be added after sending.",
    }
    return render(request, "incidents/report/check.html", page, status=422 if form.errors else 200)


def _answers(draft: Draft, at: datetime) -> dict[str, Any]:
    return answers_from(drafts.cleaned(draft, at), drafts.found_said_at(draft))


def _send(request: SchoolRequest, draft: Draft, form: Form, at: datetime) -> HttpResponse:
    school, about = request.membership.school, form.cleaned_data["about"]
    protection, answers = form.cleaned_data["protection"], _answers(draft, at)
    if protection == Protection.ANONYMOUS:
        carried = [*drafts.taken_along(draft), *(("about", each) for each in about)]
        carried += [("relation", "staff"), ("answered", "who"), ("protection", protection)]
        page = {"carried": carried, "school": school}
        return render(request, "incidents/report/without_name.html", page)
    if protection == Protection.CONFIDENTIAL:
        code = new_code()
        sealed = commands.report_in_confidence(
            draft_id=draft.pk, answers=answers, about=about, receipt=kept(school.pk, code),
            by=request.membership, at=at,
        )  # fmt: skip
        return _sealed(
            request, first_steps(answers["what"], pack_of(sealed.pack_version_id)), in_fours(code)
        )
    incident, _ = commands.report(
        draft_id=draft.pk, answers=answers, about=about, supplier=drafts.company_of(draft),
        by=request.membership, at=at,
    )  # fmt: skip
    return redirect("incidents:report:done", school.slug, incident.pk)


def _sealed(request: SchoolRequest, do_now: Sequence[str], code: str) -> HttpResponse:
    # No redirect: the code is in this one answer, and neither stored nor in an address.
    page = {
        "heading": "Report received",
        "code": code,
        "next_steps": [
            "The school is told within the hour, and not by whom. Your name is sealed.",
            "This report is not among your reports. Come back to it with your code.",
            "You did the right thing. Nobody gets into trouble for reporting in good faith.",
        ],
        "do_now": do_now,
        "school": request.membership.school,
    }
    return render(request, "incidents/report/sealed.html", page)


def _sent(request: SchoolRequest, draft_id: UUID) -> HttpResponse:
    """Sent already, perhaps by a second click: show what became of it."""
    slug = request.membership.school.slug
    try:
        sent = own_report(request.membership, draft_id)
    except Http404:
        if request.method != "POST":
            raise
        page = {"heading": "This report is not here any more", "reasons": [commands.SENT],
                "back_href": reverse("incidents:report:start", args=[slug])}  # fmt: skip
        return render(request, "ui/refused.html", page, status=404)
    return redirect("incidents:report:done", slug, sent.pk)


@require_GET
@needs(Permission.REPORT)
def done(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = own_report(request.membership, incident_id)
    told = words_of_reporter(incident)
    page = {
        "heading": "Report received",
        "reference": incident.reference,
        "next_steps": [
            "The Deputy DPO has been told. They will decide what to do, and may ask you for more.",
            "You did the right thing. Nobody gets into trouble for reporting in good faith.",
        ],
        "do_now": first_steps(report_kind(told.what).key, pack_of(incident.pack_version_id)),
        "incident": incident,
        "instructions": instructions_in(incident, own_messages(incident)),
    }
    return render(request, "incidents/report/done.html", page)


@require_GET
@needs(Permission.REPORT)
def mine(request: SchoolRequest) -> HttpResponse:
    page = {"incidents": my_reports(request.membership), "school": request.membership.school}
    return render(request, "incidents/report/mine.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT)
def own(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at = timezone.now()
    incident = own_report(request.membership, incident_id)
    form = form_for(request, AddForm, at=at)
    if was_sent(request, form):
        commands.add(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect("incidents:report:own", request.membership.school.slug, incident.pk)
    with reading(incident.school_id):
        said = own_messages(incident)
        additions = list(incident.addition_set.filter(by=request.user.pk).order_by("at"))
    page: dict[str, Any] = {
        "form": form,
        "incident": incident,
        "rows": report_rows(words_of_reporter(incident)),
        "additions": additions,
        "said": said,
        "instructions": instructions_in(incident, said),
        "is_unread": any(each.seen_at is None for each in said if each.direction == OUT),
        "files": own_files(incident, request.membership.person_id),
    }
    return render(request, "incidents/report/own.html", page, status=422 if form.errors else 200)


def _back(slug: str, draft: Draft, name: str) -> str:
    place = NAMES.index(name)
    if place == 0:
        return reverse("incidents:report:start", args=[slug])
    return reverse("incidents:report:step", args=[slug, draft.pk, NAMES[place - 1]])
