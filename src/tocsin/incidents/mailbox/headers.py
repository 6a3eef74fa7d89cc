"""The headers of a mail, read by hand and with every length capped.

The standard library's header classes raise on what real mail programs write, and take twenty
seconds over a subject of 320 kB. Nothing here raises, whatever it is given.
"""

import codecs
import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses

from tocsin.incidents.mailbox.plain import decoded as read_as

MOST_BYTES = 256 * 1024  # of all headers together
MOST_FIELDS = 1000
MOST_OF_A_FIELD = 8000  # characters
MOST_SHOWN = 1000  # of a field that is decoded
END = re.compile(rb"\r?\n\r?\n|\r\r")
FIELD = re.compile(r"([!-9;-~]+)[ \t]*:(.*)", re.DOTALL)
NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Headers:
    """The fields in order, names in small letters, values as they came but unfolded and capped."""

    fields: tuple[tuple[str, str], ...]
    were_cut: bool = False

    def all(self, name: str) -> list[str]:
        """Every value of the field."""
        return [value for each, value in self.fields if each == name]

    def one(self, name: str) -> str:
        """The first value of the field, or ""."""
        return next(iter(self.all(name)), "")

    def has(self, *names: str) -> bool:
        """Whether any of the fields is there."""
        return any(name in names for name, _ in self.fields)

    def words(self, name: str) -> str:
        """The first value of the field as people read it."""
        return decoded(self.one(name))

    def addresses(self, name: str) -> list[tuple[str, str]]:
        """Who is named in the field: pairs of name and address, in small letters."""
        return [pair for value in self.all(name) for pair in _people(value)]


def split(raw: bytes) -> tuple[Headers, bytes]:
    """The headers of a mail, and the rest of it. Without any field all of it is the rest."""
    raw = raw.removeprefix(codecs.BOM_UTF8)  # some programs save a mail with it
    headers, body = _split(raw)
    return (headers, body) if headers.fields else (headers, raw)


def _split(raw: bytes) -> tuple[Headers, bytes]:
    if raw[:1] in {b"\r", b"\n", b""}:
        return Headers(()), raw
    end = END.search(raw)
    return (
        (headers_of(raw), b"")
        if end is None
        else (headers_of(raw[: end.start()]), raw[end.end() :])
    )


def headers_of(block: bytes) -> Headers:
    """The fields of a block of headers; what is no field is passed over."""
    text = _text(block[:MOST_BYTES])
    unfolded = re.sub(r"\r?\n(?=[ \t])", " ", text)
    lines = re.split(r"\r\n|\r|\n", unfolded)
    found = [match for line in lines[:MOST_FIELDS] if (match := FIELD.match(line))]
    fields = tuple((one[1].lower(), one[2].strip()[:MOST_OF_A_FIELD]) for one in found)
    is_long = any(len(one[2]) > MOST_OF_A_FIELD for one in found)
    return Headers(fields, is_long or len(block) > MOST_BYTES or len(lines) > MOST_FIELDS)


def decoded(value: str) -> str:
    """A value with its encoded words read, on one line, with nothing hidden in it."""
    short = value[:MOST_SHOWN]
    try:
        pieces = [_piece(*each) for each in decode_header(short)]
    except (HeaderParseError, ValueError, IndexError):
        pieces = [short]
    return " ".join(NOT_SHOWN.sub(" ", "".join(pieces)).split())


def _piece(part: str | bytes, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    # What stands between encoded words comes as Python writes it down.
    return read_as(part, charset) if charset else part.decode("raw_unicode_escape", "replace")


def _people(value: str) -> list[tuple[str, str]]:
    try:
        found = getaddresses([value[:2000]], strict=False)  # type: ignore[call-arg, unused-ignore]
    except (TypeError, ValueError, IndexError):
        found = getaddresses([value[:2000]])
    pairs = [(decoded(name), NOT_SHOWN.sub("", address).strip().lower()) for name, address in found]
    return [(name, address) for name, address in pairs if name or address]


def _text(block: bytes) -> str:
    try:
        return block.decode("utf-8")
    except UnicodeDecodeError:
        return block.decode("cp1252", "replace")
