"""What follows when a letter goes out, comes back or is answered: rows to save inside `writing`."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from tocsin.core.errors import Stale
from tocsin.incidents.models import AffectedPerson, Dispatch, Incident, Letter, Reply, Telling
from tocsin.incidents.refusals import MOVED_ON
from tocsin.ledger.recorded import Recorded

State = Letter.State
REACHED = frozenset({State.SENT.value, State.SPOKEN.value})
LOST = frozenset({State.FAILED.value, State.BOUNCED.value, State.RETURNED.value})
Way = Dispatch.Way
HOW = {Way.EMAIL.value: "email", Way.PAPER.value: "letter", Way.PHONE.value: "phone"}


def moved(
    incident: Incident, letters: Sequence[Letter], state: str, *, when: datetime, at: datetime,
    how: str, fault: str = "",
) -> list[Recorded]:  # fmt: skip
    """The letters in their new state, with what follows for their people and the incident.

    when: it happened; at: it is recorded. Once nobody is left to be told, the people are told.
    Source: BR-5.17.
    """
    for letter in letters:
        letter.state, letter.changed_at, letter.fault = state, at, fault
        if state in REACHED:
            letter.sent_at = letter.sent_at or when
        elif state == State.FAILED:
            letter.sent_at = None
        letter.needs_another_way = state in LOST
    people = _people_of(incident, letters) if state in REACHED | LOST else []
    for person in people:
        person.reached_at = when if state in REACHED else None
    _count_back(incident, letters)
    telling = _all_told(incident, people, when=when, at=at, how=how) if state in REACHED else []
    return [incident, *letters, *people, *telling]


def fresh(letter: Letter, seen: int | None = None) -> None:
    """Read the letter anew; refuse when it is not as it was on screen."""
    incident, dispatch = letter.incident, letter.dispatch
    letter.refresh_from_db(from_queryset=Letter.objects.filter(school_id=letter.school_id))
    letter.incident, letter.dispatch = incident, dispatch
    if seen is not None and letter.revision != seen:
        raise Stale(MOVED_ON)


def settled(incident: Incident, people: Sequence[str]) -> list[Letter]:
    """Earlier letters about these people that need no other way any more, since one was found."""
    rows = Letter.objects.filter(
        school_id=incident.school_id, incident=incident, needs_another_way=True
    )
    found = [each for each in rows if not set(each.people).isdisjoint(people)]
    for each in found:
        each.needs_another_way, each.incident = False, incident
    _count_back(incident, found)
    return found


def keep_replies(incident: Incident, reply: Reply) -> None:
    """Repeat on the incident the days by which somebody is to be answered."""
    rows = Reply.objects.filter(school_id=incident.school_id, incident=incident, done_at=None)
    days = list(rows.exclude(pk=reply.pk).values_list("due_on", flat=True))
    if reply.done_at is None:
        days.append(reply.due_on)
    incident.replies_open = sorted(map(date.isoformat, days))


def _people_of(incident: Incident, letters: Sequence[Letter]) -> list[AffectedPerson]:
    wanted = {one for letter in letters for one in letter.people}
    rows = AffectedPerson.objects.filter(school_id=incident.school_id, incident=incident)
    return list(rows.filter(pk__in=wanted))


def _count_back(incident: Incident, letters: Sequence[Letter]) -> None:
    rows = Letter.objects.filter(
        school_id=incident.school_id, incident=incident, needs_another_way=True
    )
    back = set(rows.values_list("pk", flat=True))
    for each in letters:
        (back.add if each.needs_another_way else back.discard)(each.pk)
    incident.letters_back = len(back)


def _all_told(
    incident: Incident, people: Sequence[AffectedPerson], *, when: datetime, at: datetime, how: str
) -> list[Any]:
    """That the people were told, once, when these were the last of them."""
    rows = AffectedPerson.objects.filter(school_id=incident.school_id, incident=incident)
    left = rows.filter(reached_at=None).exclude(word=AffectedPerson.Word.SPARE)
    done = {each.pk for each in people}
    some = left.values_list("pk", flat=True)[: len(done) + 1]  # one more would be somebody else
    if incident.people_told_at or not done.issuperset(some):
        return []
    incident.people_told_at = when
    count = incident.people_listed or len(people)
    return [
        Telling(
            incident=incident, school_id=incident.school_id, at=at, whom=Telling.Whom.PEOPLE,
            told_at=when, how=how, details=f"Everybody on the list was reached: {count}.",
        )
    ]  # fmt: skip
