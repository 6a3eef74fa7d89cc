"""Reading letters, batches and answers, always within the incident's school."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.http import Http404

from tocsin.incidents.letters import content_of
from tocsin.incidents.models import AffectedPerson, Dispatch, Incident, Letter, Reply
from tocsin.incidents.people import key_of, known_of
from tocsin.ledger.tenancy import reading


def dispatches_of(incident: Incident) -> list[tuple[Dispatch, Counter[str]]]:
    """Every batch, the newest first, with how many of its letters are in which state."""
    with reading(incident.school_id):
        rows = Dispatch.objects.filter(school_id=incident.school_id, incident=incident)
        found = list(rows.order_by("-number"))
        counts: dict[UUID, Counter[str]] = {each.pk: Counter() for each in found}
        letters = Letter.objects.filter(school_id=incident.school_id, incident=incident)
        for dispatch_id, state in letters.values_list("dispatch_id", "state"):
            counts[dispatch_id][state] += 1
    return [(each, counts[each.pk]) for each in found]


def dispatch_of(incident: Incident, dispatch_id: UUID) -> Dispatch:
    """One batch; 404 for any other."""
    with reading(incident.school_id):
        rows = Dispatch.objects.filter(school_id=incident.school_id, incident=incident)
        found = rows.filter(pk=dispatch_id).first()
    if found is None:
        raise Http404
    found.incident = incident
    return found


def letters_of(dispatch: Dispatch) -> list[Letter]:
    """The letters of a batch, by number."""
    with reading(dispatch.school_id):
        rows = Letter.objects.filter(school_id=dispatch.school_id, dispatch=dispatch)
        found = list(rows.order_by("number"))
    for each in found:
        each.incident, each.dispatch = dispatch.incident, dispatch
    return found


def letter_of(incident: Incident, letter_id: UUID) -> Letter:
    """One letter; 404 for any other."""
    with reading(incident.school_id):
        rows = Letter.objects.filter(school_id=incident.school_id, incident=incident)
        found = rows.select_related("dispatch").filter(pk=letter_id).first()
    if found is None:
        raise Http404
    found.incident = found.dispatch.incident = incident
    return found


def person_row(incident: Incident, person_id: UUID) -> AffectedPerson:
    """Somebody on the list; 404 for anybody else."""
    with reading(incident.school_id):
        rows = AffectedPerson.objects.filter(school_id=incident.school_id, incident=incident)
        found = rows.filter(pk=person_id).first()
    if found is None:
        raise Http404
    found.incident = incident
    return found


def replies_of(incident: Incident) -> list[Reply]:
    """Every answer: first those that wait, the nearest day first."""
    with reading(incident.school_id):
        rows = Reply.objects.filter(school_id=incident.school_id, incident=incident)
        found = list(rows.select_related("person", "letter"))
    for each in found:
        each.incident = incident
    return sorted(found, key=lambda each: (each.done_at is not None, each.due_on))


def reply_of(incident: Incident, reply_id: UUID) -> Reply:
    """One answer; 404 for any other."""
    found = next((each for each in replies_of(incident) if each.pk == reply_id), None)
    if found is None:
        raise Http404
    return found


def names_of(replies: Sequence[Reply], incident: Incident) -> dict[UUID, str]:
    """Who each answer is from. Whoever calls this has recorded that the names are looked at."""
    key = key_of(incident)
    found = {}
    for each in replies:
        if each.person is not None:
            found[each.pk] = known_of(each.person, key).name
        elif each.letter is not None:
            found[each.pk] = content_of(each.letter, key).to
    return found
