"""Who opens a reporter's sealed name, as the policy says: one answer for page and command."""

from typing import NamedTuple

from tocsin.core.roles import Permission, may
from tocsin.incidents.models import Incident
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership


class Openers(NamedTuple):
    """Whether the reader may open the name, whether they may agree to it, and who opens it."""

    may_open: bool
    may_agree: bool
    who: str  # the roles, in the school's own words: "Headteacher or DPO"


def openers_of(incident: Incident, reader: Membership) -> Openers:
    """Who opens the sealed name of the incident's reporter, as far as it is about `reader`.

    Source: SI-ANON.
    """
    pack = pack_of(incident.pack_version_id)
    named, is_able = pack.reporter.identity_visible_to, may(reader, Permission.OPEN_NAME)
    return Openers(
        may_open=is_able and not set(named).isdisjoint(reader.held_roles),
        may_agree=is_able and pack.reporter.is_opened_by_two,
        who=" or ".join(pack.label_of(role) for role in named),
    )
