"""The case file as a PDF and for Word."""

from datetime import datetime

from tocsin.core.redacting import Hidden
from tocsin.core.when import say_instant
from tocsin.incidents.case_file.content import CaseFile
from tocsin.incidents.models import Incident
from tocsin.ui.paper import drawn
from tocsin.ui.word import Document, Piece, Style, written

EMPTY = "Nothing is recorded."
LEFT_OUT = {
    Hidden.NAMES: "The names we know are hidden: each person has a number. Words that people wrote"
    " may still tell who somebody is. Read it before you pass it on.",
    Hidden.WORDS: "Names are hidden, and everything that people wrote is left out.",
    Hidden.NOTHING: "Nothing is left out. It holds names and information about people.",
}


def as_pdf(incident: Incident, file: CaseFile, hidden: Hidden, at: datetime) -> bytes:
    """Draw the file as it was at `at`."""
    told = {
        "school": incident.school.name,
        "reference": incident.reference,
        "title": file.title,
        "made": say_instant(at),
        "about": _about(hidden, at),
        "empty": EMPTY,
        "sections": [[title, lines] for title, lines in file.sections],
    }
    return drawn("tocsin.incidents.case_file", "file.typ", told)


def as_word(incident: Incident, file: CaseFile, hidden: Hidden, at: datetime) -> bytes:
    """Write the same for Word."""
    school, title = incident.school.name, f"Case file {incident.reference}"
    pieces: list[Piece] = [
        (Style.UNDER_TITLE, f"{school}: {file.title}"),
        (Style.WORDS, _about(hidden, at)),
    ]
    for heading, lines in file.sections:
        pieces.append((Style.HEADING, heading))
        for label, words in lines:
            pieces.append((Style.STRONG, label))
            if words:
                pieces.append((Style.WORDS, words))
        if not lines:
            pieces.append((Style.WORDS, EMPTY))
    return written(Document(title, (school, title), pieces))


def _about(hidden: Hidden, at: datetime) -> str:
    return f"Confidential. Made at {say_instant(at)}. {LEFT_OUT[hidden]}"
