"""Checks that other rooms add to `tocsin verify`: files in a store, for one.

A room registers them in a module called `verified`.
"""

from collections.abc import Callable, Iterator
from uuid import UUID

from django.utils.module_loading import autodiscover_modules

Check = Callable[[UUID], Iterator[str]]
_checks: dict[str, Check] = {}


def also_verified(name: str) -> Callable[[Check], Check]:
    """Register `function(school_id)` as the check of `name` ("files").

    It yields a sentence for each thing that is not as the recorded rows say, and nothing when all
    is well. It runs after the rows themselves have been found to be what was recorded, inside a
    snapshot of the school, and must only read. Raises ValueError when the name is taken.
    """

    def register(function: Check) -> Check:
        if name in _checks:
            raise ValueError(f"There is already a check called {name}.")
        _checks[name] = function
        return function

    return register


def other_checks() -> dict[str, Check]:
    """Every registered check, by name."""
    autodiscover_modules("verified")
    return dict(sorted(_checks.items()))
