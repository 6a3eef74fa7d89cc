"""The notices of an incident that were cleared, for whoever sends them: nothing else may go out."""

import re
from collections.abc import Mapping

from tocsin.core.notice_parts import sections
from tocsin.incidents.models import Incident, Notice
from tocsin.ledger.tenancy import reading

PLACE = re.compile(r"\{(name|child|school)\}")


def cleared_notices(incident: Incident) -> list[Notice]:
    """Every notice of the incident that is cleared now, by audience, English first.

    Source: BR-5.17.
    """
    with reading(incident.school_id):
        rows = Notice.objects.filter(school_id=incident.school_id, incident=incident)
        found = list(rows.filter(state=Notice.State.CLEARED.value))
    order = list(Notice.Audience.values)
    return sorted(found, key=lambda each: (order.index(each.audience), each.language != "en"))


def filled(notice: Notice, *, name: str, child: str, school: str) -> str:
    """The words of the notice with its places filled in, once: what is put in is never read again.

    name: of the person it goes to; child: of the pupil it is about, "" when it is about them.
    """
    return put_in(notice.words, {"name": name, "child": child, "school": school})


def filled_parts(notice: Notice, *, name: str, child: str, school: str) -> list[tuple[str, str]]:
    """The same as headings with their words."""
    put = {"name": name, "child": child, "school": school}
    return [
        (heading, put_in(words, put))
        for heading, words in sections(notice.audience, notice.parts, language=notice.language)
    ]


def put_in(words: str, put: Mapping[str, str]) -> str:
    """The words with those places filled in that are known, once."""
    return PLACE.sub(lambda place: put.get(place.group(1), place.group()), words)
