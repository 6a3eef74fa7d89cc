"""A report to the regulator, and a decision not to report, as PDF: tagged, same bytes each time."""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, Final

import typst

from tocsin.core.regulator_form import form_called
from tocsin.core.when import say_date
from tocsin.incidents.models import Incident

ACCESSIBLE: Final = "ua-1"  # PDF/UA-1: a screen reader can read it
NOT_KNOWN = "Not known yet."


def report_as_pdf(
    incident: Incident, told: Mapping[str, Any], *, title: str, head: Sequence[str], to_follow: str
) -> bytes:
    """Draw what is, or was, told. to_follow: what to say of each answer that is not known yet."""
    form = form_called(told["form"])
    parts = [
        {
            "title": part["title"],
            "answers": [
                [label, words or f"{NOT_KNOWN} {to_follow}".strip()]
                for _, label, words in part["answers"]
            ],
        }
        for part in told["parts"]
    ]
    checked = f"In the order of the regulator's form, last checked on {say_date(form.checked_on)}."
    return as_pdf(incident, title=title, head=head, parts=parts, foot=[checked])


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
    return typst.compile(
        files("tocsin.incidents.regulator").joinpath("report.typ").read_bytes(),
        format="pdf",
        sys_inputs={"report": json.dumps(told, ensure_ascii=False)},
        pdf_standards=ACCESSIBLE,
        ignore_system_fonts=True,
        timestamp=0,
    )
