"""Opening a school, and changing who does what there."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import F

from tocsin.core.errors import NotYet, Reason
from tocsin.core.roles import Actor, Permission, Role
from tocsin.jobs.queue import enqueue
from tocsin.ledger.tenancy import reading
from tocsin.ledger.writing import writing
from tocsin.schools.calendar.changed import calendar_changed
from tocsin.schools.links import hash_of
from tocsin.schools.models import (
    Controller,
    Invitation,
    Membership,
    Nation,
    Person,
    School,
    System,
)

INVITATION_LASTS = timedelta(days=14)


def open_school(
    *, name: str, slug: str, controller: Controller, at: datetime,
    nation: str = Nation.ENGLAND.value, is_demo: bool = False,
) -> School:  # fmt: skip
    """Open a school with an empty ledger; the set-up and the command line do. Source: SI-DOC."""
    school = School(name=name, slug=slug, controller=controller, nation=nation, is_demo=is_demo)
    with writing(school, by=System(school.pk), may=Permission.OPERATE, at=at) as record:
        record("school.opened", saved=school, controller=str(controller.pk))
        enqueue("policies.begin", at=at, school_id=school.pk)
    return school


def describe_school(
    school: School, *, name: str, phone: str, nation: str, by: Membership, at: datetime
) -> None:
    """Change what the school is called, its phone and its nation. Source: SI-DOC."""
    with writing(school, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        school.name, school.phone, school.nation = name, phone, nation
        record("school.described", saved=school)
        calendar_changed(school.pk, at=at)  # another nation has other bank holidays


def admit(
    school: School, person: Person, *, roles: Iterable[Role], by: Actor, at: datetime,
    may: Permission = Permission.MANAGE_PEOPLE,
) -> Membership:  # fmt: skip
    """Make `person` a member of the school, or again a member, with these roles.

    A person who is new is saved with it. Whoever admits them vouches for their email address.
    Source: BR-5.7.
    """
    member = _membership(school, person) or Membership(school=school, person=person, since=at)
    with writing(member, by=by, may=may, at=at) as record:
        _vouch_for(person)
        member.roles, member.ended_at = _sorted(roles), None
        record("membership.began", saved=member, roles="+".join(member.roles))
    return member


def change_roles(
    member: Membership, *, roles: Iterable[Role], by: Membership, at: datetime
) -> None:
    """Give a member other roles, and end their sessions. Source: BR-5.7."""
    with writing(member, by=by, may=Permission.MANAGE_PEOPLE, at=at) as record:
        before = "+".join(member.roles)
        _keep_one_administrator(member, set(roles))
        member.roles = _sorted(roles)
        record("membership.changed", saved=member, was=before, roles="+".join(member.roles))
        _end_sessions(member.person_id)


def end_membership(member: Membership, *, by: Membership, at: datetime) -> None:
    """End a member's access to the school, and their sessions. Source: BR-5.7."""
    with writing(member, by=by, may=Permission.MANAGE_PEOPLE, at=at) as record:
        _keep_one_administrator(member, set())
        member.ended_at = at
        record("membership.ended", saved=member)
        _end_sessions(member.person_id)


def give_phone(member: Membership, *, phone: str, by: Membership, at: datetime) -> None:
    """Keep, or forget, the number on which a member is reached in an emergency.

    Members give their own; for others it takes the permission to manage people. Source: BR-6.1.
    """
    is_own = by.person_id == member.person_id
    may = Permission.REPORT if is_own else Permission.MANAGE_PEOPLE
    with writing(member, by=by, may=may, at=at) as record:
        member.phone = phone or None
        record("membership.phone-given", saved=member, is_given=bool(phone))


def invite(
    school: School, *, email: str, name: str, roles: Iterable[Role], by: Actor, at: datetime,
    may: Permission = Permission.MANAGE_PEOPLE,
) -> Invitation:  # fmt: skip
    """Offer somebody a place at the school by an emailed link that works for 14 days.

    The link's token leaves only in the email; the row holds its hash. Source: BR-5.7.
    """
    invitation = _invitation(school, email=email, name=name, roles=roles, at=at)
    with writing(invitation, by=by, may=may, at=at) as record:
        record("member.invited", saved=invitation, roles="+".join(invitation.roles))
        enqueue("schools.invite", at=at, school_id=school.pk, invitation=str(invitation.pk))
    return invitation


