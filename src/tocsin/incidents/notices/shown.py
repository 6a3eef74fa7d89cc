"""What the pages of notices show, worked out once, so that templates only draw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from tocsin.core.errors import Reason
from tocsin.core.leaks import leaks, possible_names
from tocsin.core.notice_parts import PARTS, PERSONAL, WELSH, in_points, sections
from tocsin.core.reading_age import reading_age
from tocsin.core.roles import Permission, Role, may
from tocsin.incidents.issuing import issuable
from tocsin.incidents.models import Incident, Notice, NoticeClearance, Protection, Report
from tocsin.incidents.notices.gates import (
    Present,
    clears_as,
    label_of,
    may_give_back,
    present_at,
    still_wanted,
)
from tocsin.incidents.notices.paper import clearance_words
from tocsin.incidents.notices.queries import State, Verdict, lacks, said_of, standing
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership
from tocsin.schools.queries import members_of
from tocsin.ui.pieces import Task

PLAIN_AGE = 11  # what everybody should be able to read
UNREAD = frozenset({"greeting", "closing", "contact"})  # not judged: names and addresses
FROM_REPORT = frozenset({"quote", "source"})
Audience, Language = Notice.Audience, Notice.Language


@dataclass(frozen=True)
class Words:
    """The words of a notice."""

    row: Notice
    label: str
    sections: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Shown(Words):
    """One notice as its page shows it."""

    missing: Sequence[tuple[str, str]]  # what to write, with the address of the question
    names: Sequence[str]
    age: int | None
    is_hard: bool
    said: Sequence[NoticeClearance]  # given back and advised, newest first
    cleared: Sequence[str]
    awaited: Sequence[str]  # roles with those who hold them
    may_write: bool
    may_clear: bool
    may_give_back: bool
    may_advise: bool
    may_issue: bool

    @property
    def is_draft(self) -> bool:
        return self.row.state == State.DRAFT

    @property
    def is_waiting(self) -> bool:
        return self.is_draft and self.row.put_up_at is not None


def groups_of(incident: Incident, notices: Sequence[Notice]) -> list[Task]:
    """Each audience with what it needs next. Of Welsh only what was begun."""
    live = {
        (each.audience, each.language): each for each in reversed(notices)
        if each.state != State.WITHDRAWN
    }  # fmt: skip
    found = []
    for audience in Audience.values:
        for language in Language.values:
            row = live.get((audience, language))
            if row is not None:
                found.append(_task(row))
            elif language == "en":
                found.append(_unwritten(incident, audience))
    return found


def _task(row: Notice) -> Task:
    where = [row.incident.school.slug, row.incident_id, row.pk]
    status, colour, hint = _next(row)
    return Task(
        f"notice-{row.number}", label_of(row), status, hint,
        reverse("incidents:notices:notice", args=where), colour,
    )  # fmt: skip


def _next(row: Notice) -> tuple[str, str, str]:
    if row.issued_at:
        return "Went out", "green", f"Where: {row.issued_where}"
    if row.state == State.CLEARED:
        return "Cleared", "green", "It may go out as it is"
    if row.put_up_at:
        return "Waits to be cleared", "blue", "Nobody may send it yet"
    left = len(lacks(row))
    more = f"{left} thing{'' if left == 1 else 's'} to write first" if left else "Put it up next"
    return "Draft", "yellow", more


def _unwritten(incident: Incident, audience: str) -> Task:
    where = [incident.school.slug, incident.pk, audience, "en"]
    return Task(
        f"new-{audience}", str(Audience(audience).label), "Not written",
        HINTS[audience], reverse("incidents:notices:write", args=where),
    )  # fmt: skip


HINTS = {
    "people": "To each person affected, in words for adults",
    "children": "To pupils themselves, in words for children",
    "parents": "To parents and carers, about their child",
    "public": "Where reaching each person is out of proportion, or beside it",
    "press": "Only if the press asks, or will",
    "lines": "What staff may say at the gate and on the phone",
}


def words_shown(notice: Notice) -> Words:
    """The words of a notice, to be drawn beside another."""
    said = sections(notice.audience, notice.parts, language=notice.language)
    found = [(heading, in_points(words)) for heading, words in said]
    return Words(notice, label_of(notice), found)


def notice_shown(notice: Notice, reader: Membership, at: datetime) -> Shown:
    """The notice with what it lacks, how it reads, who cleared it and what the reader may do."""
    incident, said = notice.incident, said_of(notice)
    given = standing(notice, said)
    is_draft = notice.state == State.DRAFT
    waits = present_at(incident, at) if is_draft and notice.put_up_at else None
    age, is_open = age_of(notice), incident.closed_at is None
    may_write = is_open and may(reader, Permission.DECIDE)
    clears = waits is not None and clears_as(incident, given, reader, waits) is not None
    members = waits.cover.members if waits else members_of(incident.school_id)
    return Shown(
        **vars(words_shown(notice)),
        missing=_missing(notice) if is_draft else (),
        names=names_in(notice, members) if is_draft else (),
        age=age, is_hard=age is not None and age > PLAIN_AGE,
        said=[each for each in reversed(said) if each.verdict != Verdict.CLEARED],
        cleared=[clearance_words(incident, each) for each in given],
        awaited=_awaited(incident, given, waits) if waits else (),
        may_write=may_write, may_clear=clears and is_open,
        may_give_back=waits is not None and may_give_back(incident, reader, waits),
        may_advise=Role.DPO in reader.held_roles and notice.state != State.WITHDRAWN,
        may_issue=may_write and not notice.issued_at and not issuable(incident, notice),
    )  # fmt: skip


def age_of(notice: Notice) -> int | None:
    """The reading age of what is judged of it; None in Welsh, of which we know no formula."""
    if notice.language == WELSH:
        return None
    keys = [part.key for part in PARTS[notice.audience] if part.key not in UNREAD]
    return reading_age("\n".join(notice.parts.get(key, "") for key in keys))


def names_in(notice: Notice, members: Iterable[Membership]) -> list[str]:
    """What in it could be somebody's name, or give a protected reporter away. SI-ANON.

    Whom to ask is named on purpose.
    """
    incident = notice.incident
    words = "\n".join(
        [notice.subject, *(text for key, text in notice.parts.items() if key != "contact")]
    )
    everybody = [each.person.name for each in members]
    found = possible_names(words, names=everybody, known=[incident.school.name])
    told = Report.objects.filter(school_id=incident.school_id, incident=incident)
    told = told.exclude(protection=None).exclude(protection=Protection.NAMED.value)
    stories = list(told.values_list("story", flat=True))
    given_away = leaks(words, told=stories, names=()) if stories else ()
    return [each.words for each in found] + [
        each.words for each in given_away if each.code in FROM_REPORT
    ]


def _missing(notice: Notice) -> list[tuple[str, str]]:
    where = [notice.incident.school.slug, notice.incident_id, notice.audience, notice.language]
    page = reverse("incidents:notices:write", args=where)
    return [(each.message, f"{page}#{_field(each)}") for each in lacks(notice)]


def _field(reason: Reason) -> str:
    return f"id_{reason.code}" if reason.code in {"subject", "reason"} else f"id_part-{reason.code}"


def _awaited(incident: Incident, given: Sequence[NoticeClearance], present: Present) -> list[str]:
    pack = pack_of(incident.pack_version_id)
    here = [each for each in present.cover.members if each.person_id not in present.off]
    found = []
    for role in still_wanted(incident, given):
        names = ", ".join(str(each.person) for each in here if role in each.held_roles)
        found.append(f"{pack.label_of(role)}: {names or 'nobody holds this role yet'}")
    return found


def is_personal(audience: str) -> bool:
    """Whether each copy goes to one person."""
    return audience in PERSONAL
