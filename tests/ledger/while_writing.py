"""Verifying while others write, inside an instance with a real database of its own."""

import threading

from django.db import connection

from tests.worlds import a_member, a_report, a_school
from tocsin.ledger.verifying import verify

ROUNDS = 10


def verdicts():
    """What is found, again and again, while somebody reports one incident after another."""
    member = a_member(a_school())
    has_stopped = threading.Event()

    def report():
        while not has_stopped.is_set():
            a_report(member)
        connection.close()

    writer = threading.Thread(target=report)
    writer.start()
    found = [verify(member.school_id) for _ in range(ROUNDS)]
    while verify(member.school_id).entries == found[0].entries:
        continue  # until something was written beside the checks
    has_stopped.set()
    writer.join()
    return [verdict.fault for verdict in found if not verdict.holds]
