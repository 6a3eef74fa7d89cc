"""Mails that were packed into a ZIP file and sent along. Nothing that comes in raises."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from tocsin.incidents.mailbox.parts import Part

MOST_MAILS, MOST_MEMBERS = 20, 1000
MOST_BYTES = 20 * 1024 * 1024  # of all of them, unpacked
LOCKED = 0x1
ENDINGS = (".eml", ".msg")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
          RuntimeError, IndexError, UnicodeError)  # fmt: skip


def mails_in(part: Part) -> list[Part]:
    """The mails in a ZIP file, as far as they are few, small and not locked."""
    if not part.content.startswith(b"PK\x03\x04"):
        return []
    found: list[Part] = []
    try:
        with zipfile.ZipFile(BytesIO(part.content)) as packed:
            for mail in _unpacked(packed):
                found.append(mail)  # noqa: PERF402 - what came before a broken one is kept
    except BROKEN:
        return found
    return found


def _unpacked(packed: zipfile.ZipFile) -> Iterator[Part]:
    left = MOST_BYTES
    mails = [each for each in packed.infolist()[:MOST_MEMBERS] if _is_mail(each)]
    for each in mails[:MOST_MAILS]:
        with packed.open(each) as file:
            content = file.read(left + 1)  # what it says of its own size is not believed
        left -= len(content)
        if left < 0:
            return
        name = each.filename.rpartition("/")[2]
        kind = "message/rfc822" if name.lower().endswith(".eml") else "application/vnd.ms-outlook"
        yield Part(name, kind, content)


def _is_mail(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith(ENDINGS) and not member.flag_bits & LOCKED
