"""Who is on duty in a school, and who acts for whom: rows and pack put together for the rules."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import F, UUIDField, Value
from django.db.models.functions import Cast
from django.shortcuts import get_object_or_404

from tocsin.core import cover as rules
from tocsin.core.clock import LONDON, Calendar
from tocsin.core.cover import Deputies, Gap, Rota
from tocsin.core.policy import Pack
from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading
from tocsin.policies.models import PackVersion
from tocsin.policies.queries import calendar_of, pack_of
from tocsin.schools.models import Absence, DutyTurn, Membership
from tocsin.schools.queries import members_of

# Who hears when nobody whose it is can be reached: somebody always does. Source: SI-M7.
LAST_RESORT = (Role.HEAD, Role.DPO, Role.DEPUTY_DPO, Role.ADMINISTRATOR)
NOBODY: Collection[UUID] = frozenset()


@dataclass(frozen=True)
class Cover:
    """Everything the rules of `core.cover` are asked with, at one instant."""

    rota: Rota
    calendar: Calendar
    deputies: Deputies
    members: Sequence[Membership]
    at: datetime
    chain: tuple[Role, ...] = ()  # the pack's, for what nobody takes up

    def on_duty(self) -> tuple[UUID, ...]:
        """Whose turn it is now. Source: BR-6.1."""
        return rules.on_duty(self.rota, self.at)

    def acting(self, role: Role) -> tuple[UUID, ...]:
        """Who acts for the role now. Source: BR-5.7."""
        return rules.acting(self.rota, role, self.deputies, self.at)

    def acting_for(self, person: UUID) -> tuple[UUID, ...]:
        """Who acts for the person now. Source: BR-5.7."""
        return rules.acting_for(self.rota, person, self.deputies, self.at)

    def steps(self, *, without: Collection[UUID] = NOBODY) -> tuple[tuple[UUID, ...], ...]:
        """Who hears at each step up the chain: those who act for its roles, each person once.

        A role nobody acts for is passed over; where that leaves nobody, the last resort is asked.
        """
        asked = self.chain or LAST_RESORT
        return self._steps(asked, without) or self._steps(LAST_RESORT, without)

    def _steps(
        self, roles: Sequence[Role], without: Collection[UUID]
    ) -> tuple[tuple[UUID, ...], ...]:
        here = {each.person_id for each in self.members}
        heard, found = set(without), []
        for role in roles:
            new = tuple(each for each in self.acting(role) if each in here and each not in heard)
            heard.update(new)
            found += [new] if new else []
        return tuple(found)

    def whose(
        self, role: Role, person: UUID | None, *, without: Collection[UUID] = NOBODY
    ) -> frozenset[UUID]:
        """Whose a duty is now: a person's or a role's; the first of the chain's when all are away.

        Source: BR-5.7; BR-6.1.
        """
        here = {each.person_id for each in self.members} - set(without)
        there = {*(self.acting_for(person) if person else self.acting(role)), *self.on_duty()}
        people = there | ({person} if person else {*self.rota.holders.get(role, ())})
        if not there & here:
            people |= {each for step in self.steps(without=without)[:1] for each in step}
        return frozenset(people & here) or self._anybody(here)

    def _anybody(self, here: set[UUID]) -> frozenset[UUID]:
        """Everybody of the last resort, away or not: better than nobody."""
        last = (each for role in LAST_RESORT for each in self.rota.holders.get(role, ()))
        return frozenset(last) & here

    def gaps(self) -> tuple[Gap, ...]:
        """The days of the next eight weeks on which no report would reach anybody."""
        today = self.at.astimezone(LONDON).date()
        return rules.gaps(self.rota, self.calendar, self.deputies, start=today)

    def stood_in_for(self, person: UUID) -> tuple[frozenset[Role], frozenset[UUID]]:
        """The roles and the people for whom `person` acts now, without their own."""
        own = {role for role, people in self.rota.holders.items() if person in people}
        roles = {role for role in Role if role not in own and person in self.acting(role)}
        others = {each.person_id for each in self.members} - {person}
        return frozenset(roles), frozenset(
            each for each in others if person in self.acting_for(each)
        )

    def without(self, people: Collection[UUID]) -> "Cover":
        """The same where these people count as away, as in what is about them. Source: BR-5.7."""
        today = self.at.astimezone(LONDON).date()
        away = tuple(rules.Absence(each, today, today) for each in people)
        return replace(self, rota=replace(self.rota, absences=self.rota.absences + away))


def cover_of(school_id: UUID, at: datetime) -> Cover:
    """The school's rota from the day of `at` on, with its calendar and its pack's deputies."""
    today = at.astimezone(LONDON).date()
    with reading(school_id):
        members = members_of(school_id)
        pack = _pack(school_id, today)
        return Cover(
            _rota(school_id, members, today),
            calendar_of(school_id),
            pack.deputies_of if pack else lambda _: (),
            members,
            at,
            pack.escalation.chain if pack else (),
        )


def told_of(
    school_id: UUID,
    role: Role,
    person: UUID | None,
    at: datetime,
    *,
    without: Collection[UUID] = NOBODY,
) -> list[Membership]:
    """Whom a new duty is told to, but for those `without` whom it has to be done.

    The person whose it is, or everybody who holds the role; whoever acts for those who are away;
    whoever is on duty; and where all that reaches nobody, the chain. Source: BR-5.7; BR-6.1.
    """
    now = cover_of(school_id, at).without(without)
    people = now.whose(role, person, without=without)
    return [each for each in now.members if each.person_id in people]


def turns_of(school_id: UUID, *, since: date) -> list[DutyTurn]:
    """The turns that have not ended before `since`, in order."""
    with reading(school_id):
        rows = DutyTurn.objects.filter(school_id=school_id, last_on__gte=since)
        return list(rows.select_related("person").order_by("first_on", "last_on"))


def absences_of(school_id: UUID, *, since: date) -> list[Absence]:
    """The absences that have not ended before `since`, in order."""
    with reading(school_id):
        rows = Absence.objects.filter(school_id=school_id, last_on__gte=since)
        return list(rows.select_related("person", "deputy").order_by("first_on", "last_on"))


def turn_of(school_id: UUID, turn_id: UUID) -> DutyTurn:
    """One turn of the school; 404 for another school's."""
    with reading(school_id):
        return get_object_or_404(DutyTurn, school_id=school_id, pk=turn_id)


