"""What the page of people shows, in a fixed number of questions to the database."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from tocsin.core.roles import Permission, may
from tocsin.schools.invited import open_invitations
from tocsin.schools.models import Membership
from tocsin.schools.people.listed import role_words
from tocsin.schools.queries import members_of


@dataclass(frozen=True)
class MemberRow:
    """A member, what they do, and what is missing before they can do it."""

    member: Membership
    roles: str
    lacks_second_factor: bool


def member_rows(school_id: UUID) -> list[MemberRow]:
    """Everybody who works in the school now."""
    members = members_of(school_id)
    strong = _with_second_factor({member.person_id for member in members})
    return [
        MemberRow(
            member,
            role_words(sorted(member.held_roles)),
            _reads(member) and member.person_id not in strong,
        )
        for member in members
    ]


def taken_addresses(school_id: UUID) -> dict[str, str]:
    """Addresses that cannot be invited, each with the sentence that says why."""
    invited = {
        each.email: f"{each.email} has an invitation already. You can send it again"
        for each in open_invitations(school_id)
    }
    members = {
        member.person.email: f"{member.person.email} is at the school already"
        for member in members_of(school_id)
    }
    return invited | members


def _reads(member: Membership) -> bool:
    return any(
        may(member, each)
        for each in (Permission.READ_CASES, Permission.READ_INTAKE, Permission.MANAGE_PEOPLE)
    )


def _with_second_factor(person_ids: Collection[UUID]) -> set[UUID]:
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    own = Authenticator.objects.filter(user__in=person_ids, type__in=kinds)
    elsewhere = SocialAccount.objects.filter(user__in=person_ids)
    return {*own.values_list("user", flat=True), *elsewhere.values_list("user", flat=True)}
