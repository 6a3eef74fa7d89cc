"""Who works on one incident, and who may not."""

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.incident import IncidentRecord
from tocsin.schools.models import Person


class TeamMember(IncidentRecord):
    """Somebody on the response team of the incident. `by` put them there. Source: BR-5.7."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    left_at = models.DateTimeField(null=True)
    left_reason = models.TextField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "person"],
                condition=Q(left_at__isnull=True),
                name="person_is_once_on_a_team",
            )
        ]

    def __str__(self) -> str:
        return f"team member {self.pk}"


class Recusal(IncidentRecord):
    """Somebody whom the incident is about, or close to: they see nothing of it and are not told.

    `by` decided it. A later one with `ended_at` lets them back in, on the record.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "person"],
                condition=Q(ended_at__isnull=True),
                name="person_is_once_kept_from_an_incident",
            )
        ]
        indexes = [models.Index(fields=["school", "person"], name="recusal_by_person")]

    def __str__(self) -> str:
        return f"recusal {self.pk}"
