"""That incidents of several schools are one event at a company, and what was told of it since."""

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.incident import IncidentRecord


class SharedCase(IncidentRecord):
    """One school's own part of an event over several schools. No row names another. BR-5.11."""

    event = models.UUIDField()  # the same in every school it was opened in
    words = models.TextField()  # what is the same for all, as it was copied here

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], name="incident_is_part_of_one_event_at_most"
            ),
            models.UniqueConstraint(
                fields=["school", "event"], name="event_has_one_incident_in_a_school"
            ),
        ]
        indexes = [models.Index(fields=["event"], name="shared_case_by_event")]

    def __str__(self) -> str:
        return f"shared case {self.pk}"


class SharedNews(IncidentRecord):
    """Something learnt later about the event, copied into this school's incident once."""

    news = models.UUIDField()  # the same in every school it was copied into
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "news"], name="news_is_copied_into_an_incident_once"
            ),
            models.CheckConstraint(name="shared_news_says_something", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"shared news {self.pk}"
