"""Numbers, levels and kinds as people typed them into old logs."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from tocsin.core.causes import CAUSES, MAIN_CAUSES
from tocsin.core.facts import Kind
from tocsin.core.imported_day import UNKNOWN, short
from tocsin.core.imported_table import Cell, seen_in

NUMBER = re.compile(r"\d{1,3}(?:[, ]\d{3})+|\d+")
BAND = re.compile(r"(\d[\d,]*)\s*(?:-|–|—|to|or|/)\s*(\d[\d,]*)", re.IGNORECASE)
ABOUT = re.compile(r"approx|about|around|circa|\bc\.?\s?\d|~|est|up to|at least|over|more than"
r"|less than|\byet\b|so far|"
                   r"under|nearly|almost|min|max|[<>+?]|\d\s*s\b", re.IGNORECASE)  # fmt: skip
# "Year 6" and "3B" are no six and no three people; "50%", "2 families" and "100k" no such number.
NAMED = re.compile(
    r"\b(?:(?:year|yr|class|form|group|room|ks|key stage|pupil|student|child)\s?\d+[a-z]?"
    r"|y\d{1,2}|\d{1,2}[a-f])\b",
    re.IGNORECASE,
)
OTHER_UNITS = re.compile(
    r"\d\s?(?:%|[km]\b|(?:famil|class|year group|school|household|record|letter|e-?mail|file"
    r"|page|form|report)\w*)",
    re.IGNORECASE,
)
IN_WORDS = {
    "no": 0, "none": 0, "nobody": 0, "zero": 0, "nil": 0, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "twenty": 20, "thirty": 30, "single": 1, "both": 2, "dozen": 12,
}  # fmt: skip
LONGEST_NUMBER = 20  # digits
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
        said = f"“{seen_in(cell)}” is a date: a spreadsheet may have made one of 1-9 or 10-12"
        return People(doubts=(said,), is_unread=True)
    text = seen_in(cell)
    if not text or (UNKNOWN.fullmatch(text) and text.lower() not in {"none", "nil"}):
        return People()
    if band := BAND.search(text):
        most = int(band[2].replace(",", "")[:LONGEST_NUMBER])
        said = f"“{short(text)}” is a band, so no number is kept"
        return People(band=_band(most), doubts=(said,))
    return _counted(text)


def _counted(text: str) -> People:
    text, whole = NAMED.sub(" ", text), text
    is_other = re.match(r"[-–−]\s?\d", text) or OTHER_UNITS.search(text)
    if is_other or (whole != text and not re.search(r"\d", text)):
        return People(doubts=(f"“{short(whole)}” is no number of people",), is_unread=True)
    numbers = [
        int(re.sub(r"[, ]", "", each))
        for each in NUMBER.findall(text)
        if len(each) < LONGEST_NUMBER
    ]
    if not numbers:
        words = re.findall(r"[a-z]+", text.lower().replace("no one", "none"))
        numbers = [IN_WORDS[word] for word in words if word in IN_WORDS]
    if len(numbers) != 1 or numbers[0] > MOST_PEOPLE:
        several = "has several numbers, so none was kept"
        said = several if len(numbers) > 1 else "is no number of people"
        return People(doubts=(f"“{short(text)}” {said}",), is_unread=True)
    [number] = numbers
    if ABOUT.search(text):
        number += bool(re.search(r"[>+]|over|more than", text, re.IGNORECASE))
        said = f"“{short(text)}” is not exact, so no number is kept"
        return People(band=_band(number), doubts=(said,))
    is_story = len(text) >= 30  # noqa: PLR2004 - more than a number
    return People(number, _band(number), (f"“{short(text)}” is read as {number:,}",) * is_story)


def _band(number: int) -> str:
    return next((band for most, band in BANDS if number <= most), "more") if number else ""


def level_of(cell: Cell) -> int | None:
    """0 for negligible to 4 for critical; None when the cell names no level."""
    text = seen_in(cell).lower()
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
