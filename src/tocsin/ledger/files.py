"""Where files are kept: sealed, named after the digest of what is on the disk, school by school."""

import hashlib
import os
import secrets
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings

from tocsin.ledger.sealed_stream import opened, sealed

BEING_WRITTEN = ".part"
PIECE = 1024 * 1024  # bytes


@dataclass(frozen=True)
class Kept:
    """A file that is safely on the disk. Digests are SHA-256 in hex; `size` is in bytes."""

    size: int
    digest: str  # of the file as it came
    sealed_digest: str  # of what is on the disk


def keep(chunks: Iterable[bytes], *, school_id: UUID, key: bytes, bound_to: str) -> Kept:
    """Seal a file into the store. When this returns, it has reached the disk.

    It is slow, so it happens before any transaction; `sweep` takes away what no row came to name.
    """
    came = _Counted(chunks)
    sealed_digest = _put(school_id, sealed(came, key, bound_to))
    return Kept(came.size, came.digest.hexdigest(), sealed_digest)


def renew(school_id: UUID, sealed_digest: str) -> None:
    """Write a file's place anew, so that the disk no longer says when the file came.

    Nothing happens when it is gone. Source: SI-ANON.
    """
    with suppress(FileNotFoundError), place_of(school_id, sealed_digest).open("rb") as file:
        _put(school_id, iter(partial(file.read, PIECE), b""))


def read(school_id: UUID, sealed_digest: str, *, key: bytes, bound_to: str) -> Iterator[bytes]:
    """The file as it came, in pieces. Ask `fault_of` first; raises Unreadable when altered."""
    with place_of(school_id, sealed_digest).open("rb") as file:
        yield from opened(file, key, bound_to)


def fault_of(school_id: UUID, sealed_digest: str) -> str:
    """What is wrong with what is on the disk: "missing", "changed", or "" for nothing."""
    try:
        with place_of(school_id, sealed_digest).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return "missing"
    return "" if found == sealed_digest else "changed"


def make_room(school_id: UUID) -> Path:
    """The school's folder with every folder in it, since one that came with a file would say for
    good when that was. Source: SI-ANON.
    """
    folder = _folder(school_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (folder / "ff").is_dir():
        for number in range(256):
            (folder / f"{number:02x}").mkdir(exist_ok=True, mode=0o700)
    return folder


def discard(school_id: UUID, sealed_digest: str) -> None:
    """Take a file away; nothing happens when it is gone already."""
    place_of(school_id, sealed_digest).unlink(missing_ok=True)


def sweep(school_id: UUID, known: Collection[str], *, before: datetime) -> int:
    """Take away the school's files from before an instant that no row knows; says how many."""
    count = 0
    for place in _folder(school_id).rglob("*"):
        with suppress(FileNotFoundError):  # another worker sweeps too
            if place.is_dir() or place.name in known or place.stat().st_mtime >= before.timestamp():
                continue
            place.unlink()
            count += 1
    return count


def place_of(school_id: UUID, sealed_digest: str) -> Path:
    """Where the file with this digest on the disk belongs."""
    return _folder(school_id) / sealed_digest[:2] / sealed_digest


def _put(school_id: UUID, frames: Iterable[bytes]) -> str:
    """Bring what is sealed to its place on the disk, whole or not at all; its digest."""
    folder = make_room(school_id)
    part = folder / f"{secrets.token_hex(16)}{BEING_WRITTEN}"
    kept = hashlib.sha256()
    try:
        with open(part, "xb", opener=_private) as file:
            for frame in frames:
                kept.update(frame)
                file.write(frame)
            file.flush()
            os.fsync(file.fileno())
        place = place_of(school_id, kept.hexdigest())
        part.rename(place)
    finally:
        part.unlink(missing_ok=True)
    for parent in (place.parent, folder, folder.parent):
        _reach_the_disk(parent)
    return kept.hexdigest()


class _Counted:
    """Passes on chunks, counting and digesting them."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.chunks, self.size, self.digest = chunks, 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.size += len(chunk)
            self.digest.update(chunk)
            yield chunk


def _folder(school_id: UUID) -> Path:
    return Path(settings.DATA) / "files" / str(school_id)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _reach_the_disk(folder: Path) -> None:
    # A rename is only lasting once the folder that holds the name has been written too.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
