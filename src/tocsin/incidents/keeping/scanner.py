"""Asking ClamAV whether there is a virus in a file: its own protocol, piece by piece."""

import re
import socket
from collections.abc import Iterable

from django.conf import settings

SECONDS = 60  # for each answer; the scanner reads everything before it gives one
LONGEST_ANSWER = 4096
TOO_BIG = "size limit exceeded"
UNSAFE = re.compile(r"[^\w.:+()-]", re.ASCII)


class ScannerAway(OSError):
    """The scanner does not answer, or not in a way we know: the file was not scanned."""


class TooBigForScanner(Exception):
    """The scanner does not take files of this size: the file was not scanned."""


def is_set_up() -> bool:
    """Whether there is a scanner to ask."""
    return bool(settings.CLAMAV)


def found_in(pieces: Iterable[bytes]) -> str:
    """The scanner's name for what it found; "" when it found nothing.

    Raises ScannerAway and TooBigForScanner: neither ever means that the file is clean.
    """
    try:
        with _connected() as scanner:
            return _meaning(_asked(scanner, pieces))
    except (OSError, ValueError) as fault:
        raise ScannerAway(type(fault).__name__) from fault


def _connected() -> socket.socket:
    place: str = settings.CLAMAV
    if place.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(SECONDS)
        scanner.connect(place)
        return scanner
    host, _, port = place.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _asked(scanner: socket.socket, pieces: Iterable[bytes]) -> bytes:
    try:
        scanner.sendall(b"zINSTREAM\0")
        for piece in pieces:
            scanner.sendall(len(piece).to_bytes(4, "big") + piece)
        scanner.sendall(bytes(4))
    except (BrokenPipeError, ConnectionResetError):
        pass  # past its limit it hangs up, and may have said so before
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        if not (more := scanner.recv(LONGEST_ANSWER)):
            break
        answer += more
    return answer


def _meaning(answer: bytes) -> str:
    said = answer.decode("ascii", "replace").rstrip("\0\n")
    if said == "stream: OK":
        return ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return UNSAFE.sub("_", said[8:-6])[:100] or "unnamed"
    if TOO_BIG in said:
        raise TooBigForScanner
    raise ScannerAway("no answer we know")
