"""Whether a file is still what was added: unchanged, changed, or missing."""

import hashlib

from tocsin.incidents.keeping.sealing import opened
from tocsin.incidents.models import Attachment
from tocsin.ledger import files
from tocsin.ledger.sealed_stream import Unreadable


def fault_in(row: Attachment) -> str:
    """Say what is wrong with it: "missing", "changed", or "" for nothing. Slow: it reads it all.

    Both what is in the store and what comes out of it are compared: neither the sealed file nor
    the fingerprint that pages show can be another.
    """
    if fault := files.fault_of(row.school_id, row.sealed_digest):
        return fault
    came = hashlib.sha256()
    try:
        for piece in opened(row):
            came.update(piece)
    except Unreadable:
        return "changed"
    return "" if came.hexdigest() == row.digest else "changed"
