"""Why the system says no.

Rules and commands raise these; one middleware turns them into a page, so no view catches them.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """One thing in the way, worded so that the reader knows what to do next."""

    code: str  # stable, for the API and the tests
    message: str  # for people: a full sentence
    clause: str = ""  # the duty behind it, such as "BR-5.3"


class Refused(Exception):
    """A rule forbids this. Nothing was changed."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__("; ".join(reason.message for reason in reasons))
        self.reasons = reasons


class NotAllowed(Refused):
    """The person's role does not permit this."""


class NotYet(Refused):
    """The record is not ready for this."""


class Stale(Refused):
    """Somebody changed the record after this person opened it."""


def require_none(blockers: Iterable[Reason]) -> None:
    """Raise NotYet with every blocker, or return when there is none."""
    found = tuple(blockers)
    if found:
        raise NotYet(*found)
