"""A time in which information could not be used, and how it came back."""

from django.db import models
from django.db.models import F, Q

from tocsin.core.outage import BACKUPS, EFFECTS, RESTORED
from tocsin.incidents.models.incident import IncidentRecord


class Outage(IncidentRecord):
    """The latest state of it; earlier ones are in the ledger. Source: BR-2.6; BR-2.5."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # not over yet
    systems = models.TextField()  # what could not be used
    effect = models.CharField(max_length=10, choices=EFFECTS)
    effect_words = models.TextField(blank=True)
    backup = models.CharField(max_length=10, choices=BACKUPS)
    backup_words = models.TextField(blank=True)
    restored = models.CharField(max_length=10, choices=RESTORED)
    restored_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident"], name="incident_has_one_outage_at_most"),
            models.CheckConstraint(
                name="outage_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
            models.CheckConstraint(
                name="outage_after_which_all_is_back_has_an_end",
                condition=~Q(restored="whole") | Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"outage {self.pk}"
