"""A report to the regulator, and a decision not to report, as PDF: tagged, same bytes each time."""

from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.core.regulator_form import form_called
from tocsin.core.when import say_date
from tocsin.incidents.models import Incident
from tocsin.ui.paper import drawn

NOT_KNOWN = "Not known yet."
NOTHING: Mapping[str, str] = {}


def report_as_pdf(
    incident: Incident, told: Mapping[str, Any], *, head: Sequence[str],
    promised: Mapping[str, str] = NOTHING,
) -> bytes:  # fmt: skip
    """Draw what is told. promised: what to say of each answer that will follow, by question."""
    form = form_called(told["form"])
    parts = [
        {
            "title": part["title"],
            "answers": [
                [label, words or promised.get(key, NOT_KNOWN)]
                for key, label, words in part["answers"]
            ],
        }
        for part in told["parts"]
    ]
    checked = f"In the order of the regulator's form, last checked on {say_date(form.checked_on)}."
    return as_pdf(incident, title="Report to the regulator", head=head, parts=parts, foot=[checked])


def as_pdf(
    incident: Incident,
    *,
    title: str,
    head: Sequence[str],
    parts: Sequence[Mapping[str, Any]],
    foot: Sequence[str] = (),
) -> bytes:
    """Draw headings with answers. Uses no font of the machine and no clock: it is evidence."""
    told = {
        "school": incident.school.name,
        "reference": incident.reference,
        "title": title,
        "head": list(head),
        "parts": list(parts),
        "foot": list(foot),
    }
    return drawn("tocsin.incidents.regulator", "report.typ", told)
