"""What stands in a document that somebody downloaded."""

import subprocess
from io import BytesIO

from docx import Document

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(visitor, path, **answers):
    """The file at a path of the school: asked for, or made from these answers."""
    address = visitor.base + path
    return visitor.client.post(address, answers) if answers else visitor.client.get(address)


def words_of_word(content):
    """Every paragraph of a Word file."""
    return [each.text for each in Document(BytesIO(content)).paragraphs]


def headings_of_word(content):
    found = Document(BytesIO(content)).paragraphs
    return [each.text for each in found if each.style.name.startswith("Heading")]


def words_of_pdf(content):
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],  # noqa: S607 - our own file
        input=content, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode()
