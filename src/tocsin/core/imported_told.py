"""Whether somebody was told, as people typed it into old logs: yes, no, a day, or a story."""

import re
from dataclasses import dataclass
from datetime import date

from tocsin.core.facts import Answer
from tocsin.core.imported_dates import read_day
from tocsin.core.imported_day import Order, Read, short
from tocsin.core.imported_table import Cell, seen_in

YES = re.compile(
    r"(?:y|yes|yep|true|t|✓|✔|☑|✅|√|done|informed|notified|reported|told|1)(?![a-z0-9])",
    re.IGNORECASE,
)
NO = re.compile(
    r"(?:n|no|nope|false|f|✗|✘|☐|❌|not|nothing|nil|nobody|never|none|0|un(?:reported|notified)|non?-?reportable"
    r"|decided (?:not|"
    r"against))(?![a-z0-9])",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"(?:tb[cda]|pending|not (?:yet|known|sure|recorded|decided)|unknown|in progress|under"
    r"|awaiting|to be|"
    r"n/?k|maybe|possibly|considering|partly|partially|some)\b|\?+$",
    re.IGNORECASE,
)
NOT_ASKED = re.compile(r"(?:n/?a|not applicable|-+|–|—)$", re.IGNORECASE)
INSIDE_NO = re.compile(
    r"\b(?:not|no need to|did not|didn't|wasn't|weren't|no) (?:be |been |to |was |were )*"
    r"(?:report|notif|inform|told|tell|requir|need|deem|meet|contact|reach|necessar|appropriate"
    r"|warrant|consider|think|thought)",
    re.IGNORECASE,
)
INSIDE_YES = re.compile(
    r"\b(?:reported|notified|informed|told|contacted|emailed|phoned|rang|spoke|advised|wrote|letters?)\b",
    re.IGNORECASE,
)
UNDECIDED = re.compile(r"y(?:es)?\s*(?:[/|,]|or|\s)\s*no?|(?:y(?:es)?|no?)\s*\?+", re.IGNORECASE)
IN_WELSH = (
    (re.compile(r"(?:do|oes|ydy|ydw|ydyn|ie)(?:\s*[/-]\s*y(?:es)?)?", re.IGNORECASE), Answer.YES),
    (re.compile(r"(?:naddo|nac oes|nac ydy|nag ydy|nac ydyn|na(?=\s*[/-]\s*n))(?:\s*[/-]\s*no?)?",
                re.IGNORECASE), Answer.NO),
)  # fmt: skip
AGAINST = re.compile(
    r"\b(?:no|not|none|never|nobody|refused|unable|failed|only|except|but|us|me)\b|n't\b",
    re.IGNORECASE,
)
SOMEBODY_ELSE = re.compile(
    r"\b(?:dpo|head\w*|governors?|slt|managers?|recipients?|sender|internal\w*|police|council"
    r"|insurers?|trust)\b",
    re.IGNORECASE,
)
CROSS = re.compile(r"[x×]", re.IGNORECASE)
TICKS = frozenset("✓✔☑✅√")
NO_DAY, BRITISH = Read(), Order()


@dataclass(frozen=True)
class Told:
    """Whether somebody was told, when, and what else the cell says."""

    answer: Answer = Answer.UNSURE
    on: Read = NO_DAY
    words: str = ""
    doubts: tuple[str, ...] = ()
    is_not_asked: bool = False


def read_told(cell: Cell, order: Order = BRITISH, *, crosses_are_no: bool = False) -> Told:
    """Yes, no or neither; with the date or the reasons that stand in the same cell."""
    if isinstance(cell, bool):
        return Told(Answer.YES if cell else Answer.NO)
    if isinstance(cell, date):
        return Told(Answer.YES, read_day(cell, order))
    text = seen_in(cell)
    if CROSS.fullmatch(text):
        return Told(Answer.NO if crosses_are_no else Answer.YES)
    if not text or (NOT_ASKED.match(text) and len(text) < 20):  # noqa: PLR2004
        return Told(words=text, is_not_asked=bool(text))
    return _told_in(text, order)


def _told_in(text: str, order: Order) -> Told:
    said, rest = _said(text)
    inside = said is Answer.YES and rest == text and not INSIDE_YES.match(text)
    on = read_day(rest or text, order) if re.search(r"\d", text) else NO_DAY
    on = NO_DAY if on.is_unread or on.day is None or said is Answer.NO else on
    if said is None:
        said = Answer.YES if on.day and len(on.rest) < 12 else Answer.UNSURE  # noqa: PLR2004
    doubts = on.doubts
    if said is Answer.UNSURE and not NOT_YET.match(text):
        doubts += (f"“{short(text)}” is neither yes nor no",)
    elif said is Answer.YES and (inside or SOMEBODY_ELSE.search(rest)):
        doubts += (f"“{short(text)}” is read as yes",)
    words = on.rest if on.day else rest
    return Told(said, on, words.strip(" ,;:.–—-()"), doubts)


def _said(text: str) -> tuple[Answer | None, str]:
    """The answer at the beginning of the text, or inside it, and the rest."""
    start = text.lstrip("[(•*- ")
    if UNDECIDED.fullmatch(start):
        return Answer.UNSURE, text
    if welsh := next((answer for sign, answer in IN_WELSH if sign.fullmatch(start)), None):
        return welsh, ""
    if NOT_YET.match(start):
        return Answer.UNSURE, text
    return _begun(text, start) or (_inside(text), text)


def _begun(text: str, start: str) -> tuple[Answer, str] | None:
    for pattern, answer in ((NO, Answer.NO), (YES, Answer.YES)):
        if match := pattern.match(start):
            rest = start[match.end() :].strip(" ,;:.–—-/!")
            word = match[0].lower()
            is_verb = len(word) > 4 and word != "false"  # noqa: PLR2004 - "reported on"
            return answer, text if is_verb or word in {"not", "never", "none"} else rest
    return None


def _inside(text: str) -> Answer | None:
    if INSIDE_NO.search(text):
        return Answer.NO
    if INSIDE_YES.search(text):
        return Answer.UNSURE if AGAINST.search(text) else Answer.YES
    return None
