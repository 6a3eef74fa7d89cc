"""For whom the school's public reporting link is open: what its policy allows, and it has set."""

from dataclasses import dataclass
from datetime import datetime

from tocsin.core.clock import LONDON
from tocsin.core.errors import NotYet
from tocsin.incidents.models import Protection
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import pack_of, version_in_force
from tocsin.schools.models import School
from tocsin.schools.reporting_link.queries import link_of


@dataclass(frozen=True)
class Rules:
    """What somebody at the door may do."""

    is_open: bool = False
    takes_outsiders: bool = False
    protections: tuple[Protection, ...] = (Protection.NAMED,)


def rules_of(school: School, at: datetime) -> Rules:
    """The rules of the school's door; it is shut until the school has a policy."""
    with reading(school.pk):
        link = link_of(school)
        try:
            pack = pack_of(version_in_force(school.pk, at.astimezone(LONDON).date()).pk)
        except NotYet:
            return Rules()
    allowed = {
        Protection.NAMED: True,
        Protection.CONFIDENTIAL: pack.reporter.may_be_confidential,
        Protection.ANONYMOUS: pack.reporter.may_be_anonymous
        and link.is_open
        and link.is_open_to_anonymous,
    }
    return Rules(
        link.is_open,
        link.is_open and link.is_open_to_outsiders and pack.intake.is_open_to_outsiders,
        tuple(each for each, is_so in allowed.items() if is_so),
    )
