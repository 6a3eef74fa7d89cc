"""The case file as a PDF."""

from datetime import datetime

from tocsin.core.redacting import Hidden
from tocsin.core.when import say_instant
from tocsin.incidents.case_file.content import CaseFile
from tocsin.incidents.models import Incident
from tocsin.ui.paper import drawn

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
        "left_out": LEFT_OUT[hidden],
        "sections": [[title, lines] for title, lines in file.sections],
    }
    return drawn("tocsin.incidents.case_file", "file.typ", told)
