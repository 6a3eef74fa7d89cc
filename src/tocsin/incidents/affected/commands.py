"""The list of the people affected: looked at, brought in, and put right one by one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from tocsin.core.errors import NotYet, Reason
from tocsin.core.people_rows import ListedPerson
from tocsin.core.roles import Permission
from tocsin.incidents.affected.matching import (
    changed_rows,
    heads_of,
    refuse_if_list_moved,
    sorted_out,
)
from tocsin.incidents.affected.rows import (
    beside,
    flag,
    fresh,
    how_many,
    listed,
    listed_rows,
    refuse_if_known,
    refuse_if_written_to,
    stay_without,
    with_the_pupil,
)
from tocsin.incidents.affected.undated import addressed_rows, refuse_if_moved, undated_in
from tocsin.incidents.models import AffectedPerson, Incident
from tocsin.incidents.pending import forget
from tocsin.incidents.people import Known, key_of, known_of, new_person, people_of, pupil_of, put_in
from tocsin.incidents.people_looks import allow_names
from tocsin.incidents.refusals import refuse_closed
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership

MAY = Permission.READ_PEOPLE


def open_list(incident: Incident, *, by: Membership, at: datetime) -> None:
    """Record that somebody looks at the names. Source: BR-5.17; SI-M5."""
    with writing(incident, by=by, may=MAY, at=at) as record:
        allow_names(incident, by)
        record("affected.opened", count=incident.people_listed or 0)


def list_people(
    incident: Incident, people: Sequence[ListedPerson], *, kind: str, pending_id: UUID,
    by: Membership, at: datetime, may_change: bool = True, seen: str | None = None,
) -> tuple[int, int]:  # fmt: skip
    """Put everybody on the list who is not on it yet, and fill in and correct those who are.

    All or none; how many were new, and how many changed. may_change: False leaves those who are
    there as they are. seen: `state_of` the list on screen. Raises NotYet when nothing would happen,
    and Stale when the list is not as it was. Source: BR-5.17.
    """
    # Opening and sealing many names takes its time, so it is over before the school's turn.
    found = sorted_out(incident, people, kind=kind, at=at)
    besides = found.besides if may_change else []
    rows = listed_rows(incident, found.new, besides, kind=kind, by=by, at=at)
    changed = changed_rows(incident, found.changes if may_change else ())
    heads = heads_of(besides, changed)
    with writing(incident, by=by, may=MAY, at=at) as record:
        allow_names(incident, by)
        refuse_closed(incident)
        refuse_if_list_moved(incident, found.on_list, seen)
        if not rows and not changed:
            raise NotYet(Reason("nobody-new", "Everybody in this file is on the list already."))
        incident.people_listed = how_many(each.row for each in found.on_list) + len(found.new)
        forget(incident.school_id, pending_id)
        saved = [incident, *heads, *rows, *changed]
        record("affected.listed", saved=saved, new=len(rows), changed=len(changed))
    return len(found.new), len({*map(pupil_of, changed), *map(pupil_of, heads)})


def add_person(
    incident: Incident, known: Known, *, kind: str, language: str, flags: list[str],
    by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Put one person on the list by hand, or one more parent or carer of a pupil who is on it.

    Raises NotYet when they are on it. Source: BR-5.17.
    """
    with writing(incident, by=by, may=MAY, at=at) as record:
        allow_names(incident, by)
        refuse_closed(incident)
        row = new_person(
            incident, known, key=key_of(incident), kind=kind, language=language, flags=flags,
            by_id=by.person_id, at=at,
        )  # fmt: skip
        rows = listed(incident)
        is_there = row.likeness in {each.likeness for each in rows}
        heads = [beside(row, known, key_of(incident))] if is_there else []
        incident.people_listed = how_many([*rows, row])
        record("affected.added", saved=[incident, *heads, row])


def correct_person(
    row: AffectedPerson, known: Known, *, kind: str, language: str, flags: list[str], seen: int,
    by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Put right what is known of somebody. A new thing to look at first asks for a new word.

    What was said about them stays. Source: BR-5.17.
    """
    with writing(row.incident, by=by, may=MAY, at=at) as record:
        fresh(row, seen, by)
        key = key_of(row.incident)
        before = known_of(row, key)
        kept = {name: getattr(before, name) for name in ("why_addressed", "why_word", "number")}
        put_in(row, replace(known, **kept), key=key)
        refuse_if_known(row)
        row.kind, row.language = kind, language
        flag(row, flags)
        others = with_the_pupil(row, known, key)
        record("affected.corrected", saved=[row.incident, row, *others])


def address(
    row: AffectedPerson, *, addressed_to: str, reason: str, seen: int, by: Membership, at: datetime
) -> None:
    """Choose whom to write to about one person, against their age and for a reason.

    addressed_to: "self" or "parent"; "" goes by the age again. Source: BR-5.17.
    """
    with writing(row.incident, by=by, may=MAY, at=at) as record:
        fresh(row, seen, by)
        key = key_of(row.incident)
        put_in(row, replace(known_of(row, key), why_addressed=reason), key=key)
        row.addressed_to = addressed_to
        record("affected.addressed", saved=[row.incident, row], to=addressed_to or "by-age")


def address_undated(
    incident: Incident, *, addressed_to: str, reason: str, seen: str, by: Membership, at: datetime
) -> int:
    """Choose whom to write to about everybody whose age is not known; how many that were.

    Those with something to look at first are not among them. seen: `state_of` them on screen.
    Source: BR-5.17.
    """
    # Opening and sealing many names takes its time, so it is over before the school's turn.
    people = undated_in(people_of(incident, at))
    rows = addressed_rows(incident, people, addressed_to=addressed_to, reason=reason)
    with writing(incident, by=by, may=MAY, at=at) as record:
        allow_names(incident, by)
        refuse_closed(incident)
        refuse_if_moved(incident, people, seen)
        saved = [incident, *rows]
        record("affected.addressed-together", saved=saved, to=addressed_to, count=len(rows))
    return how_many(rows)


def give_word(
    row: AffectedPerson, *, word: str, word_of: str, words: str, seen: int, by: Membership,
    at: datetime,
) -> None:  # fmt: skip
    """Record the word of whoever safeguards pupils, or of whoever decides, about one person.

    word: "write" as it stands, or "spare" them. word_of: "dsl" or "decider". Source: BR-5.17;
    SI-M3-STEPS.
    """
    with writing(row.incident, by=by, may=Permission.DECIDE, at=at) as record:
        fresh(row, seen, by)
        key = key_of(row.incident)
        put_in(row, replace(known_of(row, key), why_word=words), key=key)
        row.word, row.word_of, row.word_at = word, word_of, at
        record("affected.word-given", saved=[row.incident, row], word=word, of=word_of)


def remove_person(row: AffectedPerson, *, seen: int, by: Membership, at: datetime) -> None:
    """Take somebody off the list to whom nothing was written. Source: BR-5.17."""
    with writing(row.incident, by=by, may=MAY, at=at) as record:
        fresh(row, seen, by)
        incident = row.incident
        refuse_if_written_to(row)
        incident.people_listed = how_many(e for e in listed(incident) if e.pk != row.pk)
        record("affected.removed", saved=[incident, *stay_without(row)], removed=[row])
