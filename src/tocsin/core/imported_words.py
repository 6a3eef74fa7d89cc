"""What the words of a heading are about, whatever the heading is: "Dt discoverd" is date, discover.

Old logs have no common form. A heading is taken apart into words, abbreviations are written out,
slips of the keyboard are forgiven, and what is left is a set of ideas from this list.
"""

import re
import unicodedata
from functools import lru_cache

from tocsin.core.imported_welsh import WELSH

IDEAS: dict[str, str] = {
    "date": "date dates day when timestamp datetime dated dt",
    "stamp": "timestamp",
    "begin": "start started begin began starting beginning from",
    "year": "year|financial year|academic year|school year",
    "time": "time times hour clock|what time|time of day",
    "yesno": "yn|y n|yes no|yes or no|near miss or|tick|true false",
    "reference": "reference ref refno id identifier serial urn ticket datix|issue key|case no|log no|incident no|breach no"
    "|entry no|s no|sr no|report no|case number|log number|incident number|breach number"
    "|entry number|serial number|record number|number of incident|unique number|ticket number",
    "breach": "breach breaches incident incidents event occurrence loss lost stolen issue"
    " disclosure breached leak leaked|near miss|data loss",
    "occur": "occurred occur occurrence happened happen|took place|take place|taken place",
    "discover": "discovered discovery discover found identified identification detected detection"
    " aware awareness noticed spotted uncovered realised recognised"
    "|find|find out|came to light|came to attention|became aware|made aware|first known|come to light|found out",
    "report": "reported report reporting reporter referred submitted escalated declared",
    "log": "logged recorded entered raised received record completed prepared created opened"
    " entry added completing filling preparing recorder",
    "tell": "notified notify notification notifications informed inform told tell contacted"
    " communicated communication communicate advised alerted notifying informing telling",
    "decide": "reportable notifiable decision decided required needed necessary eligible",
    "regulator": "ico regulator commissioner dpa dpc ics|information commissioner|article 33|art 33"
    "|information commissioners office|supervisory authority|information commissioner s office",
    "whose": "whose",
    "subjects": "mum dad mums dads mother father guardian guardians relatives individual individuals subject subjects people persons pupil pupils student"
    " students parent parents child children family families user users customer customers employee"
    " employees carer carers"
    " victims victim learner learners|data subject|data subjects|affected parties|article 34"
    "|art 34|those affected|data belong|belong to|whose data",
    "affect": "affected impacted involved concerned compromised exposed|those affected",
    "count": "number num count quantity qty amount total volume size scale headcount|how many|how much|no of"
    "|number of|approximate number|num of|nos of",
    "data": "data information info personal pii|personal data|special category",
    "records": "record records files documents items",
    "type": "type types category categories kind nature classification class sort",
    "cause": "cause causes rca|root cause|why did it happen|how it happened"
    "|how did it happen"
    "|how it occurred|reason for breach|reason for the breach|reason for incident|why it happened",
    "how": "how means method",
    "source": "source origin|by whom found",
    "severity": "severity rag rating grade level seriousness serious priority|how serious|how bad",
    "risk": "risk risks likelihood harm",
    "effect": "effect effects consequence consequences impact implications damage detriment"
    " adverse",
    "contain": "action actions measures containment contain contained remedial remediation"
    " mitigation mitigate recover recovery recovered response steps immediate corrective rectify"
    " retrieve|what was done|done about it|what did we do|we did|i did|you did|you done|we done|been done|done so far",
    "prevent": "prevent prevention preventative preventive recurrence reoccurrence recurring future"
    " improvement improvements lesson lessons learned learnt learning recommendations"
    " recommendation|happening again|follow up|happen again|happens again|changes made",
    "training": "training trained",
    "complaint": "complaint complaints complained",
    "outcome": "outcome conclusion result resolution findings outcomes",
    "status": "status state stage ongoing progress|open closed|is it closed",
    "close": "closed close closure completion resolved concluded finalised sorted done finished|signed off|sign off|closed off",
    "describe": "description describe details detail summary narrative overview synopsis account"
    " explanation facts brief story particulars circumstances circs|what happened|what went wrong|what has happened",
    "notes": "notes note comments comment remarks additional misc observations updates update"
    "|any other|further information|other information",
    "person": "name person who staff officer initials whom reporter recorder",
    "by": "by",
    "lead": "lead owner responsible investigator assigned handler handled manager forwarded"
    " actioned|investigating officer|action owner|dealt with",
    "contact": "email telephone phone contact mobile tel address",
    "place": "place location where department dept site area building school service",
    "review": "review reviewed",
    "others": "slt governors governor police insurer insurers lado head headteacher trust council",
    "organisation": "organisation company organization business",
    "system": "system systems device devices equipment software application platform hardware"
    " laptop laptops computer computers network networks server servers",
    "dpo": "dpo dpl|data protection officer|data protection lead|dp officer|dp lead",
    "reason": "reason reasons rationale why justification basis|if not|if no|reason if not",
    "duration": "duration period|how long|recovery time|time taken",
    "policy": "policy policies procedure procedures instructions",
    "cyber": "cyber",
    "cia": "confidentiality integrity availability cia",
    "end": "until ended end to|date to|end date",
    # What has dates, names and numbers of its own, and is none of what we look for.
    "else": "birth upn uln postcode gender ethnicity due expiry expires retention modified updated"
    " edited deadline controller processor attorney|review date|next review|destroy by|date of birth",
}  # fmt: skip
SHORT = {
    "desc": "description", "descr": "description", "dept": "department", "approx": "approximate",
    "info": "information", "cat": "category", "nos": "number", "sub": "subject", "subj": "subject",
    "notif": "notified", "inc": "incident", "dob": "birth", "indiv": "individuals",
    "inds": "individuals", "ds": "subjects", "resp": "responsible", "cont": "contained",
    "prev": "prevent", "disc": "discovered", "occ": "occurred", "rpt": "report",
    "sev": "severity", "act": "action", "rep": "report", "repd": "reported",
    "mgr": "manager", "inv": "investigating", "off": "officer", "hr": "time", "hrs": "time",
    "24hr": "time", "24h": "time",
}  # fmt: skip
FILLERS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "was",
        "were",
        "is",
        "are",
        "been",
        "be",
        "has",
        "have",
        "had",
        "did",
        "does",
        "do",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "any",
        "if",
        "it",
        "its",
        "this",
        "that",
        "with",
        "your",
        "you",
        "our",
        "we",
        "all",
        "please",
        "state",
        "give",
        "provide",
        "as",
        "from",
        "into",
        "per",
    ]
)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
BIRTH = re.compile(r"\bd\.?o\.?b\b\.?", re.IGNORECASE)
AT_ITS_END = re.compile(r"[a-z][_ ](?:at|on)\W*$", re.IGNORECASE)  # sent_at, Closed on
NUMBERING = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d{1,2}\s*[.):\-]?\s+(?=\S)", re.IGNORECASE)
WORD = re.compile(r"[a-z0-9#]+")
ASIDE = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
STEM, FEW = 4, 4  # letters of a word cut short; words of a short heading
VOWELS, KEPT = frozenset("aeiou"), 0.6
FORGIVEN, FORGIVEN_TWICE = 5, 9  # letters from which one slip, and two, are forgiven


