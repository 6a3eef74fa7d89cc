"""Days that pass at a school: the clock ticks, three workers work, and mail is really delivered."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.jobs.test_delivering import Server, listening
from tocsin.core.clock import LONDON
from tocsin.jobs.models import Job
from tocsin.jobs.schedules import Ticker
from tocsin.jobs.worker import Worker
from tocsin.schools.models import Membership

A_LOOK = timedelta(minutes=30)
A_MOMENT = timedelta(seconds=30)  # by then what is sent together has been sent
LINK = re.compile(r"https?://[^/]+(/s/[\w-]+/alerts/\w+/)")


def answer_in(mail: Any) -> str:
    """The link of an alert by which it is answered; "" in any other message."""
    body = mail.get_body(["plain"])
    found = LINK.search(body.get_content()) if body else None
    return found[1] if found else ""


@dataclass
class Days:
    """`post` holds the alerts alone: receipts, digests and cards are sent as well."""

    port: int
    clock: Any
    post: list[tuple[datetime, Any]] = field(default_factory=list)
    tickers: tuple[Ticker, ...] = field(default_factory=lambda: tuple(Ticker() for _ in range(3)))

    def until(self, end: datetime, *, start: datetime, step: timedelta = A_LOOK) -> None:
        """Let time pass from `start` to `end`, with a mail server that takes everything."""
        with listening(Server(), self.port) as server:
            at = start
            while at <= end:
                self.look(at)
                if Job.objects.filter(state="queued").exists():  # messages wait for each other
                    self.look(at + A_MOMENT)
                self.post += [(at, mail) for mail in server.offered if answer_in(mail)]
                server.offered.clear()
                at += step

    def look(self, at: datetime) -> None:
        """Tick in three workers, which do by turns whatever is due."""
        for ticker in self.tickers:
            ticker.tick(at)
        workers = [Worker(clock=lambda: at) for _ in range(3)]
        while any(worker.do_next() for worker in workers):
            pass
        self.clock(at)

    def heard(self, member: Membership) -> list[tuple[str, str]]:
        """When each message reached the member, London time, and its subject."""
        return [
            (f"{at.astimezone(LONDON):%a %d %b %H:%M}", mail["Subject"])
            for at, mail in self.post
            if mail["To"] == member.person.email
        ]

    def link(self, member: Membership) -> str:
        """The link in the newest message to the member by which they answer it."""
        theirs = [mail for _, mail in self.post if mail["To"] == member.person.email]
        return answer_in(theirs[-1])
