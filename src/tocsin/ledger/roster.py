"""Every school there is. The ledger knows them as the recorded rows that belong to themselves."""

from typing import Any
from uuid import UUID

from tocsin.ledger.models import recorded_models


def schools(slug: str = "") -> list[tuple[UUID, str]]:
    """The id and the slug of each school in order of slug, or of the one called `slug`."""
    rows = _model()._default_manager.order_by("slug")
    if slug:
        rows = rows.filter(slug=slug)
    return list(rows.values_list("pk", "slug"))


def _model() -> Any:
    return next(
        model for model in recorded_models() if model.school_column == model._meta.pk.attname
    )
