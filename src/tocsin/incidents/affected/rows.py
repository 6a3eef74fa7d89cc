"""Rows of the list, and what stands in the way of a change; only inside `writing`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from tocsin.core.errors import NotYet, Reason, Stale
from tocsin.core.names_alike import name_key
from tocsin.core.people_rows import ListedPerson
from tocsin.incidents.models import AffectedPerson, Incident, Letter, Reply
from tocsin.incidents.people import Known, Person, key_of, known_of, new_person, pupil_of, put_in
from tocsin.incidents.people_looks import allow_names
from tocsin.incidents.refusals import refuse_closed
from tocsin.schools.models import Membership

Beside = tuple[ListedPerson, Person]  # one more contact, and somebody on the list
ALREADY = Reason("already-listed", "This person is on the list already.")
STALE = Reason(
    "stale",
    "Somebody changed this while you had it open. Look at it again, then choose what to keep.",
)
WRITTEN_TO = Reason(
    "written-to", "A letter about this person was made, so they stay on the list.", "BR-5.17"
)


def known_as(person: ListedPerson) -> Known:
    """What is sealed of somebody who stood in a file."""
    return Known(
        name=person.name, born=person.born.isoformat() if person.born else "",
        parent=person.parent, email=person.email, postal=person.postal, number=person.number,
    )  # fmt: skip


def listed_rows(
    incident: Incident, groups: Sequence[Sequence[ListedPerson]], besides: Sequence[Beside], *,
    kind: str, by: Membership, at: datetime,
) -> list[AffectedPerson]:  # fmt: skip
    """A row, not saved, for each contact of each of them; those beside somebody name them."""
    key = key_of(incident)

    def row_of(one: ListedPerson, pupil: UUID | None) -> AffectedPerson:
        return new_person(
            incident, known_as(one), key=key, kind=kind, language=one.language, flags=one.flags,
            by_id=by.person_id, at=at, pupil=pupil,
        )  # fmt: skip

    rows = [row_of(one, pupil_of(person.row)) for one, person in besides]
    for first, *others in groups:
        head = row_of(first, None)
        head.pupil = head.pk if others else None
        rows += [head, *(row_of(one, head.pk) for one in others)]
    return rows


def flag(row: AffectedPerson, flags: Sequence[str]) -> None:
    """Put what to look at first into the row; anything new in it asks for a new word."""
    if set(flags) - set(row.flags):
        row.word, row.word_of, row.word_at = "", "", None
    row.flags = list(flags)


def with_the_pupil(row: AffectedPerson, known: Known, key: bytes) -> list[AffectedPerson]:
    """The rows of the same pupil with other contacts, named and dated as this one is now."""
    rows = AffectedPerson.objects.filter(school_id=row.school_id, incident=row.incident)
    others = list(rows.filter(pupil=row.pupil).exclude(pk=row.pk)) if row.pupil else []
    for each in others:
        put_in(each, replace(known_of(each, key), name=known.name, born=known.born), key=key)
        refuse_if_known(each)
    return others


def stay_without(row: AffectedPerson) -> list[AffectedPerson]:
    """The other contacts of the pupil, once this one, the first, is taken off the list."""
    if row.pupil != row.pk:
        return []
    rows = AffectedPerson.objects.filter(school_id=row.school_id, incident=row.incident)
    others = list(rows.filter(pupil=row.pk).exclude(pk=row.pk))
    key = key_of(row.incident)
    for each in others:
        each.pupil = others[0].pk
        put_in(each, known_of(each, key), key=key)
    return others


def beside(row: AffectedPerson, known: Known, key: bytes) -> AffectedPerson:
    """Make the row one more contact of the pupil who is on the list; their first row.

    Raises NotYet unless it names another parent or carer than those who are there.
    """
    rows = AffectedPerson.objects.filter(school_id=row.school_id, incident=row.incident)
    head = rows.get(likeness=row.likeness)
    family = rows.filter(pupil=head.pupil) if head.pupil else [head]
    there = {name_key(known_of(each, key).parent) for each in family}
    if not known.parent or name_key(known.parent) in there or "" in there:
        raise NotYet(ALREADY)
    head.pupil = row.pupil = pupil_of(head)
    put_in(row, known, key=key)
    return head


def how_many(rows: Iterable[AffectedPerson]) -> int:
    """How many people these are, each counted once whatever contacts they have."""
    return len({pupil_of(each) for each in rows})


def listed(incident: Incident) -> list[AffectedPerson]:
    """Every row of the list; nothing sealed is opened."""
    rows = AffectedPerson.objects.filter(school_id=incident.school_id, incident=incident)
    return list(rows.defer("sealed"))


def fresh(row: AffectedPerson, seen: int, by: Membership) -> None:
    """Read the person anew, and refuse when they are not as they were on screen."""
    incident = row.incident
    allow_names(incident, by)
    refuse_closed(incident)
    rows = AffectedPerson.objects.filter(school_id=incident.school_id)
    row.refresh_from_db(from_queryset=rows)
    row.incident = incident
    if row.revision != seen:
        raise Stale(STALE)


def refuse_if_known(row: AffectedPerson) -> None:
    """Raise NotYet when somebody else on the list is the same person."""
    rows = AffectedPerson.objects.filter(school_id=row.school_id, incident=row.incident_id)
    if rows.filter(likeness=row.likeness).exclude(pk=row.pk).exists():
        raise NotYet(ALREADY)


def refuse_if_written_to(row: AffectedPerson) -> None:
    """Raise NotYet when a letter or an answer is about the person."""
    letters = Letter.objects.filter(school_id=row.school_id, incident=row.incident_id)
    about = {one for people in letters.values_list("people", flat=True) for one in people}
    replies = Reply.objects.filter(school_id=row.school_id, person=row)
    if str(row.pk) in about or replies.exists():
        raise NotYet(WRITTEN_TO)
