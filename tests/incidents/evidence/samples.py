"""Files of every kind that may be kept, the smallest that are real, and some that are not."""

import io
import struct
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

OOXML = "application/vnd.openxmlformats-officedocument."
ODF = b"application/vnd.oasis.opendocument."
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
MAIL = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Notice\r\n\r\nDear all\r\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(64)


def upload(name, content=PDF):
    return SimpleUploadedFile(name, content)


def archive(members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return made.getvalue()


def office(main, **more):
    types = f'<Types><Override PartName="/x" ContentType="{main}"/></Types>'
    return archive({"[Content_Types].xml": types, **more})


def ole(*names):
    """A compound file whose directory has these names, each in a record of 128 bytes."""
    records = b""
    for name in names:
        text = name.encode("utf-16-le")
        records += text.ljust(64, b"\0") + struct.pack("<HB", len(text) + 2, 2) + bytes(61)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + records


DOCX = office(OOXML + "wordprocessingml.document.main+xml")
XLSX = office(OOXML + "spreadsheetml.sheet.main+xml")
PPTX = office(OOXML + "presentationml.presentation.main+xml")
GOOD = {
    "letter.pdf": PDF,
    "screen.png": b"\x89PNG\r\n\x1a\n rest",
    "photo.jpg": b"\xff\xd8\xff\xe0 rest",
    "photo.JPEG": b"\xff\xd8\xff\xe0 rest",
    "old.gif": b"GIF87a rest",
    "moving.gif": b"GIF89a rest",
    "photo.webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "photo.heic": b"\0\0\0\x18ftypheic rest",
    "scan.tif": b"II*\0 rest",
    "scan.tiff": b"MM\0* rest",
    "note.txt": "Cymraeg, ภาษาไทย".encode(),
    "windows.txt": b"Caf\xe9 at 9",
    "notepad.txt": "Zoë".encode("utf-16"),
    "list.csv": b"name,year\nA,5\n",
    "old.doc": ole("Root Entry", "WordDocument"),
    "old.xls": ole("Root Entry", "Workbook"),
    "older.xls": ole("Root Entry", "Book"),
    "old.ppt": ole("Root Entry", "PowerPoint Document"),
    "mail.msg": ole("Root Entry", "__properties_version1.0"),
    "letter.docx": DOCX,
    "list.xlsx": XLSX,
    "talk.pptx": PPTX,
    "letter.odt": archive({"mimetype": ODF + b"text"}),
    "list.ods": archive({"mimetype": ODF + b"spreadsheet"}),
    "mail.eml": MAIL,
    "term.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "plain.xlsm": XLSX,
    # Two kinds at once: kept as what they say, and never shown or run by a browser.
    "also-a-zip.pdf": PDF + archive({"run.js": "alert(1)"}),
    "also-a-script.gif": b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)",
    "page-inside.txt": b"<html><script>alert(1)</script></html>",
}

MACROS = {
    "sheet.xlsm": office("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    "talk.ppsm": office("application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml"),
    "letter.docm": office("application/vnd.ms-word.document.macroEnabled.main+xml"),
    "letter.docx": office("application/vnd.ms-word.document.macroEnabled.main+xml"),
    "hidden.docx": office(
        OOXML + "wordprocessingml.document.main+xml", **{"word/vbaProject.bin": "x"}
    ),
    "old.xls": ole("Workbook", "_VBA_PROJECT_CUR"),
    "old.doc": ole("WordDocument", "_VBA_PROJECT"),
    "letter.odt": archive({"mimetype": ODF + b"text", "Basic/script-lc.xml": "x"}),
}


def _packed(megabytes):
    """A small Word file with a member that unpacks to so much."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        with file.open("word/document.xml", "w") as member:
            for _ in range(megabytes):
                member.write(bytes(1024 * 1024))
    return made.getvalue()


def _overlapping(times):
    """A Word file whose list names the same bytes again and again, as the bombs of 2019 did."""
    made = archive({"[Content_Types].xml": "<Types/>", "a": "x" * 5000})
    end = made.rindex(b"PK\x05\x06")
    start = int.from_bytes(made[end + 16 : end + 20], "little")
    record = made[made.rindex(b"PK\x01\x02") : end]
    listed = made[start:end] + record * times
    count = (2 + times).to_bytes(2, "little")
    tail = b"PK\x05\x06" + bytes(4) + count * 2 + len(listed).to_bytes(4, "little")
    return made[:start] + listed + tail + start.to_bytes(4, "little") + bytes(2)


BOMBS = {"packed.docx": _packed(201), "overlapping.docx": _overlapping(50)}
_broken = bytearray(DOCX)
_broken[DOCX.index(b"[Content_Types]") + 25] ^= 0xFF
_long_list = archive({f"{number:0200}": "" for number in range(4500)})
_locked = bytearray(DOCX)
_locked[DOCX.rindex(b"PK\x01\x02") + 8] |= 1  # says that the member has a password

OTHER_CONTENT = {
    "program.pdf": EXE,
    "program.txt": EXE,
    "page.png": b"<html><script>alert(1)</script>",
    "really.pdf": DOCX,
    "really.docx": PDF,
    "sheet.docx": XLSX,
    "plain.docx": archive({"readme.txt": "x"}),
    "folder.docx": archive({"[Content_Types].xml": "<Types/>"}),
    "drawing.odt": archive({"mimetype": ODF + b"graphics"}),
    "cut.docx": DOCX[:-30],
    "end-cut.docx": DOCX[:-4],
    "broken.docx": bytes(_broken),
    "long.docx": _long_list,
    "locked-inside.docx": bytes(_locked),
    "before.docx": b"PK\x03\x04" + bytes(50) + DOCX,
    "table.doc": ole("Root Entry", "Workbook"),
    "text-only.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + bytes(505)
    + "WordDocument".encode("utf-16-le"),
    "film.heic": b"\0\0\0\x18ftypisom rest",
    "music.webp": b"RIFF\x10\0\0\0WAVEfmt ",
    "letter.eml": b"Dear all,\nthe notice went to the wrong list.\n",
    "one-header.eml": b"Subject: Notice\n\nDear all\n",
    "program.eml": MAIL + EXE,
    "letter.ics": b"Dear all,",
    "half.txt": b"\xff\xfeA",
    "controls.txt": "a\x01b".encode("utf-16"),
    "picture.txt": b"\x89PNG\r\n\x1a\n rest",
}
