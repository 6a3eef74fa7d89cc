"""The links by which somebody answers without an account: each opens one thing and no other."""

import hashlib
import hmac

from django.conf import settings
from django.urls import reverse

from tocsin.incidents.models import Action, Interview

PURPOSE = b"tocsin link of an "
PAGES = {Action: "incidents:actions:outside", Interview: "incidents:interviews:agree"}
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
    return reverse(PAGES[type(row)], args=[row.school.slug, row.pk, token_of(row)])
