"""What came from an earlier log: the import, each row as it stood there, and a file that waits."""

import uuid

from django.db import models

from tocsin.incidents.models.incident import IncidentRecord
from tocsin.schools.models import Person, School, SchoolRecord


class ImportBatch(SchoolRecord):
    """One earlier log that was brought in, or what was new of it. It holds nothing of its words."""

    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    count = models.PositiveIntegerField()  # incidents made from it
    known = models.PositiveIntegerField()  # entries that were on the log already

    def __str__(self) -> str:
        return f"import {self.pk}"


class Original(IncidentRecord):
    """What stood in the earlier log about one incident, word for word. Source: BR-5.27.1."""

    place = models.CharField(max_length=200)  # where in the file: "2021-22, row 14"
    cells = models.JSONField(default=list)  # [heading, words] in the order of the columns
    digest = models.CharField(max_length=64)  # of all cells whatever their order, keyed
    likeness = models.CharField(max_length=64, null=True)  # of its number and day, keyed

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "digest"], name="entry_of_an_earlier_log_is_imported_once"
            ),
            models.UniqueConstraint(fields=["incident"], name="imported_incident_has_one_original"),
        ]
        indexes = [models.Index(fields=["school", "likeness"], name="original_by_likeness")]

    def __str__(self) -> str:
        return f"original {self.pk}"


class PendingLog(models.Model):
    """A file that somebody looks at before importing it: sealed in the store, for a day at most.

    Its id becomes the id of the import, so that importing it twice makes one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    at = models.DateTimeField()
    sealed_digest = models.CharField(max_length=64)
    chosen = models.JSONField(default=dict)  # what a person says a column means, by its key
    # Of a list of the people affected by one incident, and no log.
    incident = models.ForeignKey(
        "incidents.Incident", null=True, on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return f"file {self.pk}"

    @property
    def bound_to(self) -> str:
        """What the sealed file is tied to, so that it opens as nothing else."""
        return f"{self.school_id}:pending:{self.pk}"
