"""What happened in an incident, at times of its own, apart from when it was written down."""

from django.db import models
from django.db.models import F, Q

from tocsin.core.clock import LONDON
from tocsin.core.when import say_date, say_instant
from tocsin.incidents.models.incident import IncidentRecord


class Happening(IncidentRecord):
    """One event of the chronology; a correction is a new one beside it. Source: SI-M3-STEPS."""

    class Precision(models.TextChoices):
        EXACT = "exact", "At exactly this time"
        ABOUT = "about", "At about this time"
        DAY = "day", "Some time on this day"
        RANGE = "range", "Between two times"

    precision = models.CharField(max_length=5, choices=Precision.choices)
    started_at = models.DateTimeField()  # of a day its beginning
    ended_at = models.DateTimeField(null=True)  # of a range only
    words = models.TextField()
    corrects = models.UUIDField(null=True)  # the event in whose place it stands

    class Meta:
        constraints = [
            models.CheckConstraint(name="happening_says_what", condition=~Q(words="")),
            models.CheckConstraint(
                name="happening_ends_after_it_began_exactly_if_it_is_a_range",
                condition=Q(precision="range", ended_at__isnull=False)
                & Q(ended_at__gte=F("started_at"))
                | (~Q(precision="range") & Q(ended_at__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["corrects"], name="happening_is_corrected_once",
                condition=Q(corrects__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"happening {self.pk}"

    @property
    def when(self) -> str:
        """Say its time as exactly as it is known."""
        if self.precision == self.Precision.DAY:
            return say_date(self.started_at.astimezone(LONDON).date())
        if self.precision == self.Precision.RANGE and self.ended_at:
            return f"between {say_instant(self.started_at)} and {say_instant(self.ended_at)}"
        about = "about " if self.precision == self.Precision.ABOUT else ""
        return f"{about}{say_instant(self.started_at)}"
