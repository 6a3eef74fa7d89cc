"""Notices as the school writes and clears them, by real commands."""

from datetime import datetime

from tests.worlds import FRIDAY
from tocsin.core.notice_parts import PARTS
from tocsin.incidents.models import Incident, Notice
from tocsin.incidents.notices.commands import clear, put_up, write
from tocsin.schools.models import Membership

WORDS = {
    "greeting": "Dear {name}",
    "what": "We sent a list with your name to the wrong parents.",
    "when": "It happened on 19 November 2026. Somebody chose the wrong list.",
    "data": "Your name and your class.",
    "effects": "Other parents may know which class you are in.",
    "done": "They have deleted the email. We now check each list twice.",
    "advice": "Be careful with emails that mention this.",
    "contact": "Dan Price, our Data Protection Officer: dpo@example.org or 01632 960 123.",
    "closing": "{school}",
    "statement": "A list was sent to the wrong people. We have put it right.",
    "lines": "The school is dealing with it. The office can help you.",
    "silent": "Who it is about.",
}


def written(
    incident: Incident, by: Membership, *, audience: str = "people", language: str = "en",
    subject: str = "About your information", at: datetime = FRIDAY, **parts: str,
) -> Notice:  # fmt: skip
    """A whole draft for an audience; parts: other words for some of them."""
    words = {**WORDS, **parts}
    is_public = audience == "public"
    return write(
        incident, audience=audience, language=language, subject=subject, seen=0,
        parts={part.key: words[part.key] for part in PARTS[audience]},
        ground="disproportionate" if is_public else "",
        reason="The addresses of those who left are not known." if is_public else "",
        by=by, at=at,
    )  # fmt: skip


def waiting(incident: Incident, by: Membership, *, at: datetime = FRIDAY, **told: str) -> Notice:
    """A whole draft that waits to be cleared."""
    notice = written(incident, by, at=at, **told)
    put_up(incident, notice_id=notice.pk, seen=notice.revision, by=by, at=at)
    notice.refresh_from_db()
    return notice


def cleared(incident: Incident, *by: Membership, at: datetime = FRIDAY, **told: str) -> Notice:
    """A notice that each of these people cleared in turn; the last of them wrote it."""
    notice = waiting(incident, by[-1], at=at, **told)
    for each in by:
        clear(incident, notice_id=notice.pk, seen=notice.revision, by=each, at=at)
    notice.refresh_from_db()
    return notice
