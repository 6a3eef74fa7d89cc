"""An instance with many schools, one of them with very many incidents, legal to the last digest."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bench.copying import Filling, Plan
from bench.histories import History, closed_histories, open_histories
from bench.names import LARGE, MEDIUM
from tocsin.core.roles import Permission, Role
from tocsin.jobs.models import Job
from tocsin.policies.commands import SHIPPED, adopt
from tocsin.policies.queries import version_in_force
from tocsin.schools.commands import admit, open_school
from tocsin.schools.models import Controller, Membership, Person, School, System

TEAM = (Role.STAFF, Role.DEPUTY_DPO, Role.DPO, Role.HEAD)
PACK = (SHIPPED / "recommended.toml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Size:
    """How much there is in the instance."""

    schools: int = 2000
    large: int = 100_000  # incidents of the largest school
    medium: int = 1_000
    small: int = 5  # of every other school
    left_open: int = 300  # in the large and in the medium one
    patterns: int = 40  # histories of each sort that the others are copied from


def fill(size: Size, *, at: datetime) -> None:
    """Fill the database as it would be at `at`."""
    controller = Controller.objects.create(name="Bench Trust", is_trust=True)
    founding = _Founding(controller, at - timedelta(days=7 * 365))
    model, team = founding.school("patterns", TEAM)
    patterns = _Patterns(
        model,
        team,
        closed_histories(team, count=size.patterns, at=founding.at),
        open_histories(team, count=size.patterns, at=founding.at),
    )
    for slug, count in ((LARGE, size.large), (MEDIUM, size.medium)):
        plan = Plan(count, min(size.left_open, count), at)
        patterns.into(*founding.school(slug, TEAM), plan)
    few = Plan(size.small, min(2, size.small), at)
    for number in range(size.schools - 3):
        patterns.into(*founding.school(f"small-{number}", ()), few)
    Job.objects.all().delete()  # nobody waits for these alerts


@dataclass(frozen=True)
class _Founding:
    controller: Controller
    at: datetime

    def school(self, slug: str, team: tuple[Role, ...]) -> tuple[School, dict[Role, Membership]]:
        """A school with a person for each role of the team; with one for all when it is empty."""
        name = slug.capitalize() + " School"
        school = open_school(name=name, slug=slug, controller=self.controller, at=self.at)
        system, may = System(school.pk), Permission.OPERATE
        adopt(
            school, text=PACK, in_force_on=date(2000, 1, 1), reason="", by=system, may=may,
            at=self.at,
        )  # fmt: skip
        groups = [(role,) for role in team] or [TEAM]
        found = {}
        for roles in groups:
            email = f"{roles[-1].value}@{slug}.example"
            person = Person(email=email, name=f"{roles[-1].value} of {slug}", date_joined=self.at)
            person.set_unusable_password()
            member = admit(school, person, roles=roles, by=system, may=may, at=self.at)
            found |= dict.fromkeys(roles, member)
        return school, found


@dataclass(frozen=True)
class _Patterns:
    school: School
    team: dict[Role, Membership]
    closed: list[History]
    unclosed: list[History]

    def into(self, school: School, team: dict[Role, Membership], plan: Plan) -> None:
        """Copy the patterns into the school, with its people in the place of theirs."""
        ids = {str(self.school.pk): str(school.pk), _version(self.school): _version(school)}
        ids |= {
            str(member.person_id): str(team[role].person_id) for role, member in self.team.items()
        }
        Filling(school.pk, ids).fill(self.closed, self.unclosed, plan)


def _version(school: School) -> str:
    return str(version_in_force(school.pk, date(2100, 1, 1)).pk)
