"""Schools and people for tests; every situation is reached by real commands, so it is always legal."""

import itertools
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from django.test import Client

from tocsin.core.roles import Permission, Role
from tocsin.incidents.models import Incident
from tocsin.incidents.report.commands import report
from tocsin.policies.commands import SHIPPED, adopt
from tocsin.schools.commands import admit, open_school
from tocsin.schools.models import Controller, Membership, Person, School, System

FRIDAY = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)  # 3:40pm, the week before a weekend
PACKS = Path(__file__).parent / "packs"
_numbers = itertools.count(1)
ANSWERS = {
    "what": "email",
    "story": "The daily notice went to all parents instead of all staff.",
    "is_continuing": "no",
    "discovered_at": FRIDAY,
    "discovered_words": "now",
    "whose": ["pupils"],
    "how_many": "100",
    "already_done": "We asked them to delete it.",
}


def pack_text(key: str) -> str:
    """A shipped pack, or one of the tests' own."""
    shipped = SHIPPED / f"{key}.toml"
    return (shipped if shipped.exists() else PACKS / f"{key}.toml").read_text(encoding="utf-8")


def a_school(*, pack: str = "recommended", name: str = "", at: datetime = FRIDAY) -> School:
    """A school that works by a pack, in force since long ago."""
    number = next(_numbers)
    name = name or f"Alder Bank Primary School {number}"
    controller = Controller.objects.create(name=name)
    school = open_school(name=name, slug=f"school-{number}", controller=controller, at=at)
    adopt(
        school, text=pack_text(pack), in_force_on=date(2020, 1, 1), reason="Set-up",
        by=System(school.pk), may=Permission.OPERATE, at=at,
    )  # fmt: skip
    return school


def a_member(school: School, *roles: Role, name: str = "", at: datetime = FRIDAY) -> Membership:
    """Somebody new who works at the school in these roles."""
    number = next(_numbers)
    person = Person.objects.create_user(
        f"person-{number}@example.org", name=name or f"Person {number}"
    )
    return admit(
        school, person, roles=roles or (Role.STAFF,), by=System(school.pk),
        may=Permission.OPERATE, at=at,
    )  # fmt: skip


def a_report(
    by: Membership | None = None,
    *,
    school: School | None = None,
    at: datetime = FRIDAY,
    **told: object,
) -> Incident:
    """An incident just reported by a member of staff."""
    by = by or a_member(school or a_school())
    incident, _ = report(draft_id=uuid4(), answers={**ANSWERS, **told}, by=by, at=at)
    return incident


def signed_in(member: Membership, *, factors: int = 2) -> Client:
    """A browser in which the member has signed in with so many factors."""
    client = Client()
    client.force_login(member.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    methods = [{"method": "password", "at": 0}, {"method": "mfa", "at": 0}][:factors]
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(member.person_id)
    session.save()
    return client
