"""Verify a ledger that was exported from Tocsin, or the proof of one entry, without Tocsin.

python verify_export.py FILE [--key KEY]

Needs Python 3.10 or newer and the package `cryptography`, nothing else. KEY is the public key as
the school's ledger page shows it; without it, the key inside the file is believed, and printed.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class DoesNotHold(Exception):
    """The file does not prove what it says; the message says why."""


def leaf_hash(entry: str) -> bytes:
    """RFC 9162 section 2.1.1: a leaf is hashed with 0 before it, a node with 1."""
    return hashlib.sha256(b"\0" + entry.encode()).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    row = leaves
    while len(row) > 1:
        pairs = [node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
        row = pairs + row[len(row) - len(row) % 2 :]
    return row[0]


def root_from(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """RFC 9162 section 2.1.3.2: the root that the proof leads to."""
    node, last = leaf, size - 1
    for step in proof:
        if last == 0:
            raise DoesNotHold("The proof is too long.")
        if index & 1 or index == last:
            node = node_hash(step, node)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            node = node_hash(node, step)
        index, last = index >> 1, last >> 1
    if last:
        raise DoesNotHold("The proof is too short.")
    return node


def open_checkpoint(note: str, key: str) -> tuple[str, int, bytes]:
    """The origin, size and root that a C2SP signed note vouches for, once `key` has verified it."""
    name, key_hash, written = key.split("+", 2)
    raw = base64.b64decode(written)
    expected = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    if raw[:1] != b"\1" or expected.hex() != key_hash:
        raise DoesNotHold("The public key cannot be read.")
    text, _, signatures = note.partition("\n\n")
    for line in signatures.splitlines():
        dash, signer, signature = line.split(" ")
        signed = base64.b64decode(signature)
        if dash == "—" and signer == name and signed[:4] == expected:
            try:
                public = Ed25519PublicKey.from_public_bytes(raw[1:])
                public.verify(signed[4:], f"{text}\n".encode())
            except InvalidSignature:
                raise DoesNotHold("The signature of the checkpoint is wrong.") from None
            origin, size, root = text.split("\n")[:3]
            return origin, int(size), base64.b64decode(root)
    raise DoesNotHold("The checkpoint is not signed with this key.")


def check_entry(entry: str, number: int, school: str) -> None:
    said = json.loads(entry)
    if said["number"] != number:
        raise DoesNotHold(f"Where entry {number} should stand is entry {said['number']}.")
    if said["school"] != school:
        raise DoesNotHold(f"Entry {number} belongs to another school.")


def leaf_of(part: dict[str, str]) -> bytes:
    return leaf_hash(part["entry"]) if "entry" in part else bytes.fromhex(part["leaf"])


def verify_export(parts: list[dict[str, str]], key: str) -> str:
    heading, *entries, end = parts
    if "checkpoint" not in end:
        raise DoesNotHold("The file ends before the checkpoint.")
    origin, size, root = open_checkpoint(end["checkpoint"], key)
    check_origin(origin, heading["school"])
    for number, part in enumerate(entries, start=1):
        if "entry" in part:  # of the others the file has what the tree is made of, and no more
            check_entry(part["entry"], number, heading["school"])
    if len(entries) != size:
        raise DoesNotHold(f"The checkpoint is over {size} entries; the file has {len(entries)}.")
    if root_of([leaf_of(part) for part in entries]) != root:
        raise DoesNotHold("The entries are not those that the checkpoint was made over.")
    return f"{size} entries hold, and are those of the checkpoint."


def verify_proof(part: dict[str, Any], key: str) -> str:
    origin, size, root = open_checkpoint(part["checkpoint"], key)
    check_origin(origin, part["school"])
    index, proof = part["index"], [bytes.fromhex(step) for step in part["proof"]]
    check_entry(part["entry"], index + 1, part["school"])
    if not 0 <= index < size or root_from(leaf_hash(part["entry"]), index, size, proof) != root:
        raise DoesNotHold("The entry is not in the tree of the checkpoint.")
    return f"Entry {index + 1} is in the ledger of {size} entries."


def check_origin(origin: str, school: str) -> None:
    if origin != f"tocsin/{school}":
        raise DoesNotHold("The checkpoint is that of another school.")


def verify(lines: Iterable[str], key: str | None = None) -> str:
    """Say what holds. Raises DoesNotHold."""
    try:
        parts = [json.loads(line) for line in lines]
        heading = parts[0]
        checks = {"tocsin ledger 1": lambda: verify_export(parts, key or heading["key"])}
        checks["tocsin entry 1"] = lambda: verify_proof(heading, key or heading["key"])
        said = checks[heading["format"]]()
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise DoesNotHold("The file cannot be read: it is damaged or no export.") from None
    return said if key else f"{said}\nBut is this the key of the school? {heading['key']}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Verify an exported ledger.")
    parser.add_argument("file")
    parser.add_argument("--key")
    given = parser.parse_args(arguments)
    try:
        with Path(given.file).open(encoding="utf-8") as file:
            print(verify(file, given.key))
    except DoesNotHold as fault:
        print(f"DOES NOT HOLD. {fault}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
