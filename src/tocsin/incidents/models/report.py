"""A report: the reporter's own words, never altered."""

import uuid

from django.db import models

from tocsin.incidents.models.incident import IncidentRecord
from tocsin.schools.models import Person, School


class Report(IncidentRecord):
    """What one person told the school. `by` is the reporter, `at` when it was received.

    After a merge the report stays with its own incident, which then says which one it repeats.
    """

    what = models.CharField(max_length=30)  # one of the nine plain choices
    story = models.TextField()
    is_continuing = models.CharField(max_length=6)
    discovered_at = models.DateTimeField(null=True)
    discovered_words = models.CharField(max_length=20, blank=True)
    whose = models.JSONField(default=list)
    how_many = models.CharField(max_length=10, blank=True)
    already_done = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"report {self.pk}"


class Addition(IncidentRecord):
    """Something the reporter added after sending. Source: SI-M2."""

    words = models.TextField()

    def __str__(self) -> str:
        return f"addition {self.pk}"


class Draft(models.Model):
    """A report being written: kept at every step, so that no typed word is lost.

    Its id becomes the id of the incident, so that sending it twice makes one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    answers = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["school", "person"], name="draft_by_person")]

    def __str__(self) -> str:
        return f"draft {self.pk}"
