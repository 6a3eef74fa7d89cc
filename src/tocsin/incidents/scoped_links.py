"""The links by which somebody answers without an account: each opens one thing and no other."""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from tocsin.incidents.models import Action, Interview
from tocsin.ledger.tenancy import reading
from tocsin.schools.queries import school_at

PURPOSE = b"tocsin link of an "
PAGES = {Action: "incidents:actions:outside", Interview: "incidents:interviews:agree"}
COMPANY = "incidents:processors:answer"
Linked = Action | Interview


def token_of(row: Linked) -> str:
    """The secret of the link: worked out from the instance's key, stored nowhere."""
    bound_to = PURPOSE + str(row._meta.model_name).encode() + row.pk.bytes
    return hmac.digest(settings.INSTANCE_KEY, bound_to, hashlib.sha256).hex()[:40]


def is_token_of(row: Linked, token: str) -> bool:
    """Whether `token` opens the row; the time it takes tells nothing."""
    return hmac.compare_digest(token_of(row).encode(), token.encode())


def link_of(row: Linked) -> str:
    """The path of the page on which it is answered."""
    asks_a_company = isinstance(row, Action) and row.questions is not None
    page = COMPANY if asks_a_company else PAGES[type(row)]
    return reverse(page, args=[row.school.slug, row.pk, token_of(row)])


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
