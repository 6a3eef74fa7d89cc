"""What a row must offer for the ledger to vouch for it."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models


class Recorded(models.Model):
    """A row whose every version has its digest in the ledger, so that no edit goes unseen."""

    key_column: ClassVar[str] = "school_id"  # whose data key its digests and content are under
    school_column: ClassVar[str] = "school_id"
    # Not stored: whose change is under way, so that nobody is told of their own.
    changed_by: UUID | None = None

    class Meta:
        abstract = True

    @classmethod
    def ledger_label(cls, pk: object) -> str:
        return f"{cls._meta.model_name}:{pk}"

    @property
    def ledger_name(self) -> str:
        return self.ledger_label(self.pk)

    @property
    def key_id(self) -> UUID:
        key: UUID = getattr(self, self.key_column)
        return key

    @property
    def is_new(self) -> bool:
        return self._state.adding

    def revise(self) -> None:
        """Count up the revision, for records that several people may have open at once."""

    def settle(self, at: Any, *, is_new: bool) -> None:
        """Bring what is derived from this record up to date, in the same transaction.

        is_new: this transaction made the record, so nothing is derived from it yet.
        """


def recorded_models() -> list[type[Recorded]]:
    """Every table whose rows the ledger vouches for."""
    from django.apps import apps  # noqa: PLC0415 - the registry is complete only after start-up

    return [model for model in apps.get_models() if issubclass(model, Recorded)]
