"""Numbers, yes and no, levels and kinds as people typed them into old logs."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from tocsin.core.causes import CAUSES, MAIN_CAUSES
from tocsin.core.facts import Answer, Kind
from tocsin.core.imported_dates import read_day
from tocsin.core.imported_day import UNKNOWN, Order, Read
from tocsin.core.imported_table import Cell, text_of

YES = re.compile(
    r"(?:y|yes|yep|true|t|✓|✔|☑|✅|√|done|informed|notified|reported|told|1)(?![a-z0-9])",
    re.IGNORECASE,
)
NO = re.compile(
    r"(?:n|no|nope|false|f|✗|✘|☐|❌|not|never|none|0|un(?:reported|notified)|non?-?reportable"
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
    r"(?:report|notif|inform|told|tell|requir|need|deem|meet|contact|reach)",
    re.IGNORECASE,
)
INSIDE_YES = re.compile(
    r"\b(?:reported|notified|informed|told|contacted|emailed|phoned|rang|spoke|advised|wrote|letters?)\b",
    re.IGNORECASE,
)
CROSS = re.compile(r"[x×]", re.IGNORECASE)
TICKS = frozenset("✓✔☑✅√")
NUMBER = re.compile(r"\d{1,3}(?:[, ]\d{3})+|\d+")
BAND = re.compile(r"(\d[\d,]*)\s*(?:-|–|—|to|/)\s*(\d[\d,]*)", re.IGNORECASE)
ABOUT = re.compile(r"approx|about|around|circa|\bc\.?\s?\d|~|est|up to|at least|over|more than"
r"|less than|"
                   r"under|nearly|almost|min|max|[<>+?]|\d\s*s\b", re.IGNORECASE)  # fmt: skip
IN_WORDS = {
    "no": 0, "none": 0, "nobody": 0, "zero": 0, "nil": 0, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "twenty": 20, "thirty": 30, "single": 1, "both": 2, "dozen": 12,
}  # fmt: skip
BANDS = ((1, "1"), (10, "10"), (100, "100"))
MOST_PEOPLE = 10_000_000
LEVELS = (
    ("very high|critical|severe|catastrophic|extreme|black|5", 4),
    ("high|major|serious|significant|red|4", 3),
    ("medium|moderate|med|amber|orange|yellow|3", 2),
    ("very low|negligible|minimal|none|insignificant|no risk|1", 0),
    ("low|minor|green|minimum|unlikely|2", 1),
)


@dataclass(frozen=True)
class People:
    """How many: a number, or the band it lies in ("10" is 2 to 10), or neither."""

    count: int | None = None
    band: str = ""
    doubts: tuple[str, ...] = ()
    is_unread: bool = False


def read_people(cell: Cell) -> People:
    """A number of people. A band or a guess is kept as such, never as a number."""
    if isinstance(cell, date | time | timedelta):
        said = f"“{text_of(cell)}” is a date: a spreadsheet may have made one of 1-9 or 10-12"
        return People(doubts=(said,), is_unread=True)
    text = text_of(cell)
    if not text or (UNKNOWN.fullmatch(text) and text.lower() not in {"none", "nil"}):
        return People()
    if band := BAND.search(text):
        most = int(band[2].replace(",", ""))
        said = f"“{_short(text)}” is a band, so no number is kept"
        return People(band=_band(most), doubts=(said,))
    return _counted(text)


def _counted(text: str) -> People:
    numbers = [int(re.sub(r"[, ]", "", each)) for each in NUMBER.findall(text)]
    if not numbers:
        words = re.findall(r"[a-z]+", text.lower())
        numbers = [IN_WORDS[word] for word in words if word in IN_WORDS][:1]
    if len(numbers) != 1 or numbers[0] > MOST_PEOPLE:
        several = "has several numbers, so none was kept"
        said = several if len(numbers) > 1 else "is no number of people"
        return People(doubts=(f"“{_short(text)}” {said}",), is_unread=True)
    [number] = numbers
    if ABOUT.search(text):
        number += bool(re.search(r"[>+]|over|more than", text, re.IGNORECASE))
        said = f"“{_short(text)}” is not exact, so no number is kept"
        return People(band=_band(number), doubts=(said,))
    is_story = len(text) >= 30  # noqa: PLR2004 - more than a number
    return People(number, _band(number), (f"“{_short(text)}” is read as {number:,}",) * is_story)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - fits a line


def _band(number: int) -> str:
    return next((band for most, band in BANDS if number <= most), "more") if number else ""


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
    text = text_of(cell)
    if CROSS.fullmatch(text):
        return Told(Answer.NO if crosses_are_no else Answer.YES)
    if not text or (NOT_ASKED.match(text) and len(text) < 20):  # noqa: PLR2004
        return Told(words=text, is_not_asked=bool(text))
    return _told_in(text, order)


def _told_in(text: str, order: Order) -> Told:
    said, rest = _said(text)
    on = read_day(rest or text, order) if re.search(r"\d", text) else NO_DAY
    on = NO_DAY if on.is_unread or on.day is None or said is Answer.NO else on
    if said is None:
        said = Answer.YES if on.day and len(on.rest) < 12 else Answer.UNSURE  # noqa: PLR2004
    doubts = on.doubts
    if said is Answer.UNSURE and not NOT_YET.match(text):
        doubts += (f"“{_short(text)}” is neither yes nor no",)
    words = on.rest if on.day else rest
    return Told(said, on, words.strip(" ,;:.–—-()"), doubts)


def _said(text: str) -> tuple[Answer | None, str]:
    """The answer at the beginning of the text, and the rest."""
    start = text.lstrip("[(•*- ")
    if NOT_YET.match(start):
        return Answer.UNSURE, text
    for pattern, answer in ((NO, Answer.NO), (YES, Answer.YES)):
        if match := pattern.match(start):
            rest = start[match.end() :].strip(" ,;:.–—-/")
            is_whole = pattern is NO and match[0].lower() in {"not", "never", "none"}
            is_verb = len(match[0]) > 4 or is_whole  # noqa: PLR2004 - "reported on", "not needed"
            return answer, text if is_verb else rest
    if INSIDE_NO.search(text):
        return Answer.NO, text
    if INSIDE_YES.search(text):
        return Answer.YES, text
    return None, text


def level_of(cell: Cell) -> int | None:
    """0 for negligible to 4 for critical; None when the cell names no level."""
    text = text_of(cell).lower()
    for words, level in LEVELS:
        if re.match(rf"(?:risk[: ]*)?(?:{words})\b", text):
            return level
    return None


KINDS = (
    (r"near[\s-]?miss|almost|nearly", Kind.NEAR_MISS),
    (
        r"not a (?:data )?breach|no breach|not an? incident|false alarm|non[- ]breach",
        Kind.NOT_A_BREACH,
    ),
    (r"suspected|potential|possible", Kind.SUSPECTED),
    (r"breach|confirmed|actual", Kind.CONFIRMED),
)
BREACHES = (
    (
        r"confidential|disclos|unauthori[sz]ed access|seen|wrong (?:person|recipient|parent"  # noqa: ISC004 - one pattern
        r"|address)",
        "confidentiality",
    ),
    (r"integrity|alter|corrupt|inaccura|changed", "integrity"),
    (r"availab|destr|deleted|ransom|lost\b|loss of (?:access|availability)", "availability"),
)
SIGNS = (
    (r"bcc|cc'?d|copied in|carbon copy", "addresses_shown"),
    (r"redact|blacked out", "not_blacked_out"),
    (r"phish|scam email", "phishing"),
    (r"ransom", "ransomware"),
    (r"virus|malware|trojan", "virus"),
    (r"(?:hack|compromis)\w* (?:\w+ )?account|account (?:hack|compromis)|hacked", "hacked_account"),
    (r"e-?mail\w*(?: \w+){0,4} (?:wrong|incorrect|unintended)|(?:wrong|incorrect)(?: \w+)?"  # noqa: ISC004 - one pattern
     r" (?:e-?mail|recipient)"
     r"|misdirected e-?mail|e-?mail (?:error|sent in error)|emailed", "emailed_wrong_person"),
    (r"(?:post|letter|fax|paper)\w*(?: \w+){0,5} (?:wrong|incorrect)|wrong address|wrong"  # noqa: ISC004 - one pattern
     r" envelope|posted or faxed",
     "posted_wrong_person"),
    (r"verbal|said aloud|over the phone|overheard|conversation", "said_aloud"),
    (r"(?:stolen|theft)(?: \w+){0,3} (?:laptop|phone|device|ipad|usb|tablet)"  # noqa: ISC004 - one pattern
     r"|(?:laptop|phone|device|ipad|usb|tablet)(?: \w+){0,3} (?:stolen|theft)", "device_stolen"),
    (r"(?:lost|loss)(?: \w+){0,4} (?:laptop|phone|device|ipad|usb|memory stick|tablet)"  # noqa: ISC004 - one pattern
     r"|(?:laptop|phone|device|ipad|usb|memory stick|tablet)(?: \w+){0,3} (?:lost|loss)",
     "device_lost"),
    (r"(?:lost|loss|left|mislaid|missing)(?: \w+){0,5} (?:paper|document|file|folder|diary|book"  # noqa: ISC004 - one pattern
     r"|register)", "paper_lost"),
    (r"shred|disposal of paper", "paper_thrown_away"),
    (r"disposal of (?:hard|equip|device)", "device_thrown_away"),
    (r"misconfig|wrong permission|set up wrong", "set_up_wrongly"),
    (r"website|online|social media|published|uploaded", "put_online"),
    (r"human error|staff error|mistake|user error", "human_error"),
    (r"unauthori[sz]ed access|inappropriate access|snoop", "inappropriate_access"),
    (r"theft|lost or stolen|loss or theft", "loss_or_theft"),
    (r"equipment fail|hardware|system fail|software fail|outage", "equipment_failure"),
    (r"cyber|malicious", "malicious_act"),
)  # fmt: skip
_LABELS = {each.label.lower(): each.key for each in (*MAIN_CAUSES, *CAUSES)} | {
    each.ico_incident_type.lower(): each.key for each in reversed(CAUSES)
}


def kind_in(text: str) -> Kind | None:
    """What a cell about the type of an incident says it was, if it does."""
    return next((kind for sign, kind in KINDS if re.search(sign, text, re.IGNORECASE)), None)


def breaches_in(text: str) -> frozenset[str]:
    """Which of confidentiality, integrity and availability a cell names."""
    return frozenset(name for sign, name in BREACHES if re.search(sign, text, re.IGNORECASE))


def cause_in(text: str) -> str:
    """The cause that a cell about the cause or the type names; "" for none."""
    known = _LABELS.get(text.strip().lower())
    return known or next((key for sign, key in SIGNS if re.search(sign, text, re.IGNORECASE)), "")


WHOSE = (
    (r"pupil|student|child|learner|year \d|class|cohort", "pupils"),
    (r"parent|carer|famil|guardian", "parents"),
    (r"staff|employee|teacher|ta\b|colleague|applicant|candidate", "staff"),
    (r"governor|volunteer|trustee", "governors"),
    (r"visitor|contractor|supplier|alumni|public|other", "others"),
)


def whose_in(text: str) -> list[str]:
    """Which of our groups of people a cell names."""
    return [key for sign, key in WHOSE if re.search(sign, text, re.IGNORECASE)]
