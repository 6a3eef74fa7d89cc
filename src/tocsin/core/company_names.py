"""Whether two names mean one company, as people write them: Ledgerly, LEDGERLY Ltd. BR-5.11."""

import re
import unicodedata

FORMS = frozenset(
    {"co", "company", "corp", "cyf", "inc", "incorporated", "limited", "llc", "llp", "ltd", "plc",
     "the", "uk"}
)  # fmt: skip
SHORTEST = 3  # letters of a word that two companies share by more than chance
WORD = re.compile(r"[^\W_]+")


def is_same(one: str, other: str) -> bool:
    """Whether nothing but capitals, signs, blanks and the company's form tells them apart."""
    return _joined(one) == _joined(other) != ""


def may_be_same(one: str, other: str) -> bool:
    """Whether somebody should look: they share a word, or one begins with the other."""
    shared = {each for each in _words(one) if len(each) >= SHORTEST}.intersection(_words(other))
    ours, theirs = _joined(one), _joined(other)
    shorter = min(len(ours), len(theirs))
    begins = ours.startswith(theirs) or theirs.startswith(ours)
    return bool(shared) or (begins and shorter >= SHORTEST)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    words = WORD.findall(plain.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", ""))
    return [each for each in words if each not in FORMS] or words


def _joined(name: str) -> str:
    return "".join(_words(name))