def plain(text: str) -> str:
    """The heading in one form: small letters, plain quotes, one space between words."""
    simple = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    whole = BIRTH.sub(" birth ", simple.replace("'", ""))
    return " ".join(WORD.findall(CAMEL.sub(" ", whole).lower()))


@lru_cache(maxsize=4096)
def ideas_in(text: str) -> frozenset[str]:
    """What a heading is about. Empty for a heading that says nothing we know."""
    return frozenset(_ideas(NUMBERING.sub("", text)))


@lru_cache(maxsize=4096)
def ideas_without_asides(text: str) -> frozenset[str]:
    """The same for what stands outside brackets: "Reported to ICO? (date)" is not about a date."""
    return ideas_in(ASIDE.sub(" ", text)) or ideas_in(text)


@lru_cache(maxsize=4096)
def unknown_in(text: str) -> int:
    """How many of its words we do not know, of those that mean something."""
    words = [SHORT.get(word, word) for word in plain(ASIDE.sub(" ", text)).split()]
    phrases = " ".join(phrase for phrase, _ in _PHRASES)
    return sum(
        len(word) >= STEM - 1 and word not in FILLERS and word not in phrases
        and not ideas_of_word(word)
        for word in words
    )  # fmt: skip


def _ideas(text: str) -> set[str]:
    words = [SHORT.get(word, word) for word in plain(text).replace("#", " number ").split()]
    line = f" {' '.join(words)} "
    found: set[str] = set()
    for phrase, ideas in _PHRASES:
        if f" {phrase} " in line:
            found |= ideas
            line = line.replace(f" {phrase} ", "  ")
    for word in line.split():
        if word not in FILLERS or word == "by":
            found |= ideas_of_word(word)
    if not found:  # "State" alone is no filler
        found = set().union(*(_WORDS.get(word, ()) for word in words))
    if words in (["what"], ["what", "was", "it"]):
        return {"describe"}
    if AT_ITS_END.search(text):
        found.add("date")
    return found | _of_no(words, found)


