"""Other systems that are told when something happens, and what each answered."""

import uuid

from django.db import models
from django.db.models import Q

from tocsin.schools.models.people import Person, School, SchoolRecord


class Occasion(models.TextChoices):
    """What another system can be told of. It learns that, where and when, and nothing else."""

    REPORTED = "incident.reported", "A new report"
    AWARE = "incident.aware", "The school became aware: the 72 hours run"
    NEAR = "deadline.near", "A deadline is near"
    OVERDUE = "deadline.overdue", "A deadline has passed"
    CLOSED = "incident.closed", "An incident was closed"
    TEST = "test", "A test"


class Webhook(SchoolRecord):
    """An address of another system. Its full address and its secret are kept encrypted."""

    name = models.CharField(max_length=100)
    host = models.CharField(max_length=255)  # all that pages show: a path may hold a secret
    sealed = models.BinaryField()  # the address and the signing secret, as JSON
    occasions = models.JSONField(default=list)  # values of Occasion, sorted
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    is_on = models.BooleanField(default=True)
    is_gone = models.BooleanField(default=False)  # it answered 410: never send again
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="webhook_that_was_removed_is_off",
                condition=Q(removed_at__isnull=True) | Q(is_on=False),
            )
        ]

    def __str__(self) -> str:
        return f"webhook {self.pk}"

    @property
    def bound_to(self) -> str:
        """What the sealed address is tied to."""
        return f"{self.school_id}:{self.ledger_name}"


class Delivery(models.Model):
    """One message to one webhook, and how it went. Its id is the message's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE)
    occasion = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)  # the last answer's
    fault = models.CharField(max_length=20, blank=True)  # a code; "" once it was taken
    done_at = models.DateTimeField(null=True)  # taken, or given up

    class Meta:
        indexes = [models.Index(fields=["webhook", "-at"], name="delivery_newest_first")]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
