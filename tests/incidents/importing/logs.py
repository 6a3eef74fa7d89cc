"""Earlier logs as schools keep them, made for the tests; everything in them is invented."""

import io
from datetime import date

from xlsxwriter import Workbook

PLAIN = """Ref,Date of breach,Date discovered,Description,People affected,Data affected,\
Action taken,ICO notified? (Y/N + date),Individuals informed?,Lessons learned,Colour
001,12/03/2021,13/03/2021,Marks were emailed to the wrong parent,1,Names and marks,\
Recalled and deleted,No - low risk,Y,Check the address twice,teal
002,28/09/2021,28/09/2021,"A laptop was left on the bus,
and was found the next day",40,SEN information,Wiped,Y – 29/09/2021,Yes,Encrypt laptops,plum
003,2019,TBC,A register was left in the hall,whole year group,Names,Collected,N,n/a,,
"""

# Headings that nobody would guess.
ODD = """Ref,Date of breach,Wot went on-like,Action taken
1,12/03/2021,Marks were emailed to the wrong parent,Recalled
2,28/09/2021,A laptop was left on the bus,Wiped
"""


def csv_of(*rows):
    """Rows of text as a CSV file."""
    import csv  # noqa: PLC0415 - beside its one use

    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def xlsx_of(tabs):
    """A workbook with these rows in each tab; days are real dates."""
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    for name, rows in tabs.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                write = sheet.write_datetime if isinstance(cell, date) else sheet.write
                if cell is not None:
                    write(place, column, cell)
    book.close()
    return file.getvalue()
