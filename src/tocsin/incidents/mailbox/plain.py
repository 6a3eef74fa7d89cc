"""The words of a mail as plain text: whatever its charset, its HTML, or the history it quotes."""

import codecs
import html
import re

import nh3

LONGEST = 100_000  # characters of a story
MOST_HTML = 400_000  # characters
MOST_TAGS = 5000  # the cleaner's time grows with the square of how deep they are nested
BREAKS = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6]|hr|/blockquote|/table)\b[^>]*>", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
# What mail programs write, and what they mean by it.
REALLY = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "utf-8",
    "ascii": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "x-sjis": "cp932", "shift_jis": "cp932", "x-unknown": "utf-8",
    "unknown-8bit": "utf-8", "utf8": "utf-8", "iso-8859-8-i": "iso-8859-8", "": "utf-8",
}  # fmt: skip
META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.-]{2,40})", re.IGNORECASE | re.ASCII)
HISTORY = (
    re.compile(
        r"^\s*-{3,}\s*(?:original message|forwarded message|ursprüngliche nachricht)\b",
        re.IGNORECASE,
    ),
    re.compile(r"^\s*on\b.{5,200}\bwrote:\s*$", re.IGNORECASE),
    re.compile(r"^\s*(?:le|am|el)\b.{5,200}\b(?:a écrit|schrieb|escribió)\b.*:\s*$", re.IGNORECASE),
    re.compile(r"^_{20,}\s*$"),
)
NAMED = re.compile(r"^\s*\*?from:\*?\s+\S", re.IGNORECASE)  # the header that Outlook quotes
NAMED_TOO = re.compile(r"^\s*\*?(?:sent|date|to|subject):", re.IGNORECASE)
CUT = "[Earlier messages that were quoted here are in the file of the mail.]"
TOO_LONG = "[The rest is in the file of the mail.]"


def decoded(content: bytes, charset: str) -> str:
    """The text of `content`; a charset that is wrong or unknown loses no readable letter."""
    name = charset.strip("\"' ").lower()
    for tried in (REALLY.get(name, name), "utf-8"):
        try:
            codecs.lookup(tried)
            return content.decode(tried)
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def charset_in(content: bytes, kind: str) -> str:
    """What a page says of its own charset, when the mail says nothing."""
    found = META.search(content[:4000]) if kind == "text/html" else None
    return found[1].decode("ascii") if found else ""


def from_html(text: str) -> str:
    """The words in HTML. Scripts, styles and everything remote are gone."""
    short = text[:MOST_HTML]
    tags = [match.start() for match in re.finditer("<", short)]
    if len(tags) > MOST_TAGS:
        short = short[: tags[MOST_TAGS]]
    marked = BREAKS.sub(lambda match: f"\n{match[0]}", short)
    return tidy(html.unescape(nh3.clean(marked, tags=set())))


def tidy(text: str) -> str:
    """Without control characters, and without runs of empty lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    clean = CONTROLS.sub("", lines)
    clean = "\n".join(line.rstrip() for line in clean.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", clean).strip()


def without_history(text: str) -> str:
    """An answer without what it answers, when it has words of its own before that."""
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if _begins_history(line, lines[place + 1 : place + 4]) or _is_all_quoted(lines[place:]):
            own = "\n".join(lines[:place]).strip()
            return f"{own}\n\n{CUT}" if own else text
    return text


def capped(text: str) -> str:
    """Short enough to be kept as a story."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}\n\n{TOO_LONG}"


def _begins_history(line: str, after: list[str]) -> bool:
    if any(mark.match(line[:400]) for mark in HISTORY):
        return True
    return bool(NAMED.match(line)) and any(NAMED_TOO.match(each) for each in after)


def _is_all_quoted(lines: list[str]) -> bool:
    return lines[0].startswith(">") and all(
        line.startswith(">") or not line.strip() for line in lines[:200]
    )
