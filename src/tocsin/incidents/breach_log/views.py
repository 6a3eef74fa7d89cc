"""The breach log: every incident, near miss and non-breach."""

from datetime import datetime

from django.http import FileResponse, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission, may
from tocsin.core.when import say_instant
from tocsin.incidents.breach_log import commands
from tocsin.incidents.breach_log.exporting import csv_lines, workbook
from tocsin.incidents.breach_log.forms import AUTO_ID, FilterForm
from tocsin.incidents.breach_log.queries import entries, order_of
from tocsin.incidents.breach_log.rows import SHOWN, line_of
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import pack_of, version_in_force
from tocsin.schools.models import Membership
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.pagination import page_of

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@needs(Permission.READ_CASES)
def log(request: SchoolRequest) -> HttpResponse:
    at, slug = timezone.now(), request.membership.school.slug
    levels = _levels(request.membership, at)
    form = _filter(request.GET, levels, at)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = entries(request.membership, wanted).only(*SHOWN)
    page = page_of(found, request.GET, order=order_of(wanted))
    base = reverse("incidents:my-work", args=[slug]).removesuffix("my-work/") + "incidents/"
    return render(
        request,
        "incidents/breach_log/log.html",
        {
            "form": form,
            "page": page,
            "lines": [line_of(each, base, levels) for each in page],
            "is_filtered": any(wanted.values()) or not form.is_valid(),
            "may_import": may(request.membership, Permission.IMPORT),
            "may_export": may(request.membership, Permission.EXPORT),
            "query": request.GET.urlencode(),
            "school": request.membership.school,
        },
    )


@require_POST
@needs(Permission.EXPORT)
def export(request: SchoolRequest) -> HttpResponseBase:
    at, reader = timezone.now(), request.membership
    query = QueryDict(request.POST.get("query", ""))
    with reading(reader.school_id):
        levels = _levels(reader, at)
        form = _filter(query, levels, at)
        wanted = form.cleaned_data if form.is_valid() else {}
        found = entries(reader, wanted, is_whole=True).order_by(*order_of(wanted))
        count = found.count()
    kind = "xlsx" if request.POST.get("kind") == "xlsx" else "csv"
    commands.record_export(count=count, kind=kind, by=reader, at=at)
    about = [
        f"Breach log of {reader.school.name}",
        f"Filter: {_words_of(form)}",
        f"{'1 entry' if count == 1 else f'{count:,} entries'}, at {say_instant(at)}",
    ]
    name = f"breach-log-{at.astimezone(LONDON):%Y-%m-%d-%H%M}.{kind}"
    if kind == "xlsx":
        file = workbook(found, reader.school_id, levels, about)
        return FileResponse(file, as_attachment=True, filename=name, content_type=WORKBOOK)
    lines = csv_lines(found, reader.school_id, levels, about)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _filter(query: QueryDict, levels: dict[str, str], at: datetime) -> FilterForm:
    return FilterForm(query, at=at, levels=list(levels.items()), auto_id=AUTO_ID)


def _levels(reader: Membership, at: datetime) -> dict[str, str]:
    version = version_in_force(reader.school_id, at.astimezone(LONDON).date())
    with reading(reader.school_id):
        return {level.key: level.label for level in pack_of(version.pk).levels}


def _words_of(form: FilterForm) -> str:
    if not form.is_valid():
        return "none"
    said = [
        f"{field.label}: {dict(getattr(field, 'choices', ())).get(answer, answer)}"
        for name, field in form.fields.items()
        if (answer := form.cleaned_data.get(name))
    ]
    return "; ".join(said) or "none"
