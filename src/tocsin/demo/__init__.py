"""A fictional trust to practise on: three schools, their people, and incidents in every state."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.demo.loading import Demo


def load(at: datetime) -> "Demo":
    """Make the trust in an empty database: see `tocsin.demo.loading.load`."""
    from tocsin.demo import loading  # noqa: PLC0415 - Django loads this package before any model

    return loading.load(at)
