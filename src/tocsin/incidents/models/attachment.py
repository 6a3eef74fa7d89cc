"""A file that somebody added to an incident. What is in it is in the store, sealed."""

from django.db import models

from tocsin.incidents.models.incident import IncidentRecord


class Attachment(IncidentRecord):
    """Evidence: never altered, and shown under a name that is never a path. Source: SI-M3-STEPS."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)  # by content: "pdf", "docx"
    size = models.PositiveBigIntegerField()  # bytes
    digest = models.CharField(max_length=64)  # SHA-256 of the file as it came
    sealed_digest = models.CharField(max_length=64)  # SHA-256 of what is kept, and its place

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "by", "digest"], name="file_is_added_once_by_a_person"
            ),
            models.CheckConstraint(name="file_is_not_empty", condition=models.Q(size__gt=0)),
        ]
        indexes = [models.Index(fields=["school", "sealed_digest"], name="file_by_place")]

    def __str__(self) -> str:
        return f"file {self.pk}"

    @property
    def bound_to(self) -> str:
        """What the sealed file is tied to, so that it opens as nothing else."""
        return f"{self.school_id}:{self.ledger_name}"
