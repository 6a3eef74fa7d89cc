"""The tables of the jobs room: work to do, and who is there to do it."""

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """How far a job has come."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    DEAD = "dead", "Given up"


class Job(models.Model):
    """One piece of work, done at least once. Holds ids and codes only: it outlives erasure."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80)
    room = models.CharField(max_length=40, default="")  # its name up to the dot
    args = models.JSONField(default=dict)
    school_id = models.UUIDField(null=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.QUEUED)
    run_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=120, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField()
    unique_key = models.CharField(max_length=200, unique=True, null=True)
    error = models.CharField(max_length=120, default="")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "room", "run_at", "id"], name="job_by_room_and_time"),
            models.Index(fields=["state", "lease_until"], name="job_by_state_and_lease"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", lease_until__isnull=False)
                | (~Q(state="running") & Q(lease_until__isnull=True)),
                name="job_has_a_lease_exactly_when_it_is_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "dead"], finished_at__isnull=False)
                | Q(state__in=["queued", "running"], finished_at__isnull=True),
                name="job_has_finished_exactly_when_it_is_done_or_dead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class Heartbeat(models.Model):
    """When a worker was last seen alive."""

    worker = models.CharField(max_length=120, primary_key=True)
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.worker
