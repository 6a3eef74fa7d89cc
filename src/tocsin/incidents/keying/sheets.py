"""The code on a printed sheet: it says which form and which school, and no two sheets share one."""

import hashlib
import re
import secrets
from uuid import UUID

VERSION = "A"  # of the printed form
LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"  # none that looks like another, and no words
FREE, CHECKED = 5, 2  # letters


def new_code(school_id: UUID) -> str:
    """A code for one more sheet of the school, as it is printed: "ABCD-EFGH"."""
    free = VERSION + "".join(secrets.choice(LETTERS) for _ in range(FREE))
    return shown(free + _check(free, school_id))


def read_code(typed: str, school_id: UUID) -> str | None:
    """The code as it is kept; None when no sheet of this school can bear what was typed."""
    plain = re.sub(r"[^A-Z0-9]", "", typed.upper())
    free, check = plain[: 1 + FREE], plain[1 + FREE :]
    return plain if plain[:1] == VERSION and check == _check(free, school_id) else None


def shown(code: str) -> str:
    """The code in two halves."""
    return f"{code[:4]}-{code[4:]}"


def _check(free: str, school_id: UUID) -> str:
    digest = hashlib.sha256(f"{school_id}:{free}".encode()).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:CHECKED])
