"""From a file as somebody keeps it to its sheets, or to words about what to do instead."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from tocsin.core.errors import Reason, Refused
from tocsin.core.imported_table import Cell, Sheet, is_empty
from tocsin.incidents.separated import sheet_in

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
UNPACKED = 300 * MEGABYTE
MOST_ROWS, MOST_COLUMNS = 10_000, 200
SAVE_AS = "Open it in Excel or LibreOffice, choose “Save as”, and save it as .xlsx."
PLACE = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
FAILED = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^<>]{0,60}\st="e"')  # #REF! and its like
NAMED, OVERLAP = 10, 100  # cells of an error that are named; what two parts of a file share
OLE = b"\xd0\xcf\x11\xe0"
# What a file begins with that is no spreadsheet, and what it is.
OTHERS = (
    (b"%PDF", "This is a PDF. Find the spreadsheet it was made from, or copy its table into one."),
    (b"{\\rtf", "This is a text document. Copy its table into a spreadsheet."),
    (
        b"\x89PNG",
        "This is a picture. We cannot read a picture of a log: type it into a spreadsheet.",
    ),
    (
        b"\xff\xd8\xff",
        "This is a photo. We cannot read a photo of a log: type it into a spreadsheet.",
    ),
    (b"GIF8", "This is a picture. We cannot read a picture of a log: type it into a spreadsheet."),
)
WORD = (
    "This is a Word document. Select its table, copy it into an empty spreadsheet, and save that."
)
NUMBERS = (
    "This is a Numbers file. Open it in Numbers, choose “File”, “Export to”, “Excel”, and choose"
    " the file that it makes."
)
LOCKED = (
    "This file is locked with a password, so we cannot read it. Open it, take the password off with"
    " “Save as”, and choose that file."
)


def sheets_of(data: bytes) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The sheets of a file, by its content, and what to say about the file as a whole.

    Raises Refused, with what to do instead, for a file that is no list we can read.
    """
    if not data:
        raise _refused("empty", "This file is empty. Choose another.")
    if len(data) > LARGEST:
        raise _refused(
            "large", "This file is bigger than 20MB. Save the tabs as files of their own."
        )
    for start, words in OTHERS:
        if data.startswith(start):
            raise _refused("kind", words)
    failed: tuple[str, ...] = ()
    if data.startswith(b"PK"):
        failed = _look_inside(data)
    elif data.startswith(OLE):
        _look_at_old(data)
    else:
        return _checked((sheet_in(data),)), ()
    sheets, said = _workbook(data)
    return sheets, (*_said_of_errors(failed), *said)


def _said_of_errors(places: Sequence[str]) -> tuple[str, ...]:
    if not places:
        return ()
    named = ", ".join(places[:NAMED]) + (" and others" if len(places) > NAMED else "")
    words = (
        f"The spreadsheet itself shows an error, such as #REF!, in {named}. Nothing can be read"
        " from there: look in the file what should stand there."
    )
    return (words,)


def _workbook(data: bytes) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets, said = [], []
        for each in book.sheets_metadata:
            if each.typ is not SheetTypeEnum.WorkSheet:
                continue
            if each.visible is not SheetVisibleEnum.Visible:
                said.append(f"The tab “{each.name}” is hidden in the file. It is read too.")
            sheets.append(_sheet(book.get_sheet_by_name(each.name)))
    except PasswordError as fault:
        raise _refused("locked", LOCKED) from fault
    except (CalamineError, XmlError, ZipError, OSError, ValueError) as fault:
        raise _refused("broken", f"We could not open this file. {SAVE_AS}") from fault
    said.append("Rows that are hidden, or filtered away, are read like the others.")
    return _checked(sheets), tuple(said)


