"""Reports sent while a mailbox is taken in: python -m bench mail. QUICK=1 takes 1,000 mails.

A real IMAP server holds the mail, `tocsin worker` takes it in, and 200 clients send 50 reports a
second to `tocsin web` for a while. Afterwards it is waited for until all the mail is dealt with.
Whatever was answered as received, and every mail, must be there then.
The door takes 30 reports of a school at once and then one a minute, so there are many schools.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from bench.budgets import Result, machine, table
from bench.pages import write_part
from bench.processes import running, server
from bench.senders import Crowd
from bench.stores import DURABLE, run
from tests.incidents.mailbox import dovecot
from tests.postgres import cluster

USER, TITLE = "dpo", "Reports while mail comes in"
SYSTEMS, AT_DOOR, A_SECOND = 160, 40, 50
NEARLY = A_SECOND * 0.98  # the last ones are still on their way when the clock stops
FULL, SMALL = (10_000, 120, 120), (1000, 40, 30)  # mails, schools, seconds of reports


def main() -> int:
    """Measure it, print it, and write it into the page of benchmarks."""
    quick = bool(os.environ.get("QUICK"))
    size = mails, schools, seconds = SMALL if quick else FULL
    what = (
        f"{mails:,} mails in a mailbox on a real IMAP server, {SYSTEMS} systems with a token and"
        f" {AT_DOOR} people at the public doors of {schools} schools, who together send"
        f" {A_SECOND} reports a second for {seconds} seconds to `tocsin web`, while one"
        f" `tocsin worker` takes the mail in, and a second one joins when the reports have stopped;"
        f" {os.getloadavg()[0]:.1f} other processes were busy"
        " when it began."
    )
    parts = [machine(datetime.now(UTC).date()), what]  # noqa: TID251 - an edge
    for name, results in _measured(size):
        heads = ("", "Budget", "Measured", "Kept")
        parts += [f"### {name}", table(heads, [each.cells() for each in results])]
    text = "\n\n".join(parts)
    print(text)
    write_part(TITLE, text)
    return 0


def _measured(size: tuple[int, int, int]) -> Iterator[tuple[str, list[Result]]]:
    wanted = sys.argv[2:] or ["sqlite", "postgresql"]
    if "sqlite" in wanted:
        yield "SQLite", _one("", *size)
    if "postgresql" in wanted:
        with cluster(DURABLE) as made:
            yield "PostgreSQL", _one(made.url, *size)


def _one(url: str, mails: int, schools: int, seconds: int) -> list[Result]:
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder, _filled(mails) as imap:
        data = Path(folder) / "data"
        data.mkdir()
        os.environ["TOCSIN_PRIVATE_HOSTS"] = "127.0.0.1"
        run("tocsin", "migrate", data=data, url=url)
        words = (str(imap.port), USER, imap.password, str(schools), str(SYSTEMS))
        made = _said("begin", *words, data=data, url=url)
        crowd, waited = _under_load(made, mails, seconds, data, url)
        answered = data / "answered.json"
        answered.write_text(json.dumps(crowd.sent.received))
        found = _said("tell", str(answered), data=data, url=url)
        began = time.monotonic()
        said = run("tocsin", "verify", "--json", data=data, url=url)
        verified = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
        entries = sum(each["entries"] for each in verified) / (time.monotonic() - began)
        return [*_load(crowd), *_mail(mails, waited, found), *_kept(found, verified, entries)]


@contextmanager
def _filled(mails: int) -> Iterator[Any]:
    with dovecot.running() as imap:
        imap.deliver(USER, *(_mail_of(number) for number in range(mails)))
        yield imap


def _mail_of(number: int) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Parent {number} <p{number}@home.example>", "dpo@school.example"
    mail["Subject"], mail["Message-ID"] = "Re: Our letter", f"<{number}@home.example>"
    mail.set_content(f"I have read the letter about my child, number {number}. What happens now?")
    if number % 5 == 0:
        content = b"%PDF-1.4\n" + os.urandom(20_000)
        mail.add_attachment(content, maintype="application", subtype="pdf", filename="letter.pdf")
    return mail.as_bytes()


def _under_load(made: Any, mails: int, seconds: int, data: Path, url: str) -> tuple[Crowd, Any]:
    given = {"TOCSIN_DATA": str(data), "DATABASE_URL": url, "TOCSIN_MAIL_URL": "dummymail://"}
    log = data.parent / "bench.log"
    with (
        running("tocsin", "worker", environment=given, log=log),
        server("tocsin", "web", environment=given, path="/healthz", log=log) as found,
    ):
        every = (SYSTEMS + AT_DOOR) / A_SECOND
        began = time.monotonic()
        with Crowd(found.port, made["tokens"], made["doors"], AT_DOOR, every) as crowd:
            time.sleep(seconds)
        with running("tocsin", "worker", environment=given, log=log):
            waited = _said("wait", str(mails), data=data, url=url)
        waited["seconds"] = time.monotonic() - began
    return crowd, waited


def _load(crowd: Crowd) -> list[Result]:
    told, waits = crowd.sent.told, sorted(crowd.sent.latencies)
    busy = told["busy"] + told["429"]
    faults = told.total() - told["received"] - busy
    print(f"The clients were told: {dict(told)}")
    rate = told["received"] / crowd.took
    return [
        Result("reports received", rate, "a second", NEARLY, at_least=True),
        Result("reports received, all", told["received"], ""),
        Result("reports that failed", faults, "", 0),
        Result("reports told to wait a minute", busy, "", 0),
        Result("answer, median", statistics.median(waits) * 1000, "ms"),
        Result("answer, 95th of 100", waits[len(waits) * 95 // 100] * 1000, "ms"),
    ]  # fmt: skip


def _mail(mails: int, waited: Any, found: Any) -> list[Result]:
    return [
        Result("mails taken in meanwhile", waited["taken_in"], ""),
        Result("mails dealt with meanwhile", waited["at_first"], ""),
        Result("seconds until the last mail was dealt with", waited["seconds"], "s"),
        Result("mails dealt with", waited["dealt_with"] / waited["seconds"], "a second"),
        Result("mails that became no report", mails - found["mails"].get("report", 0), "", 0),
    ]


def _kept(found: Any, verified: list[Any], entries: float) -> list[Result]:
    return [
        Result("reports answered and not there", found["missing"], "", 0),
        Result(
            "reports there twice, or sent by nobody", found["doubled"] + found["unasked"], "", 0
        ),
        Result("ledgers that do not verify", sum(not each["holds"] for each in verified), "", 0),
        Result("verify", entries, "entries a second"),
    ]


def _said(*words: str, data: Path, url: str) -> Any:
    return json.loads(run("bench.mail_visitor", *words, data=data, url=url).splitlines()[-1])