def invite_many(
    school: School, *, people: Iterable[tuple[str, str, Iterable[Role]]], by: Membership,
    at: datetime,
) -> list[Invitation]:  # fmt: skip
    """Invite everybody of a list of (email, name, roles), or nobody. Source: BR-5.7."""
    invitations = [
        _invitation(school, email=email, name=name, roles=roles, at=at)
        for email, name, roles in people
    ]
    with writing(invitations[0], by=by, may=Permission.MANAGE_PEOPLE, at=at) as record:
        record("members.invited", saved=invitations, people=len(invitations))
        for each in invitations:
            enqueue("schools.invite", at=at, school_id=school.pk, invitation=str(each.pk))
    return invitations


def issue_token(invitation: Invitation, *, at: datetime) -> str:
    """Make the token of an invitation's link, when the email is about to be sent.

    An email that is sent again carries a new link, and the old one stops working. Source: BR-5.7.
    """
    token = secrets.token_urlsafe(24)
    system = System(invitation.school_id)
    with writing(invitation, by=system, may=Permission.OPERATE, at=at) as record:
        invitation.token_hash = hash_of(token)
        record("invitation.sent", saved=invitation)
    return token


def accept(invitation: Invitation, person: Person, *, at: datetime) -> Membership:
    """Take up an invitation. A person who is new is saved with it: the link proves their address.

    Raises NotYet when it has ended or expired. Source: BR-5.7.
    """
    school, system = invitation.school, System(invitation.school_id)
    with writing(invitation, by=system, may=Permission.OPERATE, at=at) as record:
        if invitation.ended_at or invitation.expires_at < at:
            raise NotYet(
                Reason("ended", "This invitation has been used or has run out. Ask for a new one.")
            )
        if person._state.adding:
            _vouch_for(person)
        invitation.ended_at, invitation.accepted_by = at, person
        member = _membership(school, person) or Membership(school=school, person=person, since=at)
        held = [] if member.ended_at else member.roles  # what was taken away stays away
        member.roles = _sorted({*map(Role, held), *map(Role, invitation.roles)})
        member.ended_at = None
        record("invitation.accepted", saved=[invitation, member], roles="+".join(member.roles))
    return member


def withdraw(invitation: Invitation, *, by: Membership, at: datetime) -> None:
    """Take an invitation back before it is taken up. Source: BR-5.7."""
    with writing(invitation, by=by, may=Permission.MANAGE_PEOPLE, at=at) as record:
        _require_open(invitation)
        invitation.ended_at = at
        record("invitation.withdrawn", saved=invitation)


def invite_again(invitation: Invitation, *, by: Membership, at: datetime) -> None:
    """Send a new link, which works for 14 days more; the old one stops. Source: BR-5.7."""
    with writing(invitation, by=by, may=Permission.MANAGE_PEOPLE, at=at) as record:
        _require_open(invitation)
        invitation.expires_at = at + INVITATION_LASTS
        record("invitation.renewed", saved=invitation)
        enqueue(
            "schools.invite", at=at, school_id=invitation.school_id, invitation=str(invitation.pk)
        )


def _invitation(
    school: School, *, email: str, name: str, roles: Iterable[Role], at: datetime
) -> Invitation:
    return Invitation(
        school=school, email=email.strip().lower(), name=name, roles=_sorted(roles),
        invited_at=at, expires_at=at + INVITATION_LASTS, token_hash=secrets.token_hex(32),
    )  # fmt: skip


def _require_open(invitation: Invitation) -> None:
    if invitation.ended_at:
        raise NotYet(Reason("ended", "This invitation has been taken up or withdrawn already."))


def _vouch_for(person: Person) -> None:
    if person._state.adding:
        person.save(force_insert=True)
    EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )


def _membership(school: School, person: Person) -> Membership | None:
    with reading(school.pk):
        return Membership.objects.filter(school=school, person=person).first()


def _sorted(roles: Iterable[Role]) -> list[str]:
    return sorted(role.value for role in set(roles))


def _keep_one_administrator(member: Membership, roles: set[Role]) -> None:
    keeps = {Role.ADMINISTRATOR, Role.HEAD}
    if not keeps & set(member.held_roles) or keeps & roles:
        return
    others = Membership.objects.filter(school_id=member.school_id, ended_at__isnull=True)
    if not any(keeps & set(other.held_roles) for other in others.exclude(pk=member.pk)):
        raise NotYet(
            Reason(
                "last-administrator",
                "Somebody must be able to manage people here. Make another person administrator"
                " first.",
            )
        )


def _end_sessions(person_id: UUID) -> None:
    Person.objects.filter(pk=person_id).update(sessions_stamp=F("sessions_stamp") + 1)
