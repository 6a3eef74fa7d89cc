"""The real worker with the tests' jobs and the lease given in seconds."""

import sys
from datetime import timedelta

import django

if __name__ == "__main__":
    django.setup()
    from django.utils import timezone

    from tests.jobs import chores  # noqa: F401 - importing registers them
    from tocsin.jobs.worker import Worker
    from tocsin.serving import work_until_told

    lease = timedelta(seconds=float(sys.argv[1]))
    sys.exit(work_until_told(Worker(clock=timezone.now, lease=lease)))  # noqa: TID251 - an edge
