"""OAuth2: the token by which a mailbox is opened, got with one HTTP post. Source: RFC 6749."""

import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from tocsin.schools.mailbox.faults import MailboxFault
from tocsin.schools.mailbox.hosts import TIMEOUT_SECONDS, connected, secured

MOST_BYTES = 100_000
OK = 200


@dataclass(frozen=True)
class Token:
    """What the token address gave; `refresh` only when it replaces the old one."""

    access: str
    seconds: int
    refresh: str = ""


def fetch_token(url: str, asked: dict[str, str]) -> Token:
    """Ask `url` for a token. Raises MailboxFault with the code "token" when it gives none."""
    body = urlencode({name: value for name, value in asked.items() if value})
    try:
        answer = _post(url, body)
        given = json.loads(answer)
        return Token(
            str(given["access_token"]),
            int(given.get("expires_in", 0)),
            str(given.get("refresh_token", "")),
        )
    except MailboxFault:
        raise
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError, AttributeError):
        raise MailboxFault("token") from None


def _post(url: str, body: str) -> bytes:
    parts = urlsplit(url)
    host = parts.hostname or ""
    is_open = parts.scheme == "http" and host in settings.PRIVATE_HOSTS
    if parts.scheme != "https" and not is_open:
        raise MailboxFault("token")
    port = parts.port or (80 if is_open else 443)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
    sock = connected(host, port)
    connection.sock = sock if is_open else secured(sock, host)
    try:
        connection.request(
            "POST", parts.path or "/", body,
            {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
        )  # fmt: skip
        answer = connection.getresponse()  # a redirect is not followed: it could lead anywhere
        if answer.status != OK:
            raise MailboxFault("token")
        return answer.read(MOST_BYTES)
    finally:
        connection.close()
