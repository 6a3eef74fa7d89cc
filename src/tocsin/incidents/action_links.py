"""The link by which somebody outside the school answers, without an account."""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from tocsin.incidents.models import Action
from tocsin.ledger.tenancy import reading
from tocsin.schools.queries import school_at

PURPOSE = b"tocsin link of an action"


def token_of(action: Action) -> str:
    """The secret of the link: worked out from the instance's key, stored nowhere."""
    return hmac.digest(settings.INSTANCE_KEY, PURPOSE + action.pk.bytes, hashlib.sha256).hex()[:40]


def is_token_of(action: Action, token: str) -> bool:
    """Whether `token` opens the action; the time it takes tells nothing."""
    return hmac.compare_digest(token_of(action).encode(), token.encode())


def link_of(action: Action) -> str:
    """The path of the page on which the action is answered."""
    page = "processors:answer" if action.questions is not None else "actions:outside"
    return reverse(f"incidents:{page}", args=[action.school.slug, action.pk, token_of(action)])


def outside_action(slug: str, action_id: UUID, token: str, *, of_company: bool = False) -> Action:
    """The action that a link opens; 404 when the token is not its own.

    of_company: whether it asks a company the questions of `core.supplier_questions`.
    """
    school = school_at(slug)
    with reading(school.pk):
        rows = Action.objects.filter(school_id=school.pk, pk=action_id, person__isnull=True)
        rows = rows.filter(questions__isnull=not of_company)
        found = rows.select_related("incident", "school").first()
    if found is None or not is_token_of(found, token):
        raise Http404
    return found
