"""A school's mailbox worked on in a process of its own, which can be killed before any step.

`python -m tests.incidents.mailbox.killed begin <port> <password>` sets a school up; `work <step>`
says "here" before the step and waits to be killed; `work` alone does all there is; `tell` says
what there is in the end.
"""

import json
import sys
import threading
from datetime import timedelta

import django

LEASE = timedelta(minutes=10)
STEPS = (
    "keep", "receive", "put_away", "open_report", "sort", "seal_in", "add_files", "note_files",
    "discard", "send_acknowledgement", "finish",
)  # fmt: skip


def begin(port, password):
    from tests.incidents.mailbox.connecting import connection  # noqa: PLC0415
    from tests.worlds import FRIDAY, a_school, a_team  # noqa: PLC0415
    from tocsin.core.roles import Role  # noqa: PLC0415
    from tocsin.schools.mailbox.commands import set_up  # noqa: PLC0415
    from tocsin.schools.models import Mailbox  # noqa: PLC0415

    school = a_school()
    head = a_team(school)[Role.HEAD]
    answers = connection(int(port), "killed")
    set_up(Mailbox(school=school), answers=answers, secret=password, by=head, at=FRIDAY)


def stop_before(step):
    from tocsin.incidents.mailbox import commands, fetching, steps, taking  # noqa: PLC0415
    from tocsin.ledger import files  # noqa: PLC0415

    modules = {
        "keep": files, "receive": taking, "put_away": fetching, "seal_in": steps, "discard": files,
        "send_acknowledgement": steps,
    }  # fmt: skip
    if step == "finish":  # after the answer has left, and before anybody knows that it has
        send = steps.send_acknowledgement
        steps.send_acknowledgement = lambda *given, **more: (send(*given, **more), hang())
        return
    setattr(modules.get(step, commands), step, hang)


def hang(*_given, **_more):
    sys.stdout.write("here\n")
    sys.stdout.flush()
    threading.Event().wait()


def work(step=""):
    from django.utils import timezone  # noqa: PLC0415

    from tocsin.jobs.queue import enqueue  # noqa: PLC0415
    from tocsin.jobs.worker import Worker  # noqa: PLC0415
    from tocsin.ledger.roster import schools  # noqa: PLC0415

    if step:
        stop_before(step)
    at = timezone.now() + (timedelta() if step else 2 * LEASE)  # noqa: TID251 - an edge
    [(school_id, _)] = schools()
    enqueue("mailbox.read", at=at, school_id=school_id)
    worker = Worker(clock=lambda: at, lease=LEASE)
    while worker.do_next():
        pass


def tell():
    from tocsin.incidents.models import (  # noqa: PLC0415
        Attachment,
        Incident,
        ReceivedMail,
        Report,
        Thread,
    )
    from tocsin.jobs.models import Job  # noqa: PLC0415
    from tocsin.ledger.roster import schools  # noqa: PLC0415
    from tocsin.ledger.tenancy import reading  # noqa: PLC0415

    with reading(schools()[0][0]):
        found = {
            "states": list(ReceivedMail.objects.values_list("state", flat=True)),
            "rows": [each.objects.count() for each in (Incident, Report, Thread)],
            "files": sorted(Attachment.objects.values_list("kind", flat=True)),
            "open": Job.objects.exclude(state="done").count(),
        }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    django.setup()
    {"begin": begin, "work": work, "tell": tell}[sys.argv[1]](*sys.argv[2:])
