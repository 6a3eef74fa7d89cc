"""Rows of the list, and what stands in the way of a change; only inside `writing`."""

from collections.abc import Sequence
from datetime import datetime

from tocsin.core.errors import NotYet, Reason, Stale
from tocsin.core.people_rows import ListedPerson
from tocsin.incidents.models import AffectedPerson, Incident, Letter, Reply
from tocsin.incidents.people import Known, key_of, new_person
from tocsin.incidents.people_looks import allow_names
from tocsin.incidents.refusals import refuse_closed
from tocsin.schools.models import Membership

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


def likenesses_of(incident: Incident) -> set[str]:
    """What those on the list are known again by."""
    rows = AffectedPerson.objects.filter(school_id=incident.school_id, incident=incident)
    return set(rows.values_list("likeness", flat=True))


def listed_rows(
    incident: Incident, people: Sequence[ListedPerson], *, kind: str, by: Membership, at: datetime
) -> list[AffectedPerson]:
    """A row, not saved, for each of them."""
    key = key_of(incident)
    return [
        new_person(
            incident, known_as(each), key=key, kind=kind, language=each.language,
            flags=each.flags, by_id=by.person_id, at=at,
        )
        for each in people
    ]  # fmt: skip


def flag(row: AffectedPerson, flags: Sequence[str]) -> None:
    """Put what to look at first into the row; anything new in it asks for a new word."""
    if set(flags) - set(row.flags):
        row.word, row.word_of, row.word_at = "", "", None
    row.flags = list(flags)


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
