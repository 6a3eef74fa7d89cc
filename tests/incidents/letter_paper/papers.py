"""Word files as schools, and others, might bring them."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document


def a_paper(*paragraphs: str, header: str = "", title: str = "") -> bytes:
    """A Word document with these paragraphs."""
    document, saved = Document(), BytesIO()
    for each in paragraphs:
        document.add_paragraph(each)
    document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    document.save(saved)
    return saved.getvalue()


def with_member(paper: bytes, name: str, content: bytes) -> bytes:
    """The same with one more member in the archive, or another in its place."""
    found, saved = zipfile.ZipFile(BytesIO(paper)), BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in found.namelist():
            if each != name:
                archive.writestr(each, found.read(each))
        archive.writestr(name, content)
    return saved.getvalue()


def member(paper: bytes, name: str) -> bytes:
    return zipfile.ZipFile(BytesIO(paper)).read(name)


def upload(content: bytes, name: str = "letterhead.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def words_of(letter: bytes) -> list[str]:
    """The paragraphs of a letter, and its header."""
    document = Document(BytesIO(letter))
    head = document.sections[0].header.paragraphs
    return [each.text for each in (*head, *document.paragraphs) if each.text]
