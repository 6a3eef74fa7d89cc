"""The page where anybody who may can see that nothing was changed, and take the proof away."""

from functools import cache

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.roles import Permission
from tocsin.core.when import is_day_only
from tocsin.ledger.browsing import lines_of, newest_checkpoint
from tocsin.ledger.proofs import export_lines
from tocsin.ledger.recorded import recorded_models
from tocsin.ledger.verifying import verify
from tocsin.schools.models import Door
from tocsin.schools.queries import names_in
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.pieces import Entry

OF_THE_SCHOOL = frozenset({"schools", "policies", "registers"})  # rooms that know of no case


@require_http_methods(["GET", "POST"])
@needs(Permission.VERIFY)
def ledger(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    listed, lines = lines_of(school.pk, request.membership.person_id, request.GET)
    names = names_in(school.pk, {line.by for line in lines})
    page = {
        "school": school,
        "verdict": verify(school.pk) if request.method == "POST" else None,
        "signed": newest_checkpoint(school.pk),
        "page": listed,
        "entries": [
            Entry(
                line.words,
                line.at,
                names.get(line.by, "Tocsin"),
                is_day=line.by == Door.actor_id and is_day_only(line.at),
            )
            for line in lines
        ],
    }
    return render(request, "schools/ledger/ledger.html", page)


def _is_of_the_school(subject: str) -> bool:
    """Whether it is about the school itself. Of cases the file holds fingerprints alone.

    Whoever takes it: so it can go to anybody, and tells nobody of a case they are kept away from.
    """
    return subject.partition(":")[0] in _tables_of_the_school()


@cache
def _tables_of_the_school() -> frozenset[str]:
    tables = (model._meta for model in recorded_models())
    return frozenset(each.model_name or "" for each in tables if each.app_label in OF_THE_SCHOOL)


@require_GET
@needs(Permission.VERIFY)
def export(request: SchoolRequest) -> HttpResponseBase:
    school = request.membership.school
    answer = StreamingHttpResponse(
        (f"{line}\n" for line in export_lines(school.pk, in_full=_is_of_the_school)),
        content_type="application/jsonl",
    )
    answer["Content-Disposition"] = f'attachment; filename="ledger-{school.slug}.jsonl"'
    return answer
