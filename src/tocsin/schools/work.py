"""In which schools a person works, in which roles: asked without reading thousands of rows."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q

from tocsin.core.roles import GRANTS, TRIAGERS, Permission, Role
from tocsin.schools.models import Membership, Person

FEW = 200  # schools; so many ids can be named in a question


@dataclass(frozen=True)
class Work:
    """The sets of roles that somebody holds, each in one school or in many."""

    person_id: UUID
    roles: tuple[frozenset[Role], ...]
    schools: int  # how many they are in all
    is_practice: bool  # every school of the person is there for practice

    @property
    def everywhere(self) -> Q:
        """Their memberships in every one of these schools."""
        return self.holding(self.roles)

    @property
    def seen_whole(self) -> tuple[frozenset[Role], ...]:
        """The sets of roles that read every incident of the school."""
        return tuple(each for each in self.roles if not TRIAGERS.isdisjoint(each))

    @property
    def seen_in_part(self) -> tuple[frozenset[Role], ...]:
        """The sets of roles that read the incidents they work on."""
        return tuple(each for each in self.roles if TRIAGERS.isdisjoint(each))

    def holding(self, roles: Collection[frozenset[Role]]) -> Q:
        """Their memberships in the schools where they hold one of these sets of roles."""
        held = (Q(roles=sorted(role.value for role in each)) for each in roles)
        return Q(person_id=self.person_id, ended_at=None) & reduce(or_, held, Q(pk__in=()))


def work_of(person: Person, permission: Permission) -> Work:
    """Where the person may use `permission`. One query, which gives a row for each set of roles.

    The caller has opened a reading of the person's schools, as for `first_school_of`.
    """
    rows = (
        Membership.objects.filter(person=person, ended_at=None)
        .values_list("roles")
        .annotate(schools=Count("pk"), real=Count("pk", filter=Q(school__is_demo=False)))
        .order_by()
    )
    found = [(frozenset(map(Role, roles)), schools, real) for roles, schools, real in rows]
    granted = [(roles, schools) for roles, schools, _ in found if roles & GRANTS[permission]]
    return Work(
        person.pk,
        tuple(roles for roles, _ in granted),
        sum(schools for _, schools in granted),
        is_practice=not any(real for _, _, real in found),
    )


def first_school_of(person: Person) -> str:
    """The slug of one of the person's schools."""
    slugs = Membership.objects.filter(person=person, ended_at=None)
    return str(slugs.values_list("school__slug", flat=True)[:1][0])
