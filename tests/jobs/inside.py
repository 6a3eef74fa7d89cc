"""What `Instance.say` finds ready."""

from django.db import connection
from django.utils import timezone

from tests.jobs import chores
from tocsin.jobs.models import Heartbeat, Job
from tocsin.jobs.queue import enqueue

__all__ = ["Heartbeat", "Job", "chores", "connection", "enqueue", "now"]
now = timezone.now()  # noqa: TID251 - an edge
