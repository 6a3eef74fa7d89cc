"""Going round several schools: in each all or nothing, and saying what happened in each."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import DatabaseError

from tocsin.core.errors import Refused
from tocsin.schools.models import Membership, School

log = logging.getLogger("tocsin.events")
NOT_SAVED = "It could not be saved there. Nothing was lost here: try again."


@dataclass(frozen=True)
class Outcome:
    """What happened in one school."""

    school: School
    is_done: bool
    words: str
    href: str = ""


Deed = Callable[[Membership], Outcome]


def go_round(members: Iterable[Membership], deed: Deed) -> list[Outcome]:
    """Do it in one school after the other; what fails in one is said, and the others go on.

    Each is a transaction of its own, so that in each school it is done whole or not at all.
    """
    return [_in_one(member, deed) for member in members]


def _in_one(member: Membership, deed: Deed) -> Outcome:
    try:
        return deed(member)
    except Refused as refused:
        words = " ".join(reason.message for reason in refused.reasons)
        return Outcome(member.school, is_done=False, words=words)
    except DatabaseError as error:
        log.warning("EVENT-NOT-SAVED school=%s %s", member.school_id, type(error).__name__)
        return Outcome(member.school, is_done=False, words=NOT_SAVED)
