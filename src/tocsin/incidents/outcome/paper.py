"""The outcome report as a PDF: tagged, and the same bytes for the same words."""

from tocsin.core.outcome_rules import Outcome
from tocsin.core.when import say_instant
from tocsin.incidents.models import Incident, OutcomeReport
from tocsin.ui.paper import drawn


def as_pdf(incident: Incident, report: OutcomeReport) -> bytes:
    """Draw the report, as its newest version stands."""
    is_accepted = report.state == Outcome.ACCEPTED
    told = {
        "school": incident.school.name,
        "reference": incident.reference,
        "title": incident.title,
        "version": report.number,
        "is_draft": not is_accepted,
        "sections": [[each["title"], each["words"]] for each in report.sections],
        "signed": _signed(report),
    }
    return drawn("tocsin.incidents.outcome", "report.typ", told)


def _signed(report: OutcomeReport) -> list[str]:
    said = []
    if report.submitted_by and report.submitted_at:
        said.append(f"Handed in by {report.submitted_by.name}, {say_instant(report.submitted_at)}")
    if report.state == Outcome.ACCEPTED and report.reviewed_by and report.reviewed_at:
        said.append(f"Accepted by {report.reviewed_by.name}, {say_instant(report.reviewed_at)}")
    return said
