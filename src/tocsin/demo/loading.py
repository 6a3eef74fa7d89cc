"""Filling an empty database with the fictional trust."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tocsin.core.clock import LONDON
from tocsin.core.roles import LABELS, Permission, Role
from tocsin.demo.moments import instant
from tocsin.demo.playing import Play
from tocsin.demo.scenarios import IncidentPlan, PersonPlan, Step, Trust, trust
from tocsin.jobs.models import Job
from tocsin.policies.commands import SHIPPED, adopt
from tocsin.schools.commands import admit, open_school
from tocsin.schools.models import Controller, Membership, Person, School, System
from tocsin.startup import CannotStart

BEGAN = "60w mon 09:00"  # when the schools started to use Tocsin
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
GROUPS, IN_A_GROUP = 4, 4


@dataclass(frozen=True)
class SignIn:
    """How somebody of the demo signs in. The password is kept nowhere else."""

    name: str
    email: str
    password: str
    places: tuple[str, ...]  # "Saltmarrow Primary School: Headteacher (SIRO)"


@dataclass(frozen=True)
class Demo:
    """What was made."""

    people: tuple[SignIn, ...]
    schools: int
    incidents: int


def load(at: datetime) -> Demo:
    """Make the trust, its people and its incidents, so that they look fresh at `at`.

    Everything goes through the commands that the pages use, each at its own time before `at`.
    Raises CannotStart, having made nothing, when somebody has an account or there is a school.
    """
    if Person.objects.exists() or School.objects.exists():
        raise CannotStart(
            "This database already holds people or schools. The practice trust goes into an empty"
            " one only: choose a new folder with TOCSIN_DATA."
        )
    plan = trust()
    began = instant(BEGAN, at)
    schools = _schools(plan, began)
    passwords = {person.key: new_password() for person in plan.people}
    members = _members(plan, schools, passwords, began)
    play = Play(members, at)
    for incident, step in in_order(plan, at):
        play.give(incident, step)
    # The alerts of days that never were: nobody is to get them.
    Job.objects.filter(school_id__in=[school.pk for school in schools.values()]).delete()
    people = tuple(_sign_in(plan, each, passwords[each.key]) for each in plan.people)
    return Demo(people, len(schools), len(play.incidents))


def in_order(plan: Trust, at: datetime) -> list[tuple[IncidentPlan, Step]]:
    """Every step of every incident, oldest first, as the ledgers are written."""
    found = [
        (instant(step.ago, at), incident, step)
        for incident in plan.incidents
        for step in incident.steps
    ]
    return [(incident, step) for _, incident, step in sorted(found, key=itemgetter(0))]


def new_password() -> str:
    """A password nobody can guess and anybody can type: 79 bits in four groups of letters."""
    return "-".join(
        "".join(secrets.choice(LETTERS) for _ in range(IN_A_GROUP)) for _ in range(GROUPS)
    )


def _schools(plan: Trust, began: datetime) -> dict[str, School]:
    controller = Controller.objects.create(name=plan.name, is_trust=True)
    found = {}
    for each in plan.schools:
        school = open_school(
            name=each.name, slug=each.slug, controller=controller, at=began, is_demo=True
        )
        adopt(
            school,
            text=(SHIPPED / f"{each.pack}.toml").read_text(encoding="utf-8"),
            in_force_on=began.astimezone(LONDON).date(),
            reason="The policy the governors adopted",
            by=System(school.pk),
            may=Permission.OPERATE,
            at=began,
        )
        found[each.key] = school
    return found


def _members(
    plan: Trust, schools: Mapping[str, School], passwords: Mapping[str, str], began: datetime
) -> dict[tuple[str, str], Membership]:
    found = {}
    for each in plan.people:
        person = Person(email=each.email, name=each.name, date_joined=began)
        person.set_password(passwords[each.key])
        for key, roles in _by_school(each):
            found[key, each.key] = admit(
                schools[key], person, roles=roles, by=System(schools[key].pk),
                may=Permission.OPERATE, at=began,
            )  # fmt: skip
        TOTP.activate(person, generate_totp_secret())
    return found


def _by_school(person: PersonPlan) -> Iterator[tuple[str, tuple[Role, ...]]]:
    for key, roles in person.roles.items():
        yield key, tuple(Role(role) for role in roles)


def _sign_in(plan: Trust, person: PersonPlan, password: str) -> SignIn:
    names = {school.key: school.name for school in plan.schools}
    places = tuple(
        f"{names[key]}: {', '.join(LABELS[role] for role in roles)}"
        for key, roles in _by_school(person)
    )
    return SignIn(person.name, person.email, password, places)
