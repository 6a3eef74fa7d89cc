"""Of which subjects of the ledger a person must see nothing, as the rooms above it say.

A room registers its rule in a module called `hidden`.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.utils.module_loading import autodiscover_modules

Rule = Callable[[UUID, UUID], Iterable[str]]
_rules: dict[str, Rule] = {}


def hides(name: str) -> Callable[[Rule], Rule]:
    """Register `function(school_id, person_id)`, which gives the ledger names of those subjects.

    It is asked inside a reading of the school. Raises ValueError when the name is taken.
    """

    def register(function: Rule) -> Rule:
        if name in _rules:
            raise ValueError(f"There is already a rule called {name}.")
        _rules[name] = function
        return function

    return register


def hidden_from(school_id: UUID, person_id: UUID) -> set[str]:
    """The ledger names of the subjects of which the person must see nothing. Source: BR-5.7."""
    autodiscover_modules("hidden")
    return {name for rule in _rules.values() for name in rule(school_id, person_id)}
