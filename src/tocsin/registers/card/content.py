"""What the emergency card shows: the same words on the page, on paper and in the wallet."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tocsin.core.clock import LONDON
from tocsin.core.regulator import regulator_on
from tocsin.core.roles import LABELS, Role
from tocsin.core.when import MONTHS
from tocsin.ledger.tenancy import reading
from tocsin.policies.cover.queries import Cover, cover_of, turns_of
from tocsin.registers.contacts.queries import Shelf, shelves
from tocsin.registers.models import CardSetting
from tocsin.schools.models import Membership, School

STEPS = (
    "Write down the time now. The 72 hours to tell the regulator may have begun.",
    "Ring the people below, from the top, until somebody answers.",
    "Stop it getting worse if that is safe. Do not delete anything.",
    "Write what you know on the paper form, or on any paper. Use initials for pupils.",
    "Do not contact the people affected until you are told to.",
)
HOLIDAYS = "The 72 hours run on at night, at weekends and in holidays."
PAPER = "No computer? Use the paper form, and type it in later with the time it was found."
RUNG = (Role.DEPUTY_DPO, Role.HEAD, Role.DPO, Role.BUSINESS_MANAGER)  # in this order
USUAL = (Role.HEAD, Role.DEPUTY_DPO, Role.DPO, Role.BUSINESS_MANAGER)  # who is sent the card
AHEAD = timedelta(weeks=8)
UNKNOWN = "no phone known"
MOST_PEOPLE, MOST_TURNS, MOST_CONTACTS, LONGEST = 8, 6, 12, 60


@dataclass(frozen=True)
class Line:
    """Somebody to ring."""

    what: str
    who: str
    phone: str


@dataclass(frozen=True)
class CardContent:
    """Everything on the card but the day it was made."""

    school: str
    school_phone: str
    people: tuple[Line, ...]
    turns: tuple[tuple[str, str], ...]  # "14 December to 20 December", who
    contacts: tuple[Line, ...]
    regulator: Line
    steps: tuple[str, ...] = STEPS
    holidays: str = HOLIDAYS
    paper: str = PAPER

    @property
    def digest(self) -> str:
        """One line which changes whenever the card says something else."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def setting_of(school_id: UUID) -> CardSetting:
    """Who gets the card; the usual people, not saved, until the school has chosen."""
    with reading(school_id):
        found = CardSetting.objects.filter(school_id=school_id).first()
    return found or CardSetting(school_id=school_id, roles=[role.value for role in USUAL])


def recipients_of(setting: CardSetting, members: Iterable[Membership]) -> list[Membership]:
    """Those of the members who are sent the card."""
    roles = {Role(each) for each in setting.roles}
    return [
        member
        for member in members
        if not roles.isdisjoint(member.held_roles) or str(member.person_id) in setting.people
    ]


def content_of(school: School, at: datetime) -> CardContent:
    """The card as it would be made now. Source: BR-6.1."""
    today = at.astimezone(LONDON).date()
    cover, setting = cover_of(school.pk, at), setting_of(school.pk)
    regulator = regulator_on(today)
    return CardContent(
        school=_short(school.name),
        school_phone=school.phone,
        people=tuple(_people(cover, school, set(setting.left_out)))[:MOST_PEOPLE],
        turns=tuple(_turns(cover, today))[:MOST_TURNS],
        contacts=tuple(line for shelf in shelves(school) for line in _contacts(shelf))[
            :MOST_CONTACTS
        ],
        regulator=Line(regulator.short_name, regulator.hours, regulator.phone),
    )


def _people(cover: Cover, school: School, left_out: set[str]) -> Iterable[Line]:
    """Whom to ring from the top: whoever acts for each role, each person once."""
    members = {each.person_id: each for each in cover.members}
    seen: set[UUID] = set()
    for role in RUNG:
        for person in cover.acting(role):
            if person in seen or person not in members:
                continue
            seen.add(person)
            member = members[person]
            own = "" if str(person) in left_out else member.phone or ""
            by_school = f"school, {school.phone}" if school.phone else "ask the school"
            phone = own or (f"{UNKNOWN}: {by_school}" if not member.phone else by_school)
            yield Line(LABELS[role], _short(str(member.person)), phone)


def _turns(cover: Cover, today: date) -> Iterable[tuple[str, str]]:
    school_id = cover.members[0].school_id if cover.members else None
    rows: Sequence[Any] = turns_of(school_id, since=today) if school_id else ()
    for turn in rows:
        if turn.first_on <= today + AHEAD:
            yield _span(turn.first_on, turn.last_on), _short(str(turn.person))


def _contacts(shelf: Shelf) -> Iterable[Line]:
    """The contacts with a number. What we could not confirm is not printed as if it were so."""
    for own in shelf.own:
        yield Line(shelf.kind.label, _short(own.name), _reached(", ".join(own.phones), own.email))
    for ours in shelf.shipped:
        if not ours.unsure and (ours.phone or ours.email):
            yield Line(shelf.kind.label, _short(ours.name), _reached(ours.phone, ours.email))


def _reached(phone: str, email: str) -> str:
    """How somebody is reached. That no phone is known is said: nobody should look for it."""
    return phone or (f"{UNKNOWN}: {email}" if email else UNKNOWN)


def _span(first: date, last: date) -> str:
    days = [f"{day.day} {MONTHS[day.month - 1]}" for day in dict.fromkeys((first, last))]
    return " to ".join(days)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
