"""The page where anybody who may can see that nothing was changed, and take the proof away."""

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.roles import Permission
from tocsin.core.when import is_day_only
from tocsin.ledger.browsing import lines_of, newest_checkpoint
from tocsin.ledger.proofs import export_lines
from tocsin.ledger.verifying import verify
from tocsin.schools.models import Door
from tocsin.schools.queries import names_in
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.pieces import Entry


@require_http_methods(["GET", "POST"])
@needs(Permission.VERIFY)
def ledger(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    listed, lines = lines_of(school.pk, request.GET)
    names = names_in(school.pk, {line.by for line in lines})
    page = {
        "school": school,
        "verdict": verify(school.pk) if request.method == "POST" else None,
        "signed": newest_checkpoint(school.pk),
        "page": listed,
        "entries": [
            Entry(
                f"{line.number}. {line.words}",
                line.at,
                names.get(line.by, "Tocsin"),
                is_day=line.by == Door.actor_id and is_day_only(line.at),
            )
            for line in lines
        ],
    }
    return render(request, "schools/ledger/ledger.html", page)


@require_GET
@needs(Permission.VERIFY)
def export(request: SchoolRequest) -> HttpResponseBase:
    school = request.membership.school
    answer = StreamingHttpResponse(
        (f"{line}\n" for line in export_lines(school.pk)), content_type="application/jsonl"
    )
    answer["Content-Disposition"] = f'attachment; filename="ledger-{school.slug}.jsonl"'
    return answer
