"""Which letters would go out now: to whom, about whom, in which words; and who is left out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tocsin.core.addressees import To
from tocsin.core.causes import ATTACK, MALICE, is_within
from tocsin.core.errors import Reason
from tocsin.core.facts import Answer, Status, Tell
from tocsin.core.names_alike import name_key
from tocsin.incidents.letters import Content
from tocsin.incidents.models import AffectedPerson, Dispatch, Incident, Letter, Notice
from tocsin.incidents.notices_in_force import cleared_notices, filled, put_in
from tocsin.incidents.people import Person, people_of, pupil_of
from tocsin.incidents.refusals import CLOSED
from tocsin.ledger.tenancy import reading

MOST = 1000  # letters made in one go, so that nobody waits long for their turn
EMAIL, PAPER = Dispatch.Way.EMAIL.value, Dispatch.Way.PAPER.value
LIVE = ("queued", "sent", "spoken")
Audience = Notice.Audience
WAIT = Reason(
    "delay",
    "Somebody in authority asked to wait before people are told. Letters go out once that is over.",
    "BR-5.20",
)
NOT_DECIDED = Reason("not-decided", "Decide first that the people affected are told.", "BR-5.17")
NOT_CLEARED = Reason(
    "not-cleared", "No notice for them is cleared. Have one cleared first.", "BR-5.17"
)


@dataclass(frozen=True)
class Planned:
    """One letter that would go out."""

    people: tuple[Person, ...]
    notice: Notice
    content: Content


@dataclass(frozen=True)
class Plan:
    """The letters, and how many people are left out for which reason."""

    letters: tuple[Planned, ...]
    left_out: Counter[str]

    @property
    def people(self) -> int:
        """How many people the letters are about, each counted once."""
        return len({pupil_of(one.row) for each in self.letters for one in each.people})


def why_not_now(incident: Incident) -> tuple[Reason, ...]:
    """Why no letter at all may go out; empty when letters may. Source: BR-5.17; BR-5.20."""
    if incident.status == Status.CLOSED:
        return (CLOSED,)
    if incident.tell_people == Tell.LATER:
        return (WAIT,)
    if incident.tell_people != Tell.YES:
        return (NOT_DECIDED,)
    with reading(incident.school_id):
        has_words = any(each.audience in _PERSONAL for each in cleared_notices(incident))
    return () if has_words else (NOT_CLEARED,)


def medium_doubts(incident: Incident, way: str) -> tuple[str, ...]:
    """What to weigh before letters go this way. Source: BR-5.17; EDPB 9/2022."""
    if way != EMAIL:
        return ()
    found = []
    if "log_ins" in incident.data_kinds or (
        incident.cause and any(is_within(incident.cause, each) for each in (ATTACK, MALICE))
    ):
        found.append("If email itself was broken into, whoever did it may read or fake this mail.")
    if incident.special_category != Answer.NO:
        found.append("Specially protected information does not belong in plain email.")
    return tuple(found)


def plan_of(
    incident: Incident, *, way: str, again: bool, at: datetime,
    people: Sequence[Person] | None = None,
) -> Plan:  # fmt: skip
    """The letters that would go out by `way` now, siblings with one addressee in one letter.

    again: also to those whom an earlier notice reached. people: the list, if it was read already.
    Source: BR-5.17.
    """
    left_out: Counter[str] = Counter()
    together: dict[tuple[UUID, tuple[object, ...]], list[Person]] = {}
    notices = _cleared(incident)
    written = _written_to(incident)
    for group in _groups(people_of(incident, at) if people is None else people):
        whys = [
            _why_left_out(each, _notice_for(each, notices), way, written, again=again)
            for each in group
        ]
        person = group[whys.index("")] if "" in whys else group[0]
        notice = _notice_for(person, notices)
        if "told" in whys or "" not in whys or notice is None:
            left_out["told" if "told" in whys else whys[0]] += 1
        else:  # about all of them: to a pupil it is one letter, whatever contacts they have
            others = [each for each in group if each is not person]
            key = (notice.pk, _address(person, way))
            together.setdefault(key, []).extend([person, *others])
    by_id = {each.pk: each for each in notices}
    letters = (
        Planned(tuple(people), by_id[pk], _content(people, by_id[pk], incident))
        for (pk, _), people in together.items()
    )
    return Plan(tuple(letters), left_out)


def _groups(people: Iterable[Person]) -> list[list[Person]]:
    """Each contact alone; but the rows of a pupil who is written to themselves are one."""
    groups: dict[UUID, list[Person]] = {}
    for each in people:
        own = each.row.pk if each.to is not To.SELF else pupil_of(each.row)
        groups.setdefault(own if each.to is not None else each.row.pk, []).append(each)
    return list(groups.values())


def _cleared(incident: Incident) -> list[Notice]:
    with reading(incident.school_id):
        return [each for each in cleared_notices(incident) if each.audience in _PERSONAL]


def _written_to(incident: Incident) -> dict[str, set[UUID]]:
    """Of each person the notices that went, or are going, to somebody about them."""
    found: dict[str, set[UUID]] = {}
    with reading(incident.school_id):
        rows = Letter.objects.filter(
            school_id=incident.school_id, incident=incident, state__in=LIVE
        )
        for people, notice in rows.values_list("people", "notice_id"):
            for person in people:
                found.setdefault(person, set()).add(notice)
    return found


def _why_left_out(
    person: Person, notice: Notice | None, way: str, written: dict[str, set[UUID]], *, again: bool
) -> str:
    if person.held:
        return person.held.value
    if notice is None:
        return "no-notice"
    had = written.get(str(person.row.pk), set())
    if notice.pk in had or (not again and (had or person.row.reached_at)):
        return "told"
    if way == EMAIL and not person.known.email:
        return "no-email"
    return "no-postal" if way == PAPER and not person.known.postal else ""


_PERSONAL = frozenset({Audience.PEOPLE.value, Audience.PARENTS.value, Audience.CHILDREN.value})


def _notice_for(person: Person, notices: Sequence[Notice]) -> Notice | None:
    """The words made for such a person, in their language if there are any, else in English."""
    audiences = [Audience.PEOPLE.value]
    if person.to is To.PARENT:
        audiences.insert(0, Audience.PARENTS.value)
    elif person.row.kind == AffectedPerson.Kind.PUPIL:
        audiences.insert(0, Audience.CHILDREN.value)
    for audience in audiences:
        fitting = {each.language: each for each in notices if each.audience == audience}
        if fitting:
            return fitting.get(person.row.language) or fitting.get("en")
    return None


def _address(person: Person, way: str) -> tuple[object, ...]:
    """What letters are joined by: one addressee at one address. Adults are never joined."""
    if person.to is not To.PARENT:
        return (pupil_of(person.row),)
    known = person.known
    where = known.email if way == EMAIL else known.postal
    if not where:  # by phone, without an address to know a family by
        return (person.row.pk,)
    return (name_key(known.parent), where.casefold())


def _content(people: Sequence[Person], notice: Notice, incident: Incident) -> Content:
    first = people[0]
    names = joined({pupil_of(each.row): each.known.name for each in people}.values())
    child = names if first.to is To.PARENT else ""
    # Whatever was cleared, a subject names nobody: anybody near a screen may read it.
    nobody = {"school": incident.school.name, "child": "your child", "name": "you"}
    return Content(
        to=first.addressee, about=names, subject=put_in(notice.subject, nobody),
        language=notice.language,
        words=filled(notice, name=first.addressee, child=child, school=incident.school.name),
        email=first.known.email, postal=first.known.postal,
    )  # fmt: skip


def joined(names: Iterable[str]) -> str:
    """Several names as one says them: Ann, Ben and Cy."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
