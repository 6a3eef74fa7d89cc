"""Who holds which role in several schools at once, and where nobody would act."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Q, UUIDField, Value

from tocsin.core import cover as rules
from tocsin.core.clock import LONDON
from tocsin.core.cover import Gap, Rota
from tocsin.core.pack_reading import load
from tocsin.core.policy import Pack
from tocsin.core.roles import Role
from tocsin.policies.models import PackVersion
from tocsin.schools.calendar.queries import calendars_of
from tocsin.schools.models import Absence, DutyTurn, Membership

STAFF_ALONE = [Role.STAFF.value]


@dataclass(frozen=True)
class Holder:
    """Somebody who holds more than the role of staff."""

    person_id: UUID
    name: str
    last_login: datetime | None


@dataclass
class Standing:
    """Who holds which role in one school, and the days that nobody covers."""

    holders: dict[Role, list[Holder]] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()

    @property
    def has_deputy(self) -> bool:
        """Whether somebody is there to whom reports fall. Source: BR-5.3."""
        return Role.DEPUTY_DPO in self.holders


def standings_of(
    school_ids: Collection[UUID], at: datetime, *, also: Iterable[UUID | None] = ()
) -> dict[UUID, Standing]:
    """How each school stands, in four queries; the caller has opened a reading of them.

    also: people whose names are wanted whatever their role.
    """
    today = at.astimezone(LONDON).date()
    turns, absences = _rota_rows(school_ids, today)
    wanted = {each.person for rows in turns.values() for each in rows} | set(also)
    wanted |= {each.deputy for rows in absences.values() for each in rows}
    found = {pk: Standing() for pk in school_ids}
    for school_id, member, roles in _members(school_ids, wanted):
        found[school_id].names[member.person_id] = member.name
        for role in {*map(Role, roles), Role.STAFF}:
            found[school_id].holders.setdefault(role, []).append(member)
    packs, calendars = _packs(school_ids, today), calendars_of(school_ids)
    for pk, standing in found.items():
        rota = _rota(standing, turns.get(pk, []), absences.get(pk, []))
        pack = packs.get(pk)
        deputies = pack.deputies_of if pack else lambda _: ()
        standing.gaps = rules.gaps(rota, calendars[pk], deputies, start=today)
    return found


def _rota_rows(
    school_ids: Collection[UUID], today: date
) -> tuple[dict[UUID, list[rules.Turn]], dict[UUID, list[rules.Absence]]]:
    columns = ("what", "school_id", "person_id", "first_on", "last_on", "other_id")
    nobody = Value(None, output_field=UUIDField())
    turns: Any = DutyTurn.objects.filter(school_id__in=school_ids, last_on__gte=today)
    away: Any = Absence.objects.filter(school_id__in=school_ids, last_on__gte=today)
    turns = turns.annotate(what=Value("turn", output_field=CharField()), other_id=nobody)
    away = away.annotate(what=Value("away", output_field=CharField()), other_id=F("deputy_id"))
    rows = turns.values_list(*columns).union(away.values_list(*columns), all=True)
    found: tuple[dict[UUID, list[Any]], dict[UUID, list[Any]]] = ({}, {})
    for what, school_id, person, first, last, deputy in rows:
        if what == "turn":
            found[0].setdefault(school_id, []).append(rules.Turn(person, first, last))
        else:
            found[1].setdefault(school_id, []).append(rules.Absence(person, first, last, deputy))
    return found


def _members(
    school_ids: Collection[UUID], also: Collection[UUID | None]
) -> Iterable[tuple[UUID, Holder, list[str]]]:
    people = {each for each in also if each}
    rows = Membership.objects.filter(
        ~Q(roles=STAFF_ALONE) | Q(person_id__in=people), school_id__in=school_ids, ended_at=None
    ).values_list(
        "school_id", "roles", "person_id", "person__name", "person__email", "person__last_login"
    )
    for school_id, roles, pk, name, email, last_login in sorted(rows, key=lambda row: row[3]):
        yield school_id, Holder(pk, name or email, last_login), roles


def _rota(
    standing: Standing, turns: Iterable[rules.Turn], absences: Iterable[rules.Absence]
) -> Rota:
    holders = {
        role: tuple(each.person_id for each in people) for role, people in standing.holders.items()
    }
    # Whoever has left covers nothing, and stands in for nobody.
    here = standing.names.keys()
    return Rota(
        holders,
        tuple(each for each in turns if each.person in here),
        tuple(
            each if each.deputy in here else rules.Absence(each.person, each.first_on, each.last_on)
            for each in absences
        ),
    )


def _packs(school_ids: Collection[UUID], today: date) -> Mapping[UUID, Pack]:
    """The pack in force in each school. Equal texts are read once."""
    rows = PackVersion.objects.filter(school_id__in=school_ids, in_force_on__lte=today).order_by(
        "in_force_on", "number"
    )
    newest = {school_id: (key, text) for school_id, key, text in
              rows.values_list("school_id", "key", "text")}  # fmt: skip
    return {pk: load(text, name=f"{key}.toml") for pk, (key, text) in newest.items()}
