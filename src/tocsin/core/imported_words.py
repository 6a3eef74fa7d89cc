"""What the words of a heading are about, whatever the heading is: "Dt discoverd" is date, discover.

Old logs have no common form. A heading is taken apart into words, abbreviations are written out,
slips of the keyboard are forgiven, and what is left is a set of ideas from this list.
"""

import re
import unicodedata
from functools import lru_cache

IDEAS: dict[str, str] = {
    "date": "date dates day when timestamp datetime dated dt",
    "year": "year|financial year|academic year|school year",
    "time": "time times hour clock|what time|time of day",
    "yesno": "yn|y n|yes no|yes or no|near miss or|tick|true false",
    "reference": "reference ref refno id identifier serial urn|case no|log no|incident no|breach no"
    "|entry no|s no|sr no|report no|case number|log number|incident number|breach number"
    "|entry number|serial number|record number|number of incident|unique number|ticket number",
    "breach": "breach breaches incident incidents event occurrence loss lost stolen issue"
    " disclosure breached leak|near miss|data loss",
    "occur": "occurred occur occurrence happened happen|took place|take place|taken place",
    "discover": "discovered discovery discover found identified identification detected detection"
    " aware awareness noticed spotted uncovered realised recognised"
    "|came to light|became aware|made aware|first known|come to light|found out",
    "report": "reported report reporting referred submitted escalated declared",
    "log": "logged recorded entered raised received record completed prepared created opened"
    " entry added",
    "tell": "notified notify notification notifications informed inform told tell contacted"
    " communicated communication advised alerted notifying informing telling",
    "decide": "reportable notifiable decision decided required needed necessary eligible",
    "regulator": "ico regulator commissioner dpa dpc ics|information commissioner|article 33|art 33"
    "|information commissioners office|supervisory authority|information commissioner s office",
    "subjects": "individual individuals subject subjects people persons pupil pupils student"
    " students parent parents child children family families user users customer customers employee"
    " employees carer carers"
    " victims victim learner learners|data subject|data subjects|affected parties|article 34"
    "|art 34|those affected|data belong|belong to|whose data",
    "affect": "affected impacted involved concerned compromised exposed|those affected",
    "count": "number num count quantity qty amount total volume size scale|how many|how much|no of"
    "|number of|approximate number|num of|nos of",
    "data": "data information info personal pii|personal data|special category",
    "records": "record records files documents items",
    "type": "type types category categories kind nature classification class sort",
    "cause": "cause causes rca circumstances|root cause|why did it happen|how it happened"
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
    " retrieve|what was done|what we did|done about it|what did we do",
    "prevent": "prevent prevention preventative preventive recurrence reoccurrence recurring future"
    " improvement improvements lesson lessons learned learnt learning recommendations"
    " recommendation|happening again|follow up|happen again|happens again|changes made",
    "training": "training trained",
    "complaint": "complaint complaints complained",
    "outcome": "outcome conclusion result resolution findings outcomes",
    "status": "status state stage ongoing progress|open closed|is it closed",
    "close": "closed close closure completion resolved concluded finalised|signed off|closed off",
    "describe": "description describe details detail summary narrative overview synopsis account"
    " explanation facts brief story particulars|what happened|what went wrong|what has happened",
    "notes": "notes note comments comment remarks additional misc observations updates update"
    "|any other|further information|other information",
    "person": "name person who staff officer initials whom",
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
}  # fmt: skip
SHORT = {
    "desc": "description", "descr": "description", "dept": "department", "approx": "approximate",
    "info": "information", "cat": "category", "nos": "number", "sub": "subject", "subj": "subject",
    "notif": "notified", "inc": "incident", "dob": "birth", "indiv": "individuals",
    "inds": "individuals", "ds": "subjects", "resp": "responsible", "cont": "contained",
    "prev": "prevent", "disc": "discovered", "occ": "occurred", "rpt": "report",
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
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
NUMBERING = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d{1,2}\s*[.):\-]?\s+(?=\S)", re.IGNORECASE)
WORD = re.compile(r"[a-z0-9#]+")
ASIDE = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
FORGIVEN, FORGIVEN_TWICE = 5, 9  # letters from which one slip, and two, are forgiven


def plain(text: str) -> str:
    """The heading in one form: small letters, plain quotes, one space between words."""
    simple = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(WORD.findall(CAMEL.sub(" ", simple.replace("'", "")).lower()))


@lru_cache(maxsize=4096)
def ideas_in(text: str) -> frozenset[str]:
    """What a heading is about. Empty for a heading that says nothing we know."""
    return frozenset(_ideas(NUMBERING.sub("", text)))


@lru_cache(maxsize=4096)
def ideas_without_asides(text: str) -> frozenset[str]:
    """The same for what stands outside brackets: "Reported to ICO? (date)" is not about a date."""
    return ideas_in(ASIDE.sub(" ", text)) or ideas_in(text)


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
            found |= _WORDS.get(word) or _nearly(word)
    if words in (["what"], ["what", "was", "it"]):
        return {"describe"}
    if words in (["no"], ["number"], ["nr"]):
        return {"reference"}
    if "no" in words and found & {"subjects", "data", "records", "affect"}:
        found.add("count")  # "No. pupils affected"
    return found


@lru_cache(maxsize=4096)
def _nearly(word: str) -> frozenset[str]:
    """The ideas of the known word that differs by a slip."""
    if len(word) < FORGIVEN or word.isdigit():
        return frozenset()
    most = 2 if len(word) >= FORGIVEN_TWICE else 1
    for known, ideas in _WORDS.items():
        if len(known) >= FORGIVEN and slips(word, known, most) <= most:
            return ideas
    return frozenset()


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
    for idea, text in IDEAS.items():
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
