"""A Word file to begin with: plain, with every place that can be filled in."""

from functools import cache
from io import BytesIO

from docx import Document
from docx.shared import Pt


@cache
def example() -> bytes:
    """The file. It is also what letters are filled into while a school has none of its own."""
    document = Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11.5)
    document.core_properties.title = "{{ subject }}"
    document.core_properties.author = "{{ school }}"
    document.add_paragraph("{{ school }}")
    document.add_paragraph("{{ date }}")
    document.add_heading("{{ subject }}", level=1)
    document.add_paragraph("{%p for part in parts %}")
    document.add_paragraph("{%p if part.heading %}")
    document.add_heading("{{ part.heading }}", level=2)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{{ part.words }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{ reference }}")
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()
