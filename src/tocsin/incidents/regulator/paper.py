"""A report to the regulator, and a decision not to report, as PDF: tagged, same bytes each time."""

import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, Final

import typst

from tocsin.core.regulator_form import form_called
from tocsin.core.when import say_date
from tocsin.incidents.models import Incident

ACCESSIBLE: Final = "ua-1"  # PDF/UA-1: a screen reader can read it
CONTROLS = re.compile(r"[^\S \n]|[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # nobody sees them
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
    source = files("tocsin.incidents.regulator").joinpath("report.typ").read_bytes()
    words = json.dumps(_visible(told), ensure_ascii=False)
    try:
        return _drawn(source, words, pdf_standards=ACCESSIBLE)
    except typst.TypstError:
        # A sign that the font has not, such as Thai, may not stand in PDF/UA. The 72 hours are not
        # lost to it: the sign is drawn as a box, and the words themselves are in the row.
        return _drawn(source, words)


def _visible(value: Any) -> Any:
    """The same without signs that nobody can see, and no font has."""
    if isinstance(value, str):
        return CONTROLS.sub(" ", value)
    if isinstance(value, Mapping):
        return {key: _visible(each) for key, each in value.items()}
    return [_visible(each) for each in value]


def _drawn(source: bytes, words: str, **how: Any) -> bytes:
    content: bytes = typst.compile(
        source,
        format="pdf",
        sys_inputs={"report": words},
        ignore_system_fonts=True,
        timestamp=0,
        **how,
    )
    return content
