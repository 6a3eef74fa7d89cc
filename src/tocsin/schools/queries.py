"""Reading schools and people, always within what the reader may see."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import ApiToken, Door, Membership, Person, School, System


def memberships_of(person: Person) -> list[Membership]:
    """The person's current memberships with their schools, by the school's name."""
    with reading(person=person.pk):
        return list(
            Membership.objects.filter(person=person, ended_at__isnull=True)
            .select_related("school")
            .order_by("school__name")
        )


def membership_in(person: Person, slug: str) -> Membership:
    """The person's membership of the school at `slug`, or 404 as if there were no such school."""
    with reading(person=person.pk):
        theirs = Membership.objects.filter(person=person, school__slug=slug, ended_at__isnull=True)
        # There is one at most: first() would sort, which takes longer than the question.
        found = next(iter(theirs.select_related("school")), None)
    if found is None:
        raise Http404
    found.person = person
    return found


def members_of(school_id: UUID) -> list[Membership]:
    """Everybody who works in the school now, by name."""
    with reading(school_id):
        return list(
            Membership.objects.filter(school_id=school_id, ended_at__isnull=True)
            .select_related("person")
            .order_by("person__name")
        )


def holders(school_id: UUID, role: Role) -> list[Membership]:
    """Everybody who holds `role` in the school now. Several people may."""
    return [member for member in members_of(school_id) if role in member.held_roles]


def member_of(school_id: UUID, person_id: UUID) -> Membership:
    """The person's membership of the school. Raises Membership.DoesNotExist when there is none."""
    with reading(school_id):
        return Membership.objects.select_related("person", "school").get(
            school_id=school_id, person_id=person_id
        )


def membership_of_school(school_id: UUID, membership_id: UUID) -> Membership:
    """One current membership of the school by its id; 404 for another school's."""
    with reading(school_id):
        found = (
            Membership.objects.filter(school_id=school_id, pk=membership_id, ended_at__isnull=True)
            .select_related("person", "school")
            .first()
        )
    if found is None:
        raise Http404
    return found


def names_in(school_id: UUID, person_ids: set[UUID]) -> dict[UUID, str]:
    """Names of people who are, or were, members of the school, and of the systems connected to it.

    person_ids: who acted, as the ledger has it. What Tocsin did itself has no name here.
    """
    with reading(school_id):
        names = dict(
            Membership.objects.filter(school_id=school_id, person_id__in=person_ids).values_list(
                "person_id", "person__name"
            )
        )
        if Door.actor_id in person_ids:
            names[Door.actor_id] = "somebody without an account"
        systems = person_ids - names.keys() - {System.actor_id}
        if systems:
            tokens = ApiToken.objects.filter(school_id=school_id, pk__in=systems)
            names |= {pk: f"{name} (connection)" for pk, name in tokens.values_list("pk", "name")}
    return names


def school_at(slug: str) -> School:
    """The school at `slug`; 404 when there is none."""
    found = _at(slug).first()
    if found is None:
        raise Http404
    return found


def is_school_at(school: str) -> bool:
    """Whether there is a school at this part of an address."""
    return _at(school).exists()


def _at(slug: str) -> QuerySet[School]:
    return School.objects.filter(slug=slug.lower())  # somebody may type it in capitals
