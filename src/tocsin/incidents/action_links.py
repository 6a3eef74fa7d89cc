"""The link by which somebody outside the school answers, without an account."""

import hashlib
import hmac

from django.conf import settings
from django.urls import reverse

from tocsin.incidents.models import Action

PURPOSE = b"tocsin link of an action"


def token_of(action: Action) -> str:
    """The secret of the link: worked out from the instance's key, stored nowhere."""
    return hmac.digest(settings.INSTANCE_KEY, PURPOSE + action.pk.bytes, hashlib.sha256).hex()[:40]


def is_token_of(action: Action, token: str) -> bool:
    """Whether `token` opens the action; the time it takes tells nothing."""
    return hmac.compare_digest(token_of(action).encode(), token.encode())


def link_of(action: Action) -> str:
    """The path of the page on which the action is answered."""
    return reverse(
        "incidents:actions:outside", args=[action.school.slug, action.pk, token_of(action)]
    )
