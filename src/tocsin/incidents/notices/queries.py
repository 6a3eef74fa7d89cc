"""Reading the notices of an incident and what was said of them, within the incident's school."""

import hashlib
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.http import Http404

from tocsin.core.canonical import canonical
from tocsin.core.errors import Reason
from tocsin.core.notice_parts import missing
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident, Notice, NoticeClearance
from tocsin.ledger.tenancy import reading

Verdict = NoticeClearance.Verdict
State = Notice.State


def notices_of(incident: Incident) -> list[Notice]:
    """Every notice of the incident, the newest of each audience first."""
    with reading(incident.school_id):
        rows = Notice.objects.filter(school_id=incident.school_id, incident=incident)
        found = list(rows.select_related("by", "file").order_by("-number"))
    for each in found:
        each.incident = incident
    return found


def notice_of(incident: Incident, notice_id: UUID) -> Notice:
    """One notice of the incident; 404 for another's."""
    with reading(incident.school_id):
        rows = Notice.objects.filter(school_id=incident.school_id, incident=incident, pk=notice_id)
        found = rows.select_related("by", "file").first()
    if found is None:
        raise Http404
    found.incident = incident
    return found


def notice_and_twin(incident: Incident, notice_id: UUID) -> tuple[Notice, Notice | None]:
    """One notice, and the one in use for the same audience in the other language; or 404."""
    every = notices_of(incident)
    found = next((each for each in every if each.pk == notice_id), None)
    if found is None:
        raise Http404
    others = (
        each
        for each in in_use(every)
        if each.audience == found.audience and each.language != found.language
    )
    return found, next(others, None)


def notice_for(incident: Incident, audience: str, language: str) -> Notice | None:
    """The notice of this audience and language that was not withdrawn; None when there is none."""
    with reading(incident.school_id):
        rows = Notice.objects.filter(
            school_id=incident.school_id, incident=incident, audience=audience, language=language
        )
        found = rows.exclude(state=State.WITHDRAWN.value).first()
    if found is not None:
        found.incident = incident
    return found


def next_number(incident: Incident) -> int:
    """The number of the next notice; only inside `writing`."""
    rows = Notice.objects.filter(school_id=incident.school_id, incident=incident)
    newest = rows.order_by("-number").values_list("number", flat=True).first()
    return (newest or 0) + 1


def said_of(notice: Notice) -> list[NoticeClearance]:
    """Everything that was said of it, oldest first."""
    with reading(notice.school_id):
        rows = NoticeClearance.objects.filter(school_id=notice.school_id, notice=notice)
        return list(rows.select_related("by").order_by("at"))


def given_now(notice: Notice) -> list[NoticeClearance]:
    """The clearances of a notice that waits, as it stands: what was said of other words is void."""
    return standing(notice, said_of(notice))


def standing(notice: Notice, said: Iterable[NoticeClearance]) -> list[NoticeClearance]:
    """Of what was said, the clearances that count: of the very words there are now."""
    given = [each for each in said if each.verdict == Verdict.CLEARED]
    if notice.state == State.DRAFT:
        return [each for each in given if each.revision == notice.revision]
    return [each for each in given if each.text == notice.digest]


def roles_of(given: Iterable[NoticeClearance]) -> set[Role]:
    """The roles under which it was cleared."""
    return {Role(each.role) for each in given}


def text_of(notice: Notice) -> str:
    """The SHA-256 of everything that a reader of the notice sees."""
    seen = [notice.audience, notice.language, notice.subject, notice.words]
    return hashlib.sha256(canonical(seen)).hexdigest()


def lacks(notice: Notice) -> tuple[Reason, ...]:
    """What has to be written before it may be cleared. Source: BR-5.17; BR-5.18."""
    return missing(
        notice.audience, notice.parts, subject=notice.subject, reason=notice.reason or ""
    )


def in_use(notices: Iterable[Notice]) -> Sequence[Notice]:
    """Those that were not withdrawn."""
    return [each for each in notices if each.state != State.WITHDRAWN]
