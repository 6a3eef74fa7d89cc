"""A browser of a few lines: one kept connection, one session, and how long each answer took."""

import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Self
from urllib.parse import urlencode

TOKEN = "a" * 32  # of the form: the cookie and the field only have to agree


class Wrong(Exception):
    """The server did not answer as it should; the message says how it did."""


@dataclass
class Browser:
    """Somebody signed in, or nobody."""

    port: int
    session: str = ""
    latencies: list[float] = field(default_factory=list)  # seconds

    def __post_init__(self) -> None:
        self._connection = HTTPConnection("127.0.0.1", self.port, timeout=120)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def begin(self) -> None:
        """Forget what was measured, and connect anew: the server closes what was long idle."""
        self.latencies.clear()
        self._connection.close()

    def get(self, path: str, *, expected: int = 200) -> bytes:
        return self._ask("GET", path, None, expected)

    def post(self, path: str, *, expected: int = 302, **fields: str) -> bytes:
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **fields}).encode()
        return self._ask("POST", path, body, expected)

    def post_json(self, path: str, body: bytes) -> bytes:
        return self._ask("POST", path, body, 201)

    def _ask(self, verb: str, path: str, body: bytes | None, expected: int) -> bytes:
        headers = {"Accept": "text/html"}
        if self.session:
            headers["Cookie"] = f"sessionid={self.session}; csrftoken={TOKEN}"
        if verb == "POST" and self.session:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self._connection.request(verb, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read()
        self.latencies.append(time.perf_counter() - began)
        if answer.status != expected:
            place = answer.headers.get("Location", "")
            raise Wrong(f"{verb} {path}: {answer.status} {place} {text[:300]!r}")
        return text
