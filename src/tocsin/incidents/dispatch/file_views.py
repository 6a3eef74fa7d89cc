"""Letters as files. Each is asked for with a button, since it goes on the record."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_POST

from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission
from tocsin.incidents.dispatch import commands, paper
from tocsin.incidents.dispatch.queries import dispatch_of, letters_of
from tocsin.incidents.dispatch.shown import AT_ONCE, ON_PAPER
from tocsin.incidents.letters import Content, content_of
from tocsin.incidents.models import Dispatch
from tocsin.incidents.people import key_of
from tocsin.incidents.queries import incident_for
from tocsin.incidents.word.paper import paper_to_fill_in
from tocsin.schools.signed_in import SchoolRequest, needs

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_POST
@needs(Permission.DECIDE)
def pdf(request: SchoolRequest, incident_id: UUID, dispatch_id: UUID) -> HttpResponseBase:
    dispatch = _taken_out(request, incident_id, dispatch_id, "pdf")
    data = paper.as_pdf(_contents(dispatch), school=_school(dispatch), day=_day(dispatch))
    return _file(HttpResponse(data, content_type="application/pdf"), dispatch, "pdf")


@require_POST
@needs(Permission.DECIDE)
def word(request: SchoolRequest, incident_id: UUID, dispatch_id: UUID) -> HttpResponseBase:
    dispatch = _taken_out(request, incident_id, dispatch_id, "word")
    data = paper.as_word(_contents(dispatch), school=_school(dispatch), day=_day(dispatch))
    return _file(HttpResponse(data, content_type=WORD), dispatch, "docx")


@require_POST
@needs(Permission.DECIDE)
def archive(
    request: SchoolRequest, incident_id: UUID, dispatch_id: UUID, first: int
) -> HttpResponseBase:
    dispatch = _taken_out(request, incident_id, dispatch_id, "zip")
    some = _contents(dispatch)[first - 1 : first - 1 + AT_ONCE] if first else []
    if not some:
        raise Http404
    # Drawn one by one while it is fetched: nothing of it is ever kept.
    pieces: Iterable[bytes] = paper.as_archive(some, school=_school(dispatch), day=_day(dispatch))
    return _file(StreamingHttpResponse(pieces, content_type="application/zip"), dispatch, "zip")


@require_POST
@needs(Permission.DECIDE)
def own_paper(
    request: SchoolRequest, incident_id: UUID, dispatch_id: UUID, first: int
) -> HttpResponseBase:
    dispatch = _taken_out(request, incident_id, dispatch_id, "own-paper")
    some = _contents(dispatch)[first - 1 : first - 1 + ON_PAPER] if first else []
    if not some:
        raise Http404
    data = paper.on_own_paper(
        some, paper_to_fill_in(dispatch.school_id), school=_school(dispatch), day=_day(dispatch),
        reference=dispatch.incident.reference,
    )  # fmt: skip
    return _file(HttpResponse(data, content_type="application/zip"), dispatch, "zip")


def _taken_out(request: SchoolRequest, incident_id: UUID, dispatch_id: UUID, kind: str) -> Dispatch:
    dispatch = dispatch_of(incident_for(request.membership, incident_id), dispatch_id)
    commands.take_out(dispatch, kind=kind, by=request.membership, at=timezone.now())
    return dispatch


def _contents(dispatch: Dispatch) -> list[tuple[int, Content]]:
    key = key_of(dispatch.incident)
    return [(each.number, content_of(each, key)) for each in letters_of(dispatch)]


def _school(dispatch: Dispatch) -> str:
    return str(dispatch.incident.school.name)


def _day(dispatch: Dispatch) -> date:
    return dispatch.at.astimezone(LONDON).date()


def _file(answer: HttpResponseBase, dispatch: Dispatch, ending: str) -> HttpResponseBase:
    name = paper.file_name(dispatch.incident.reference, dispatch.number, ending)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
