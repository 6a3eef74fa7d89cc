"""Documents as Word files: real headings in British English, and the same bytes each time."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tocsin.ui.direction import SHOWN, SIGN
from tocsin.ui.paper import CONTROLS

LANGUAGE: Final = "en-GB"  # a screen reader reads it aloud in this
MADE_AT: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - the first time that a zip can hold
BESIDES = re.compile("[\ud800-\udfff\ufffe\uffff]")  # XML has no place for them
A4_WIDTH, A4_HEIGHT, MARGIN = 210, 297, 22  # millimetres
FONT, SIZES = "Arial", {"Heading 1": 20, "Heading 2": 14, "Heading 3": 11, "Subtitle": 13}  # points


class Style(StrEnum):
    """How a piece is set. The headings are those that a screen reader lists."""

    HEADING = "Heading 2"
    QUESTION = "Heading 3"
    UNDER_TITLE = "Subtitle"
    STRONG = "List"  # a line in bold that belongs to what follows it, and is no heading
    WORDS = "Normal"


Piece = tuple[Style, str]


@dataclass(frozen=True)
class Document:
    """A document. running: what stands at the head of each page, the school's name first."""

    title: str
    running: Sequence[str]
    pieces: Iterable[Piece]


def written(told: Document) -> bytes:
    """The document as a Word file (.docx), without a clock and without fonts of the machine."""
    from docx import Document as Blank  # noqa: PLC0415 - slow to import, seldom needed

    file = Blank()
    _set_up(file, told)
    _set_styles(file)
    file.add_paragraph(_visible(told.title), "Heading 1")
    for style, words in told.pieces:
        paragraph = file.add_paragraph(_visible(words), style.value)
        paragraph.paragraph_format.keep_with_next = True if style is Style.STRONG else None
    made = BytesIO()
    file.save(made)
    return _same_each_time(made)


def _visible(words: str) -> str:
    """Without signs that nobody can see, that turn words round, or that no file of Word holds."""
    plain = SIGN.sub("", SHOWN.sub("\ufffd", words))
    return BESIDES.sub("\ufffd", CONTROLS.sub(" ", plain))


def _set_up(file: Any, told: Document) -> None:
    from docx.shared import Mm  # noqa: PLC0415

    about = file.core_properties
    about.title, about.author = _visible(told.title)[:255], _visible(told.running[0])[:255]
    about.language = LANGUAGE
    about.comments, about.last_modified_by, about.revision = "", "", 1
    about.created = about.modified = MADE_AT
    for key, relation in list(file.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # a picture of somebody else's empty page
            del file.part.package.rels[key]
    page = file.sections[0]
    page.page_width, page.page_height = Mm(A4_WIDTH), Mm(A4_HEIGHT)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    page.header.paragraphs[0].text = _visible(" · ".join((*told.running, "Confidential")))
    foot = page.footer.paragraphs[0]
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        foot.add_run(words)
        foot._p.append(_field(field))


def _field(name: str) -> Any:
    """A number that Word counts itself."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    return field


def _set_styles(file: Any) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for name in ("Normal", "Header", "Footer", "List", *SIZES):
        style = file.styles[name]
        fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
        if fonts is not None:  # a font of the theme would win over ours
            style.element.rPr.remove(fonts)
        style.font.name, style.font.size = FONT, Pt(SIZES.get(name, 11))
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.italic = False
    file.styles["List"].font.bold = True
    file.styles["List"].paragraph_format.space_after = Pt(0)
    file.styles["List"].paragraph_format.left_indent = Pt(0)
    file.styles["List"].paragraph_format.first_line_indent = Pt(0)
    file.styles["Heading 3"].paragraph_format.space_after = Pt(2)


def _same_each_time(made: BytesIO) -> bytes:
    """The same file with one time for everything in it: the library writes the hour it was made."""
    kept = BytesIO()
    with ZipFile(made) as source, ZipFile(kept, "w", ZIP_DEFLATED) as target:
        for each in source.infolist():
            info = ZipInfo(each.filename, MADE_AT.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, source.read(each))
    return kept.getvalue()
