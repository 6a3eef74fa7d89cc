"""One signed message to one address, as the Standard Webhooks specification has it."""

import base64
import hashlib
import hmac
import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from urllib.parse import SplitResult

from tocsin.schools.webhooks.addresses import NoSuchHost, checked_url, places_of

SECRET = "whsec_"  # noqa: S105 - how every secret begins
SECONDS = 10  # for all of it: a receiver should take the message and work later
PORTS = {"https": 443, "http": 80}
ENOUGH = 1024  # bytes of an answer that are read at most


def signature(secret: str, message_id: str, seconds: int, body: bytes) -> str:
    """The value of the header `webhook-signature`. Source: Standard Webhooks 1.0."""
    key = base64.b64decode(secret.removeprefix(SECRET))
    signed = f"{message_id}.{seconds}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def send(
    url: str,
    *,
    secret: str,
    message_id: str,
    at: datetime,
    body: bytes,
    within_seconds: float = SECONDS,
) -> int:
    """Post the message; what the receiver answered, whatever it was: a redirect is not followed.

    Raises OSError, or HTTPException when the answer was no answer.
    """
    seconds = int(at.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Tocsin",
        "webhook-id": message_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": signature(secret, message_id, seconds, body),
    }
    connection = _Checked(checked_url(url))
    # Each read starts a time-out anew, so a receiver could keep us for ever, a byte at a time.
    end = threading.Timer(within_seconds, connection.cut)
    end.start()
    try:
        return connection.post(body, headers)
    finally:
        end.cancel()
        connection.close()


class _Checked(http.client.HTTPConnection):
    """A connection to the very address that was checked."""

    def __init__(self, parts: SplitResult) -> None:
        port = parts.port or PORTS[parts.scheme]
        super().__init__(parts.hostname or "", port, timeout=SECONDS)
        self.default_port = PORTS[parts.scheme]  # else it goes into the header Host
        self.parts = parts
        self.is_cut = False

    def connect(self) -> None:
        fault: OSError = NoSuchHost()
        for place in places_of(self.host, self.port):
            try:
                self.sock = socket.create_connection(place, timeout=SECONDS)
                break
            except OSError as found:
                fault = found
        else:
            raise fault
        if self.parts.scheme == "https":
            secure = ssl.create_default_context()
            self.sock = secure.wrap_socket(self.sock, server_hostname=self.host)

    def post(self, body: bytes, headers: Mapping[str, str]) -> int:
        """Send, and return the status of the answer. Raises TimeoutError when it took too long."""
        path = self.parts.path or "/"
        target = f"{path}?{self.parts.query}" if self.parts.query else path
        try:
            self.request("POST", target, body, headers)
            answer = self.getresponse()
            answer.read(ENOUGH)  # so that it sees us go in peace
        except (OSError, http.client.HTTPException) as fault:
            if self.is_cut:
                raise TimeoutError from fault
            raise
        return answer.status

    def cut(self) -> None:
        """End it from another thread; whoever waits for the answer wakes up."""
        self.is_cut = True
        if self.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)
