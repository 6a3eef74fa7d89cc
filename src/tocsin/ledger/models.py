"""What happened: append-only and provable. No foreign keys: erasing rows never touches history."""

from django.db import models

from tocsin.ledger.recorded import Recorded, recorded_models

__all__ = [
    "Checkpoint",
    "Content",
    "DataKey",
    "Entry",
    "Head",
    "Recorded",
    "recorded_models",
]


class Head(models.Model):
    """The end of one school's ledger. Whoever holds this row may write."""

    school_id = models.UUIDField(primary_key=True)
    size = models.PositiveBigIntegerField(default=0)
    peaks = models.JSONField(default=list)  # core.tree.Frontier, as hex

    def __str__(self) -> str:
        return f"{self.school_id} at {self.size}"


class Entry(models.Model):
    """One thing done by one actor at one instant. `body` is what its leaf hash covers."""

    school_id = models.UUIDField()
    number = models.PositiveBigIntegerField()  # 1, 2, 3… within the school, without gaps
    subject = models.CharField(max_length=80)  # "incident:8f14…"; also in the body
    body = models.TextField()  # canonical JSON: ids, codes, instants and digests only
    leaf = models.CharField(max_length=64)

    class Meta:
        ordering = ["school_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_id", "number"], name="entry_number_is_used_once_per_school"
            )
        ]
        indexes = [models.Index(fields=["school_id", "subject", "number"], name="entry_by_subject")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.number}"


class Content(models.Model):
    """The rows an entry wrote, as they then were, encrypted under the key of its subject."""

    school_id = models.UUIDField()
    number = models.PositiveBigIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school_id", "number"], name="entry_has_one_content")
        ]

    def __str__(self) -> str:
        return f"content of {self.school_id} {self.number}"


class DataKey(models.Model):
    """A key of its own for each incident and one for the school, wrapped; destroyed at disposal."""

    id = models.UUIDField(primary_key=True)
    school_id = models.UUIDField()
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return f"key {self.id}"


class Checkpoint(models.Model):
    """The signed head of a school's tree at one moment, as a C2SP signed note."""

    school_id = models.UUIDField()
    size = models.PositiveBigIntegerField()
    note = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["school_id", "size"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_id", "size"], name="tree_size_is_signed_once_per_school"
            )
        ]

    def __str__(self) -> str:
        return f"checkpoint of {self.school_id} at {self.size}"
