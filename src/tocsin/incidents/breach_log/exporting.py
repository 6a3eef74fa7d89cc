"""The log as a file: CSV, streamed, or a workbook."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from typing import IO, Any
from uuid import UUID

from django.db.models import QuerySet

from tocsin.incidents.breach_log.rows import HEADINGS, WRITTEN, cells_of
from tocsin.incidents.models import Incident
from tocsin.ledger.tenancy import reading
from tocsin.ui.cells import safe

CHUNK = 2000  # rows read, and written, at a time


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(
    found: QuerySet[Incident], school_id: UUID, levels: Mapping[str, str], about: Iterable[str],
    *, chunk: int = CHUNK,
) -> Iterator[str]:  # fmt: skip
    """The file in pieces: what it holds, the headings, then the entries; a formula nowhere.

    Opens its own reading, since it runs after the view has answered.
    """
    write: Callable[[Iterable[Any]], Any] = csv.writer(_Echo()).writerow
    yield "\ufeff"  # so that Excel reads it as UTF-8
    for line in about:
        yield write([safe(line)])
    yield write(HEADINGS)
    with reading(school_id):
        piece: list[str] = []
        for incident in _rows(found, chunk):
            piece.append(write([safe(cell) for cell in cells_of(incident, levels)]))
            if len(piece) == chunk:
                yield "".join(piece)
                piece = []
        yield "".join(piece)


def workbook(
    found: QuerySet[Incident], school_id: UUID, levels: Mapping[str, str], about: Iterable[str]
) -> IO[bytes]:
    """The same as a workbook, in a file that vanishes when it is closed; text stays text."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - slow to import, seldom needed

    file = TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    book = Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("Breach log")
    bold = book.add_format({"bold": True})
    row = -1
    for row, line in enumerate(about):
        sheet.write_string(row, 0, line)
    sheet.write_row(row + 1, 0, HEADINGS, bold)
    with reading(school_id):
        for number, incident in enumerate(_rows(found, CHUNK), start=row + 2):
            for column, cell in enumerate(cells_of(incident, levels)):
                sheet.write_string(number, column, cell[:32_767])
    book.close()
    file.seek(0)
    return file


def _rows(found: QuerySet[Incident], chunk: int) -> Iterator[Any]:
    return found.values_list(*WRITTEN, named=True).iterator(chunk_size=chunk)
