"""A report to the regulator, and a decision not to report, as PDF and for Word.

Both are the same bytes each time: they use no font of the machine and no clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.core.regulator_form import form_called
from tocsin.core.when import say_date
from tocsin.incidents.models import Incident
from tocsin.ui.paper import drawn
from tocsin.ui.word import Document, Piece, Style, written

NOT_KNOWN = "Not known yet."
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Paper:
    """Headings with answers. head: lines before them; foot: small lines after them."""

    incident: Incident
    title: str
    head: Sequence[str]
    parts: Sequence[Mapping[str, Any]]
    foot: Sequence[str] = ()

    @property
    def as_pdf(self) -> bytes:
        told = {
            "school": self.incident.school.name,
            "reference": self.incident.reference,
            "title": self.title,
            "head": list(self.head),
            "parts": list(self.parts),
            "foot": list(self.foot),
        }
        return drawn("tocsin.incidents.regulator", "report.typ", told)

    @property
    def as_word(self) -> bytes:
        school, reference = self.incident.school.name, self.incident.reference
        pieces: list[Piece] = [
            (Style.UNDER_TITLE, f"{school}, incident {reference}"),
            *((Style.WORDS, line) for line in self.head),
        ]
        for part in self.parts:
            pieces.append((Style.HEADING, part["title"]))
            for label, words in part["answers"]:
                pieces += [(Style.QUESTION, label), (Style.WORDS, words)]
        pieces += [(Style.WORDS, line) for line in self.foot]
        return written(Document(self.title, (school, reference, self.title), pieces))

    def as_kind(self, kind: str) -> bytes:
        """The document: "pdf" or "docx"."""
        return self.as_word if kind == "docx" else self.as_pdf


def report_paper(
    incident: Incident, told: Mapping[str, Any], *, head: Sequence[str],
    promised: Mapping[str, str] = NOTHING,
) -> Paper:  # fmt: skip
    """What is told. promised: what to say of each answer that will follow, by question."""
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
    return Paper(incident, "Report to the regulator", head, parts, [checked])
