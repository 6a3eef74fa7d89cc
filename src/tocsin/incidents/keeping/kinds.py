"""What kind a file is: its ending and its content must say the same."""

import codecs
from collections.abc import Collection
from email.parser import BytesHeaderParser
from typing import BinaryIO

from tocsin.core.errors import Reason, Refused
from tocsin.incidents.keeping.archives import kinds_in_ole, kinds_in_zip
from tocsin.incidents.keeping.names import ending_of
from tocsin.incidents.models.attachment import MACROS

HEAD = 64 * 1024
ALLOWED = "a PDF, picture, Word, Excel, PowerPoint, text, email or calendar file"
ENDINGS = {
    "pdf": "pdf",
    "png": "png",
    "jpg": "jpg",
    "jpeg": "jpg",
    "gif": "gif",
    "webp": "webp",
    "heic": "heic",
    "tif": "tif",
    "tiff": "tif",
    "txt": "txt",
    "csv": "csv",
    "doc": "doc",
    "docx": "docx",
    "xls": "xls",
    "xlsx": "xlsx",
    "odt": "odt",
    "ods": "ods",
    "ppt": "ppt",
    "pptx": "pptx",
    "eml": "eml",
    "msg": "msg",
    "ics": "ics",
    # Made to have macros in them, and kept as what they are: a trap is evidence too.
    "docm": "docx",
    "dotm": "docx",
    "xlsm": "xlsx",
    "xltm": "xlsx",
    "xlam": "xlsx",
    "pptm": "pptx",
    "potm": "pptx",
    "ppsm": "pptx",
}
LOCKABLE = frozenset({"docx", "xlsx", "pptx"})
WORDS = frozenset({"txt", "csv", "eml", "ics"})
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)
HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1a\x1b"))  # never in words
MAIL_HEADERS = frozenset({"from", "to", "date", "subject", "received", "message-id", "return-path"})
CALENDAR = b"BEGIN:VCALENDAR"
FEWEST_MAIL_HEADERS = 2


def kind_of(name: str, file: BinaryIO) -> str:
    """The kind of the file as one of the endings, such as "pdf"; "docx+macro" with macros in it.

    Raises Refused, with what to do instead, for whatever is not on the list, is not what its ending
    says, unpacks to far too much or is locked with a password.
    """
    ending = ending_of(name)
    wanted = ENDINGS.get(ending)
    if wanted is None:
        raise Refused(Reason("file-kind", f"“{name}” was not kept. It must be {ALLOWED}."))
    found = _contents(file, wanted)
    if "locked" in found and wanted in LOCKABLE:
        words = (
            f"“{name}” has a password, so it was not kept. Save a copy without one and add that."
        )
        raise Refused(Reason("file-locked", words))
    if "bomb" in found:
        words = (
            f"“{name}” was not kept: it unpacks to far more than such a file should."
            " Save it as a PDF and add that."
        )
        raise Refused(Reason("file-bomb", words))
    if wanted not in found:
        words = (
            f"“{name}” was not kept: what is in it is not what “.{ending}” says."
            f" Add {ALLOWED}, as your computer saved it."
        )
        raise Refused(Reason("file-content", words))
    return wanted + MACROS if "macros" in found else wanted


def _contents(file: BinaryIO, wanted: str) -> Collection[str]:
    """Every kind that the content can be taken for."""
    file.seek(0)
    head = file.read(HEAD)
    found = _by_signature(head)
    if found == "zip":
        return kinds_in_zip(file)
    if found == "ole":
        return kinds_in_ole(file)
    if found or wanted not in WORDS:
        return {found}
    if wanted == "eml":
        return {"eml"} if _has_mail_headers(head) else set()
    if wanted == "ics" and not head.removeprefix(codecs.BOM_UTF8).upper().startswith(CALENDAR):
        return set()
    return WORDS - {"eml"} if _is_words(file, head) else set()


def _by_signature(head: bytes) -> str:
    for mark, kind in SIGNATURES:
        if head.startswith(mark):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in HEIC:
        return "heic"
    return "pdf" if head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"%PDF-") else ""


def _is_words(file: BinaryIO, head: bytes) -> bool:
    if head.startswith(UTF_16):
        return _is_utf_16(file)
    file.seek(0)
    while chunk := file.read(HEAD):
        if len(chunk.translate(None, CONTROLS)) != len(chunk):
            return False
    return True


def _is_utf_16(file: BinaryIO) -> bool:
    file.seek(0)
    decoder, controls = codecs.getincrementaldecoder("utf-16")(), set(CONTROLS.decode("latin-1"))
    try:
        while chunk := file.read(HEAD):
            if not controls.isdisjoint(decoder.decode(chunk)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _has_mail_headers(head: bytes) -> bool:
    head = head.removeprefix(codecs.BOM_UTF8)
    if len(head.translate(None, CONTROLS)) != len(head):
        return False
    named = {name.lower() for name in BytesHeaderParser().parsebytes(head)}
    return len(named & MAIL_HEADERS) >= FEWEST_MAIL_HEADERS
