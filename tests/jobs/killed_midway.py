"""Kills each kind of job twice, with SIGKILL: in the middle, and after its last line.

Run inside an instance. Says in a line of JSON what became of each, once the ledger verifies.
"""

import json
import os
import signal
import sys
from dataclasses import replace
from datetime import timedelta

import django

SECOND_QUESTION = 2


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def dying(run, *, midway):
    """The work of a job, ended by a killed process: at its second query, or when all is done."""

    def work(**args):
        asked = 0

        def ask(execute, *query):
            nonlocal asked
            asked += 1
            if midway and asked == SECOND_QUESTION:
                die()
            return execute(*query)

        with connection.execute_wrapper(ask):
            run(**args)
        die()

    return work


def killed(name, *, at, midway):
    """Let a process of its own begin the job and be killed; say by which signal it ended."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        how = registry.kind(name)
        registry._kinds[name] = replace(how, run=dying(how.run, midway=midway))
        Worker(clock=lambda: at).do_next()
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def fate_of(name, start):
    """Kill the job twice, then let it be done; how the killed ones ended, and how it stands."""
    put_aside()
    situations[name](start)
    job = Job.objects.filter(name=name, state="queued").latest("id")
    Job.objects.filter(state="queued").exclude(pk=job.pk).update(state="done", finished_at=start)
    Job.objects.filter(pk=job.pk).update(run_at=start)
    ends = [
        killed(name, at=start + LEASE * 2 * count, midway=not count) for count in range(2)
    ]  # fmt: skip
    Worker(clock=lambda: start + LEASE * 4).do_next()
    job.refresh_from_db()
    return [*ends, job.state, job.attempts, job.error]


def put_aside():
    Job.objects.exclude(state="done").update(
        state="done", finished_at=prepared.START, lease_until=None
    )


if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command
    from django.db import connection, connections

    from tests.jobs import prepared
    from tests.jobs.prepared_elsewhere import PREPARE_ELSEWHERE
    from tocsin.jobs import registry
    from tocsin.jobs.models import Job
    from tocsin.jobs.worker import LEASE, Worker

    registry.load()
    prepared.begin()
    situations = prepared.PREPARE | PREPARE_ELSEWHERE
    fates = {}
    for place, each in enumerate(sorted(registry._kinds)):
        if each in situations:
            fates[each] = fate_of(each, prepared.START + timedelta(hours=place))
    call_command("verify", stdout=sys.stderr)
    sys.stdout.write(f"{json.dumps(fates)}\n")
