"""Looking into a Word file before anything is filled into it: it must be paper, and do nothing."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from tocsin.core.errors import Reason
from tocsin.incidents.keeping.archives import kinds_in_zip

LARGEST: Final = 5 * 1024 * 1024  # bytes
MOST_UNPACKED: Final = 40 * 1024 * 1024
MOST_MEMBERS = 400
MOST_OF_WORDS = 1024 * 1024  # bytes of XML in one member: nobody's letterhead is longer
DOES = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE|MACROBUTTON|LINK|RD)\b", re.ASCII
)
FIELD = re.compile(r"<w:instrText[^>]*>([^<]*)|w:instr=[\"']([^\"']*)")
OUTSIDE = re.compile(r"<(?:\w+:)?Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
LET_OUTSIDE = re.compile(r"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
INSIDE = ("word/embeddings/", "word/activex/", "word/afchunk", "word/vbaproject")


def faults_of(content: bytes) -> tuple[Reason, ...]:
    """Why the file cannot be the paper for letters, with what to do instead; empty when it can."""
    if len(content) > LARGEST:
        return (
            Reason("paper-size", "The file must be smaller than 5MB. Make its pictures smaller."),
        )
    kinds = kinds_in_zip(BytesIO(content))
    if "macros" in kinds:
        words = "It has macros in it. Save it as a Word document without macros (.docx)."
        return (Reason("paper-macros", words),)
    if "docx" not in kinds:
        words = "It must be a Word document (.docx) without a password, as Word saved it."
        return (Reason("paper-kind", words),)
    return tuple(_inside(content))


def _inside(content: bytes) -> Iterator[Reason]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
            yield Reason("paper-bomb", "It unpacks to far more than a letter should. Save it anew.")
            return
        for member in members:
            yield from _of_member(archive, member)


def _of_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Reason]:
    name = member.filename.lower()
    if name.startswith(INSIDE):
        words = "It has another file, or a control, inside it. Take that out and save it anew."
        yield Reason("paper-object", words)
    if not name.endswith((".xml", ".rels")):
        return
    if member.file_size > MOST_OF_WORDS:
        yield Reason("paper-bomb", "It is far longer than a letter. Keep only the letterhead.")
        return
    yield from _of_words(archive.read(member))


def _of_words(content: bytes) -> Iterator[Reason]:
    try:
        words = content.decode("utf-8")
    except UnicodeDecodeError:
        words = "<!DOCTYPE"  # Word writes UTF-8, and so does everybody who means well
    if "<!DOCTYPE" in words or "<!ENTITY" in words or "\0" in words:
        yield Reason("paper-kind", "Word cannot have saved it like this. Save it anew in Word.")
        return
    if any(not LET_OUTSIDE.search(found) for found in OUTSIDE.findall(words)):
        said = (
            "It fetches something from elsewhere when it is opened, such as a picture or a"
            " template. Put the picture into the file itself."
        )
        yield Reason("paper-outside", said)
    fields = "".join("".join(found) for found in FIELD.findall(words))
    if DOES.search(fields):
        said = "It has a field that fetches or runs something. Take the field out and save it anew."
        yield Reason("paper-field", said)
