"""What kind a file is: its ending and its content must say the same."""

import codecs
from email.parser import BytesHeaderParser
from typing import BinaryIO

from tocsin.core.errors import Reason, Refused
from tocsin.incidents.keeping.archives import kind_of_zip, kinds_in_ole
from tocsin.incidents.keeping.names import ending_of

HEAD = 64 * 1024
ALLOWED = "a PDF, picture, Word, Excel, PowerPoint, text or email file"
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
}
WITH_MACROS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppsm"})
LOCKABLE = frozenset({"docx", "xlsx", "pptx"})
WORDS = frozenset({"txt", "csv", "eml"})
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
FEWEST_MAIL_HEADERS = 2


def kind_of(name: str, file: BinaryIO) -> str:
    """The kind of the file as one of the endings, such as "pdf".

    Raises Refused, with what to do instead, for whatever is not on the list, is not what its ending
    says, has macros in it or is locked with a password.
    """
    ending = ending_of(name)
    if ending in WITH_MACROS:
        raise Refused(_macros(name))
    wanted = ENDINGS.get(ending)
    if wanted is None:
        raise Refused(Reason("file-kind", f"“{name}” was not kept. It must be {ALLOWED}."))
    found = _contents(file, wanted)
    if "macros" in found:
        raise Refused(_macros(name))
    if "locked" in found and wanted in LOCKABLE:
        words = (
            f"“{name}” has a password, so it was not kept. Save a copy without one and add that."
        )
        raise Refused(Reason("file-locked", words))
    if wanted not in found:
        words = (
            f"“{name}” was not kept: what is in it is not what “.{ending}” says."
            f" Add {ALLOWED}, as your computer saved it."
        )
        raise Refused(Reason("file-content", words))
    return wanted


def _macros(name: str) -> Reason:
    words = (
        f"“{name}” has macros in it, which can do harm, so it was not kept."
        " Save it as a PDF or without macros, and add that."
    )
    return Reason("file-macros", words)


def _contents(file: BinaryIO, wanted: str) -> set[str]:
    """Every kind that the content can be taken for."""
    file.seek(0)
    head = file.read(HEAD)
    found = _by_signature(head)
    if found == "zip":
        return {kind_of_zip(file)}
    if found == "ole":
        return kinds_in_ole(file)
    if found or wanted not in WORDS:
        return {found}
    if wanted == "eml":
        return {"eml"} if _has_mail_headers(head) else set()
    return {"txt", "csv"} if _is_words(file, head) else set()


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
    if len(head.translate(None, CONTROLS)) != len(head):
        return False
    named = {name.lower() for name in BytesHeaderParser().parsebytes(head)}
    return len(named & MAIL_HEADERS) >= FEWEST_MAIL_HEADERS
