"""Looking into Office files: the newer are ZIP archives, the older are OLE compound files."""

import zipfile
import zlib
from typing import BinaryIO

END = b"PK\x05\x06"
END_BYTES = 22
COMMENT = 65_535  # bytes, at most, after the end record
MOST_OF_A_LIST = 1024 * 1024  # bytes: reading a list of members costs memory in proportion
MOST_OF_A_MEMBER = 1024 * 1024
BLOCK = 128 * 512  # bytes: a whole number of directory records

OOXML = {
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
    "presentationml.slideshow.main+xml": "pptx",
}
ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
OLE = {
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
    "__properties_version1.0": "msg",
    "EncryptedPackage": "locked",
    "_VBA_PROJECT": "macros",
    "_VBA_PROJECT_CUR": "macros",
}
MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet")
MACRO_FOLDERS = ("Basic/", "Scripts/")


def kind_of_zip(file: BinaryIO) -> str:
    """One of "docx", "xlsx", "pptx", "odt", "ods", "macros"; "" for any other archive."""
    if not _list_is_short(file):
        return ""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                return _kind_of_ooxml(_member(archive, "[Content_Types].xml"), names)
            if "mimetype" in names:
                return _kind_of_odf(_member(archive, "mimetype"), names)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError):
        # Whatever is wrong in it, or has a password, it is no document that an office can read.
        return ""
    return ""


def kinds_in_ole(file: BinaryIO) -> set[str]:
    """Which of "doc", "xls", "ppt", "msg", "locked", "macros" the file's directory names."""
    file.seek(0)
    found: set[str] = set()
    while block := file.read(BLOCK):
        found |= {kind for name, kind in OLE.items() if _has_record(block, name)}
    return found


def _list_is_short(file: BinaryIO) -> bool:
    size = file.seek(0, 2)
    start = file.seek(max(0, size - END_BYTES - COMMENT))
    tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_BYTES:
        return False
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    offset = int.from_bytes(tail[at + 16 : at + 20], "little")
    # The list must end where its end record stands: a larger form of it (ZIP64) stands between.
    return length <= MOST_OF_A_LIST and offset + length == start + at


def _kind_of_ooxml(types: bytes, names: set[str]) -> str:
    said = types.decode("utf-8", "replace")
    if any(word in said.lower() for word in MACRO_TYPES):
        return "macros"
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "macros"
    return next((kind for word, kind in OOXML.items() if word in said), "")


def _kind_of_odf(kind: bytes, names: set[str]) -> str:
    if any(name.startswith(MACRO_FOLDERS) for name in names):
        return "macros"
    return ODF.get(kind.strip(), "")


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(MOST_OF_A_MEMBER)


def _has_record(block: bytes, name: str) -> bool:
    """Whether a directory record of this name stands in the block: 128 bytes, the name first."""
    mark = name.encode("utf-16-le")
    length = (len(mark) + 2).to_bytes(2, "little")
    at = block.find(mark)
    while at >= 0:
        if at % 128 == 0 and block[at + 64 : at + 66] == length:
            return True
        at = block.find(mark, at + 1)
    return False
