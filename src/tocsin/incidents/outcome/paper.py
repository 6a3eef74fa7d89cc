"""The outcome report as a PDF and for Word: the same bytes for the same words."""

from tocsin.core.outcome_rules import Outcome
from tocsin.core.when import say_instant
from tocsin.incidents.models import Incident, OutcomeReport
from tocsin.ui.paper import drawn
from tocsin.ui.word import Document, Piece, Style, written

DRAFT = "Draft. Not accepted yet."
CONFIDENTIAL = "Confidential. It holds information about people: keep it with the breach log."


def as_pdf(incident: Incident, report: OutcomeReport) -> bytes:
    """Draw the report, as its newest version stands."""
    told = {
        "school": incident.school.name,
        "reference": incident.reference,
        "title": incident.title,
        "version": report.number,
        "draft": _draft(report),
        "confidential": CONFIDENTIAL,
        "sections": [[each["title"], each["words"]] for each in report.sections],
        "signed": _signed(report),
    }
    return drawn("tocsin.incidents.outcome", "report.typ", told)


def as_word(incident: Incident, report: OutcomeReport) -> bytes:
    """Write the same report for Word."""
    school, reference = incident.school.name, incident.reference
    pieces: list[Piece] = [
        (Style.UNDER_TITLE, f"{school}, incident {reference}: {incident.title}"),
        *((Style.STRONG, words) for words in _draft(report)),
        (Style.WORDS, CONFIDENTIAL),
    ]
    for each in report.sections:
        pieces += [(Style.HEADING, each["title"]), (Style.WORDS, each["words"])]
    if signed := _signed(report):
        pieces += [(Style.HEADING, "Signed"), (Style.WORDS, "\n".join(signed))]
    running = (school, reference, f"version {report.number}")
    return written(Document("Outcome report", running, pieces))


def _draft(report: OutcomeReport) -> list[str]:
    return [] if report.state == Outcome.ACCEPTED else [DRAFT]


def _signed(report: OutcomeReport) -> list[str]:
    said = []
    if report.submitted_by and report.submitted_at:
        said.append(f"Handed in by {report.submitted_by.name}, {say_instant(report.submitted_at)}")
    if report.state == Outcome.ACCEPTED and report.reviewed_by and report.reviewed_at:
        said.append(f"Accepted by {report.reviewed_by.name}, {say_instant(report.reviewed_at)}")
    return said
