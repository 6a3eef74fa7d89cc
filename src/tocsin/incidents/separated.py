"""Text with separators, in whatever code page and with whatever separator it was saved."""

import codecs
import csv
import io
from collections import Counter

from tocsin.core.errors import Reason, Refused
from tocsin.core.imported_table import Cell, Sheet

SEPARATORS = ",;\t|"
LOOKED_AT = 60  # rows
BINARY = frozenset(range(32)) - {7, 9, 10, 11, 12, 13, 27}
MARKUP = ("<html", "<!doctype", "<table", "<?xml", "<meta")
MAIL = ("mime-version", "from:", "content-type")  # a page saved as one file
STARTS = 4000
SAVE_AS = "Open it in Excel or LibreOffice, choose “Save as”, and save it as .xlsx."

OLD_XML = "urn:schemas-microsoft-com:office:spreadsheet"
XML = f"This is an “XML Spreadsheet 2003”, which we cannot read. {SAVE_AS}"
WEB_PAGE = f"This is a web page, whatever its name says. {SAVE_AS}"


def sheet_in(data: bytes) -> Sheet:
    """The one sheet of a text file. Raises Refused for what is no text, or no list."""
    text = _text(data)
    start = text[:STARTS].lower()
    if start.lstrip("\ufeff \r\n\t").startswith("<?xml") and OLD_XML in start:
        raise Refused(Reason("log-file-kind", XML))
    if start.lstrip("\ufeff \r\n\t").startswith("<") and any(each in start for each in MARKUP):
        raise Refused(Reason("log-file-kind", WEB_PAGE))
    if start.startswith(MAIL) and any(each in start for each in MARKUP):
        raise Refused(Reason("log-file-kind", WEB_PAGE))
    first, _, after = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        return _rows(after, first.strip()[-1], first_row=2)
    return _rows(text, _separator(text))


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return data.decode("utf-32", errors="replace").replace("\0", "")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    start = data[:2000]
    if len(start) > 3 and start[1::2].count(0) > len(start) // 3:  # noqa: PLR2004
        return data.decode("utf-16-le", errors="replace")
    strange = Counter(byte in BINARY and byte != 0 for byte in start)[True]
    if strange > len(start) // 50:
        words = f"This is not a spreadsheet that we know. {SAVE_AS}"
        raise Refused(Reason("log-file-kind", words))
    data = data.replace(b"\0", b"")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")  # what Excel saves where it says CSV


def _separator(text: str) -> str:
    """The separator that gives most rows the same number of cells, more than one."""
    best, chosen = 0, ","
    for each in SEPARATORS:
        reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=each)
        try:
            widths = Counter(
                len(row) for row, _ in zip(reader, range(LOOKED_AT), strict=False) if row
            )
        except csv.Error:
            continue
        several = [(count * min(width, 8), width) for width, count in widths.items() if width > 1]
        score = max(several)[0] if several else 0
        if score > best:
            best, chosen = score, each
    return chosen


def _rows(text: str, separator: str, first_row: int = 1) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(tuple(cell or None for cell in row))  # noqa: PERF401 - counted when it fails
    except csv.Error as fault:
        words = f"A quotation mark in row {first_row + len(rows)} is never closed. {SAVE_AS}"
        raise Refused(Reason("log-file-broken", words)) from fault
    return Sheet("", tuple(rows), first_row)