def _of_no(words: list[str], found: set[str]) -> set[str]:
    """What "No." says: a number of their own, or of people."""
    numbers = {"no", "number", "nr", "num"} & set(words)
    if numbers and found <= {"count"} and len(words) <= FEW:
        found.discard("count")
        return {"reference"}
    is_of_people = "no" in words and found & {"subjects", "data", "records", "affect"}
    return {"count"} if is_of_people else set()  # "No. pupils affected"


@lru_cache(maxsize=4096)
def ideas_of_word(word: str) -> frozenset[str]:
    """The ideas of a word, of the word it is short for, or of the one that differs by a slip."""
    if known := _WORDS.get(word):
        return known
    return _nearly(word) or _shortened(word)


def _nearly(word: str) -> frozenset[str]:
    """The ideas of the known word that differs by a slip."""
    if len(word) < FORGIVEN or word.isdigit():
        return frozenset()
    most = 2 if len(word) >= FORGIVEN_TWICE else 1
    for known, ideas in _WORDS.items():
        if len(known) >= FORGIVEN and slips(word, known, most) <= most:
            return ideas
    return frozenset()


def _shortened(word: str) -> frozenset[str]:
    """The ideas of the word that "dscvrd", "notif" or "subjs" is short for."""
    stem = word.rstrip("ds")
    if stem in SHORT:
        return _WORDS.get(SHORT[stem], frozenset())
    if len(stem) >= STEM:
        fitting = {ideas for known, ideas in _WORDS.items() if known.startswith(stem)}
        if len(fitting) == 1:
            return fitting.pop()
    if len(word) > STEM - 2 and word.isalpha():
        fitting_words = [known for known in _WORDS if _is_skeleton(word, known)]
        return _WORDS[min(fitting_words, key=len)] if fitting_words else frozenset()
    return frozenset()


def _is_skeleton(short: str, known: str) -> bool:
    """Whether `short` is the known word without some of its letters, or without its vowels."""
    if short[0] != known[0] or short[-1] != known[-1] or len(known) < FORGIVEN:
        return False
    if VOWELS & set(short) and (short[:2] != known[:2] or len(short) < KEPT * len(known)):
        return False
    letters = iter(known)
    return all(letter in letters for letter in short)


def slips(one: str, other: str, most: int) -> int:
    """How many letters were added, left out, changed or swapped; anything above `most` is alike."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, older[j - 2] + 1)
            row.append(least)
    return row[-1]


def _vocabulary() -> tuple[dict[str, frozenset[str]], list[tuple[str, frozenset[str]]]]:
    words: dict[str, set[str]] = {}
    phrases: dict[str, set[str]] = {}
    for idea, text in (*IDEAS.items(), *WELSH.items()):
        singles, *several = text.split("|")
        for word in singles.split():
            words.setdefault(word, set()).add(idea)
        for phrase in several:
            phrases.setdefault(phrase, set()).add(idea)
    ordered = sorted(phrases.items(), key=lambda pair: -len(pair[0]))
    return (
        {word: frozenset(ideas) for word, ideas in words.items()},
        [(phrase, frozenset(ideas)) for phrase, ideas in ordered],
    )


_WORDS, _PHRASES = _vocabulary()
