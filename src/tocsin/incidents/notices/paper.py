"""A notice as PDF: tagged, in its own language, and the same bytes for the same words."""

from collections.abc import Sequence

from tocsin.core.notice_parts import PERSONAL, sections
from tocsin.core.roles import Role
from tocsin.core.when import say_instant
from tocsin.incidents.models import Incident, Notice, NoticeClearance
from tocsin.incidents.notices.gates import label_of
from tocsin.incidents.notices_in_force import put_in
from tocsin.policies.queries import pack_of
from tocsin.ui.paper import drawn


def as_pdf(incident: Incident, notice: Notice, given: Sequence[NoticeClearance]) -> bytes:
    """Draw the notice with who cleared it. Without clearances it says that it is a draft."""
    # Of what goes to each person the places are filled in when it does.
    put = {} if notice.audience in PERSONAL else {"school": incident.school.name}
    told = {
        "school": incident.school.name,
        "reference": incident.reference,
        "title": put_in(notice.subject, put) or label_of(notice),
        "audience": label_of(notice),
        "language": notice.language,
        "sections": [
            [heading, put_in(words, put)]
            for heading, words in sections(notice.audience, notice.parts, language=notice.language)
        ],
        "cleared": [clearance_words(incident, each) for each in given],
    }
    return drawn("tocsin.incidents.notices", "notice.typ", told)


def clearance_words(incident: Incident, given: NoticeClearance) -> str:
    """Who cleared it, in which role, and when."""
    role = pack_of(incident.pack_version_id).label_of(Role(given.role))
    standing = "standing in as" if given.stands_in else "as"
    return f"Cleared by {given.by} {standing} {role}, {say_instant(given.at)}"
