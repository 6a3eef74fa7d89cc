"""Letters as files: one to print, one of each, and one for Word. No person names a file."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from docx import Document

from tocsin.core.notice_parts import in_paragraphs
from tocsin.core.when import say_date
from tocsin.incidents.letters import Content
from tocsin.incidents.word.letters import letters as letters_in_word
from tocsin.ui.paper import CONTROLS, drawn

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same letters
WELSH_MONTHS = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi",
    "Hydref", "Tachwedd", "Rhagfyr",
)  # fmt: skip
Numbered = Sequence[tuple[int, Content]]


def as_pdf(letters: Numbered, *, school: str, day: date) -> bytes:
    """All of them in one document, each on pages of its own."""
    told = {
        "title": f"Letters of {school}",
        "letters": [_told(content, school, day) for _, content in letters],
    }
    return drawn("tocsin.incidents.dispatch", "letters.typ", told)


def as_archive(letters: Numbered, *, school: str, day: date) -> Iterator[bytes]:
    """A zip file of one PDF for each letter, in pieces as they are drawn."""
    kept = _Pieces()
    with zipfile.ZipFile(kept, "w") as archive:
        for number, content in letters:
            drawn_one = as_pdf([(number, content)], school=school, day=day)
            archive.writestr(zipfile.ZipInfo(f"letter-{number:04}.pdf", FIRST_DAY), drawn_one)
            yield kept.taken()
    yield kept.taken()


def as_word(letters: Numbered, *, school: str, day: date) -> bytes:
    """All of them in one Word document, each on pages of its own."""
    document = Document()
    for place, (_, content) in enumerate(letters):
        if place:
            document.add_page_break()  # type: ignore[no-untyped-call]
        told = _told(content, school, day)
        head = [school, "\n".join(filter(None, (told["to"], told["postal"]))), told["day"]]
        for words in head:
            document.add_paragraph(_plain(words))
        document.add_heading(_plain(told["subject"]), level=1)
        for title, words in told["paragraphs"]:
            if title:
                document.add_heading(_plain(title), level=2)
            document.add_paragraph(_plain(words))
    document.core_properties.title = f"Letters of {school}"
    document.core_properties.author = ""
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def on_own_paper(
    letters: Numbered, paper: bytes, *, school: str, reference: str, day: date
) -> bytes:
    """A zip file of one Word file for each letter, filled into the school's own paper."""
    told = [
        {
            **_told(content, school, day), "name": content.to, "reference": reference,
            "child": "" if content.about == content.to else content.about,
            "date": _said(day, content.language), "words": content.words,
            "parts": [
                {"heading": title, "words": words} for title, words in in_paragraphs(content.words)
            ],
        }
        for _, content in letters
    ]  # fmt: skip
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for (number, _), filled in zip(letters, letters_in_word(paper, told), strict=True):
            archive.writestr(zipfile.ZipInfo(f"letter-{number:04}.docx", FIRST_DAY), filled)
    return kept.getvalue()


def file_name(reference: str, number: int, ending: str) -> str:
    """What the file is called: by the incident and the batch, never by a person."""
    return f"letters-{reference}-{number}.{ending}"


def _told(content: Content, school: str, day: date) -> dict[str, Any]:
    return {
        "to": content.to, "postal": content.postal, "subject": content.subject,
        "language": content.language, "day": _said(day, content.language), "school": school,
        "paragraphs": in_paragraphs(content.words),
    }  # fmt: skip


def _said(day: date, language: str) -> str:
    if language == "cy":
        return f"{day.day} {WELSH_MONTHS[day.month - 1]} {day.year}"
    return say_date(day)


def _plain(words: str) -> str:
    """Without signs that nobody sees, and that no Word document may hold."""
    return CONTROLS.sub(" ", words)


class _Pieces(io.RawIOBase):
    """Takes what is written, to be fetched piece by piece; it cannot go back."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._kept.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        found = b"".join(self._kept)
        self._kept.clear()
        return found