def absence_of(school_id: UUID, absence_id: UUID) -> Absence:
    """One absence in the school; 404 for another school's."""
    with reading(school_id):
        return get_object_or_404(Absence, school_id=school_id, pk=absence_id)


def _rota(school_id: UUID, members: Sequence[Membership], today: date) -> Rota:
    here = {each.person_id for each in members}
    holders: dict[Role, tuple[UUID, ...]] = {}
    for member in members:
        for role in member.held_roles:
            holders[role] = (*holders.get(role, ()), member.person_id)
    rows = _turns_and_absences(school_id, today)
    absences = [rules.Absence(*each) for is_turn, *each in rows if not is_turn]
    return Rota(
        holders,
        tuple(
            rules.Turn(*each[:3])
            for is_turn, *each in rows
            if is_turn and each[0] in here  # whoever has left covers nothing
        ),
        tuple(each if each.deputy in here else replace(each, deputy=None) for each in absences),
    )


def _turns_and_absences(school_id: UUID, today: date) -> list[tuple[Any, ...]]:
    """Whether it is a turn, person, first and last day, deputy; by first day. One query."""
    nobody = Cast(Value(None), UUIDField())
    columns = ("is_turn", "person_id", "first_on", "last_on", "stand_in")
    turns, away = (
        table.objects.filter(school_id=school_id, last_on__gte=today)
        .annotate(is_turn=Value(table is DutyTurn), stand_in=deputy)
        .values_list(*columns)
        for table, deputy in ((DutyTurn, nobody), (Absence, F("deputy_id")))
    )
    return sorted(turns.union(away, all=True), key=itemgetter(2))


def _pack(school_id: UUID, today: date) -> Pack | None:
    version = (
        PackVersion.objects.filter(school_id=school_id, in_force_on__lte=today)
        .order_by("-in_force_on", "-number")
        .values_list("pk", flat=True)
        .first()
    )
    return pack_of(version) if version else None
