"""The code by which somebody without an account comes back to their report."""

import hmac
import re
import secrets
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from tocsin.incidents.models import Receipt, Report
from tocsin.ledger.keys import known_key
from tocsin.ledger.tenancy import reading

DIGITS = 16
LOOKUP_BITS = 12  # of 53: a few codes share each value, so a code costs one slow hash or two

# A random code of 53 bits needs less than a password that somebody made up: 19 MiB, a few dozen
# milliseconds. Many may come at once, and the machine has to bear it.
SLOW = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


class Kept(NamedTuple):
    """What is stored of a code."""

    lookup: int
    code_hash: str


def new_code() -> str:
    """Sixteen random digits, like a long phone number."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def in_fours(code: str) -> str:
    """The code as people write it down: "4821 7730 9516 2048"."""
    return " ".join(code[place : place + 4] for place in range(0, DIGITS, 4))


def code_in(typed: str) -> str | None:
    """The sixteen digits somebody typed, with spaces or dashes or without; None for others."""
    plain = re.sub(r"[\s\u2010-\u2015.-]", "", typed)
    return plain if re.fullmatch(r"[0-9]{16}", plain) else None


def kept(school_id: UUID, code: str) -> Kept:
    """What to store of a new code. It takes a moment on purpose: call it outside `writing`."""
    with reading(school_id):
        lookup = _lookup(school_id, code)
    return Kept(lookup, SLOW.hash(code))


def worth_trying(school_id: UUID, code: str) -> list[Receipt]:
    """The few receipts of the school that the code could belong to. It is quick."""
    with reading(school_id):
        rows = Receipt.objects.filter(school_id=school_id, lookup=_lookup(school_id, code))
        return list(rows.select_related("report__incident"))


def report_behind(receipts: Sequence[Receipt], code: str) -> Report | None:
    """The report among them that the code belongs to. It is slow, also when there are none, so
    that a wrong code takes as long as a right one.
    """
    if not receipts:
        SLOW.hash(code)
    for receipt in receipts:
        if _is_code(code, receipt.code_hash):
            report: Report = receipt.report
            return report
    return None


def _is_code(code: str, code_hash: str) -> bool:
    try:
        return SLOW.verify(code_hash, code)
    except VerificationError:
        return False


def _lookup(school_id: UUID, code: str) -> int:
    # Under the school's key, so that a copy of the database alone leaves all 53 bits to guess.
    key = known_key(school_id, school_id=school_id)
    digest = hmac.digest(key, f"tocsin receipt {code}".encode(), "sha256")
    return int.from_bytes(digest[:2]) >> (16 - LOOKUP_BITS)
