"""Reading actions, always within the reader's school, and never more than the reader may see."""

from uuid import UUID

from django.http import Http404

from tocsin.core.actions import ActionState
from tocsin.incidents.asking import actions_of
from tocsin.incidents.models import Action, Incident
from tocsin.incidents.recusals import rows_kept_from
from tocsin.incidents.scoped_links import is_token_of
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership
from tocsin.schools.queries import school_at

UNDONE = [ActionState.OPEN.value, ActionState.RETURNED.value]


def action_of(incident: Incident, action_id: UUID) -> Action:
    """One action of an incident that the reader may open; 404 for any other."""
    found = next((each for each in actions_of(incident) if each.pk == action_id), None)
    if found is None:
        raise Http404
    return found


def asked_of(reader: Membership) -> list[Action]:
    """What the reader was asked and has not done, nearest first. Source: SI-M4."""
    with reading(reader.school_id):
        hidden = rows_kept_from(reader.school_id, reader.person_id)
        rows = Action.objects.filter(
            ~hidden, school_id=reader.school_id, person=reader.person_id, state__in=UNDONE
        )
        return list(rows.order_by("due_on", "at"))


def own_action(reader: Membership, action_id: UUID) -> Action:
    """One action that the reader was asked for, done or not; 404 for another's."""
    with reading(reader.school_id):
        hidden = rows_kept_from(reader.school_id, reader.person_id)
        rows = Action.objects.filter(~hidden, school_id=reader.school_id, person=reader.person_id)
        return _only(rows.filter(pk=action_id).select_related("incident", "school").first())


def outside_action(slug: str, action_id: UUID, token: str) -> Action:
    """The action that a link opens; 404 when the token is not its own."""
    school = school_at(slug)
    with reading(school.pk):
        rows = Action.objects.filter(school_id=school.pk, pk=action_id, person__isnull=True)
        found = _only(rows.select_related("incident", "school").first())
    if not is_token_of(found, token):
        raise Http404
    return found


def _only(found: Action | None) -> Action:
    if found is None:
        raise Http404
    return found
