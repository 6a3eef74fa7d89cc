"""Many clients who each send a report every few seconds: systems, and people at the door."""

import json
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any, Self
from urllib.parse import urlencode
from uuid import uuid4

STORY = "The daily notice went to all parents instead of all staff, and some of them have read it."
AT_DOOR = {
    "relation": "staff", "what": "email", "story": STORY, "is_continuing": "no", "found": "today",
    "whose": "pupils", "how_many": "100", "already_done": "", "protection": "anonymous",
    "go": "send", "answered": ["who", "what", "story", "found", "whose", "done", "name"],
}  # fmt: skip
BY_SYSTEM = {
    "what": "email", "story": STORY, "is_continuing": "no", "whose": ["pupils"], "how_many": "100",
}  # fmt: skip


@dataclass
class Sent:
    """What the clients were told. Whatever was answered as received has to be there in the end."""

    received: list[str] = field(default_factory=list)  # ids
    latencies: list[float] = field(default_factory=list)  # seconds
    told: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, said: str, report_id: str, took: float) -> None:
        with self.lock:
            self.told[said] += 1
            self.latencies.append(took)
            if said == "received":
                self.received.append(report_id)


@dataclass
class Crowd:
    """So many clients, and how many seconds each lets pass between two reports."""

    port: int
    tokens: list[str]
    doors: list[str]
    at_door: int
    every: float

    def __post_init__(self) -> None:
        self.sent, self._over = Sent(), threading.Event()
        kinds = [("token", each) for each in self.tokens]
        kinds += [("door", number) for number in range(self.at_door)]
        self._threads = [
            threading.Thread(target=self._client, args=kind, daemon=True) for kind in kinds
        ]
        self.began = self.took = 0.0

    def __enter__(self) -> Self:
        self.began = time.monotonic()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(timeout=120)
        self.took = time.monotonic() - self.began

    def _client(self, kind: str, who: Any) -> None:
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        due = time.monotonic() + random.uniform(0, self.every)  # noqa: S311 - not all at once
        turn = 0
        while not self._over.wait(max(0.0, due - time.monotonic())):
            due = max(due + self.every, time.monotonic())  # late ones do not come in a bunch
            turn += 1
            began = time.monotonic()
            try:
                said, report_id = (
                    _by_system(line, who) if kind == "token"
                    else _at_door(line, self.doors[(who + turn * self.at_door) % len(self.doors)])
                )  # fmt: skip
            except (OSError, HTTPException) as fault:
                line.close()
                said, report_id = type(fault).__name__, ""
            self.sent.note(said, report_id, time.monotonic() - began)
        line.close()


def _by_system(line: HTTPConnection, token: str) -> tuple[str, str]:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json",
               "Idempotency-Key": str(uuid4())}  # fmt: skip
    line.request("POST", "/api/v1/reports", json.dumps(BY_SYSTEM), headers)
    answer = line.getresponse()
    text = answer.read()
    if answer.status != 201:
        return str(answer.status), ""
    return "received", str(json.loads(text)["id"])


def _at_door(line: HTTPConnection, slug: str) -> tuple[str, str]:
    report_id = str(uuid4())
    today = time.strftime("%Y-%m-%d")
    body = urlencode({**AT_DOOR, "id": report_id, "said_on": today}, doseq=True)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", f"/r/{slug}/report/", body, headers)
    answer = line.getresponse()
    text = answer.read()
    if answer.status == 200 and b"app-receipt" in text:
        return "received", report_id
    return ("busy" if answer.status in {200, 429} and b"alert" in text else str(answer.status)), ""