def _sheet(sheet: CalamineSheet) -> Sheet:
    if sheet.total_height > MOST_ROWS * 2 or sheet.total_width > MOST_COLUMNS * 5:
        return Sheet(sheet.name, ((None,) * (sheet.total_width or 1),) * sheet.total_height)
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in _merged(sheet):
        if left == right:  # one thing said for several rows
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    return Sheet(sheet.name, tuple(tuple(map(_cell, row)) for row in rows))


def _merged(sheet: CalamineSheet) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for start, end in sheet.merged_cell_ranges or ():
        if end[0] < sheet.total_height and end[1] < sheet.total_width:
            yield start, end


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value.replace("\0", "") or None
    if isinstance(value, bool | int | float | datetime | date | time | timedelta):
        return value
    return None if value is None else str(value)


def _checked(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets without empty columns and rows at their ends. Raises Refused for too many."""
    found = []
    for sheet in sheets:
        rows = [row[: _width(row)] for row in sheet.rows]
        while rows and not rows[-1]:
            rows.pop()
        if max(map(len, rows), default=0) > MOST_COLUMNS or len(sheet.rows[0:]) > MOST_ROWS * 2:
            raise _refused(
                "wide", "This file has more than 200 columns. Delete those you do not need."
            )
        if len(rows) > MOST_ROWS:
            words = "This file has more than 10,000 rows. Split it, one school year in each file."
            raise _refused("long", words)
        found.append(Sheet(sheet.name, tuple(rows), sheet.first_row))
    if not any(sheet.rows for sheet in found):
        raise _refused("empty", "There is nothing in this file. Choose another.")
    return tuple(found)


def _width(row: Sequence[Cell]) -> int:
    return max((place for place, cell in enumerate(row, 1) if not is_empty(cell)), default=0)


def _look_inside(data: bytes) -> tuple[str, ...]:
    """Refuse an archive that is no workbook, is locked, or unpacks to more than we can hold.

    Returns the cells of a workbook in which a formula failed.
    """
    failed: dict[str, None] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if sum(each.file_size for each in archive.infolist()) > UNPACKED:
                raise _refused("large", f"This file is too big once it is unpacked. {SAVE_AS}")
            _refuse_others(archive, names)
            for name in names:
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    failed |= dict.fromkeys(_cells_that_failed(archive, name))
    except (
        zipfile.BadZipFile,
        KeyError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        OSError,
    ) as fault:
        raise _refused("broken", f"We could not open this file. {SAVE_AS}") from fault
    return tuple(failed)


def _refuse_others(archive: zipfile.ZipFile, names: Sequence[str]) -> None:
    if any(name.startswith("word/") for name in names):
        raise _refused("kind", WORD)
    if any(name.endswith(".iwa") for name in names):
        raise _refused("kind", NUMBERS)
    kind = archive.read("mimetype") if "mimetype" in names else b""
    if kind and b"spreadsheet" not in kind:
        raise _refused("kind", WORD)
    if not kind and not any(name.startswith("xl/") for name in names):
        raise _refused("kind", f"This is not a spreadsheet. {SAVE_AS}")


def _cells_that_failed(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Where a formula failed. Refuses far cells:

    one stray cell in the last corner of a sheet would make a table of milliards of cells.
    """
    with archive.open(name) as part:
        left = b""
        while chunk := part.read(MEGABYTE):
            for column, row in PLACE.findall(left + chunk):
                if len(column) > 2 or int(row) > MOST_ROWS * 2:  # noqa: PLR2004 - beyond column ZZ
                    place = (column + row).decode()
                    words = (
                        f"Something stands in cell {place}, far away from the list. Delete the"
                        f" empty"
                        " rows and columns around the list, or copy the list into a new file."
                    )
                    raise _refused("far", words)
            yield from (place.decode() for place in FAILED.findall(left + chunk))
            left = chunk[-OVERLAP:]


def _look_at_old(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _refused("locked", LOCKED)
    if "WordDocument".encode("utf-16-le") in data:
        raise _refused("kind", WORD)


def _refused(code: str, words: str) -> Refused:
    return Refused(Reason(f"log-file-{code}", words))
