"""The emergency card: who has it, and the one that was made last."""

from django.db import models

from tocsin.schools.models import SchoolRecord


class CardSetting(SchoolRecord):
    """Who is sent the card, and whose number does not stand on it. Source: BR-6.1."""

    roles = models.JSONField(default=list)  # values of core.roles.Role
    people = models.JSONField(default=list)  # ids of persons, beside the roles
    left_out = models.JSONField(default=list)  # ids of persons
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="school_has_one_card_setting")
        ]

    def __str__(self) -> str:
        return f"card setting of {self.school_id}"

    def revise(self) -> None:
        """Count up the revision, so that a form opened before this change is known to be stale."""
        self.revision += 1


class Card(SchoolRecord):
    """A card that was made. The file is in the store, sealed. Source: BR-6.1."""

    made_at = models.DateTimeField()
    shows = models.CharField(max_length=64)  # SHA-256 of what it shows, without the day it was made
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    sealed_digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["school", "-made_at"], name="card_by_day")]

    def __str__(self) -> str:
        return f"card {self.pk}"

    @property
    def bound_to(self) -> str:
        """What the sealed file is tied to, so that it opens as nothing else."""
        return f"{self.school_id}:{self.ledger_name}"
