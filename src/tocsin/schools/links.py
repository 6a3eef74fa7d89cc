"""Links that work once: the database and the disk hold only what cannot be turned back into one."""

import hashlib


def hash_of(token: str) -> str:
    """What is stored of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()
