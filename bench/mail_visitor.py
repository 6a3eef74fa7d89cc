"""The schools of `python -m bench mail`, seen from inside the instance.

`begin PORT USER PASSWORD SCHOOLS TOKENS` makes them and prints what the clients need, as JSON;
`wait COUNT` returns when that many mails are dealt with, files and all; `tell FILE` prints which of
the answered reports named in FILE are there, and what became of the mail.
"""

import json
import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from tocsin import startup

PATIENCE = 3600  # seconds


def main() -> None:
    startup.prepare(os.environ)
    command, *words = sys.argv[1:]
    print(json.dumps({"begin": _begin, "wait": _wait, "tell": _tell}[command](*words)))


def _begin(port: str, user: str, password: str, schools: str, tokens: str) -> dict[str, Any]:
    from django.utils import timezone  # noqa: PLC0415 - after startup.prepare()

    at = timezone.now()  # noqa: TID251 - an edge
    made = [_school(at) for _ in range(int(schools))]
    admins = [admin for _, admin in made]
    _read_mailbox(admins[0], int(port), user, password, at)
    secrets = [_token(admins[n % len(admins)], n, at) for n in range(int(tokens))]
    return {"doors": [slug for slug, _ in made], "tokens": secrets}


def _school(at: Any) -> tuple[str, Any]:
    from tests.worlds import a_member, a_school  # noqa: PLC0415
    from tocsin.core.roles import Role  # noqa: PLC0415

    school = a_school(at=at)
    for role in (Role.DPO, Role.DEPUTY_DPO):
        a_member(school, role, at=at)
    return school.slug, a_member(school, Role.ADMINISTRATOR, at=at)


def _read_mailbox(admin: Any, port: int, user: str, password: str, at: Any) -> None:
    from tocsin.schools.mailbox.commands import set_up  # noqa: PLC0415
    from tocsin.schools.models import Mailbox  # noqa: PLC0415

    answers = {
        "address": "dpo@school.example", "host": "127.0.0.1", "port": port, "security": "none",
        "user": user, "sign_in": "password", "token_url": "", "client_id": "", "scope": "",
        "folder": "INBOX", "done_folder": "Tocsin", "since_on": date(2020, 1, 1),
    }  # fmt: skip
    set_up(Mailbox(school=admin.school), answers=answers, secret=password, by=admin, at=at)


def _token(admin: Any, number: int, at: Any) -> str:
    from tocsin.schools.connections.commands import connect  # noqa: PLC0415
    from tocsin.schools.models import Scope  # noqa: PLC0415

    named = f"System {number}"
    return connect(name=named, scopes=[Scope.REPORT], lasts_days=30, by=admin, at=at)[1]


def _wait(count: str) -> dict[str, float]:
    """What was taken in and dealt with when it began, and what was dealt with in the end."""
    taken_in, at_first = _mails(), _mails(files_at__isnull=False)
    until = time.monotonic() + PATIENCE
    while (dealt_with := _mails(files_at__isnull=False)) < int(count) and time.monotonic() < until:
        time.sleep(1)
    return {"taken_in": taken_in, "at_first": at_first, "dealt_with": dealt_with}


def _mails(**which: Any) -> int:
    from tocsin.incidents.models import ReceivedMail  # noqa: PLC0415

    with _reading():
        return ReceivedMail.objects.filter(**which).count()


def _tell(file: str) -> dict[str, Any]:
    from django.db.models import Count  # noqa: PLC0415

    from tocsin.incidents.models import Incident, ReceivedMail  # noqa: PLC0415
    from tocsin.jobs.models import Job  # noqa: PLC0415

    with _reading():
        here = {str(key) for key in Incident.objects.values_list("pk", flat=True)}
        states = ReceivedMail.objects.values_list("state").annotate(many=Count("pk"))
        mails = dict(states.order_by())
        by_mail = ReceivedMail.objects.filter(state="report").values("incident").distinct().count()
    answered = json.loads(Path(file).read_text())
    return {
        "missing": sum(each not in here for each in answered),
        "doubled": len(answered) - len(set(answered)),
        "unasked": len(here) - len(set(answered) & here) - by_mail,
        "mails": mails,
        "jobs_left": Job.objects.exclude(state="done").count(),
    }


def _reading() -> Any:
    from tocsin.ledger.roster import schools  # noqa: PLC0415
    from tocsin.ledger.tenancy import reading  # noqa: PLC0415

    return reading(*[school_id for school_id, _ in schools()])


if __name__ == "__main__":
    main()
