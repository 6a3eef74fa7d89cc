"""The address and the secret of a webhook: encrypted in the row, readable for sending alone."""

import base64
import json
import secrets

from tocsin.ledger.keys import key_for, seal, unseal
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Webhook
from tocsin.schools.webhooks.sending import SECRET

BYTES = 32


def new_secret() -> str:
    """A signing secret, in the form the receivers' libraries take."""
    return SECRET + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def sealed(webhook: Webhook, url: str, secret: str) -> bytes:
    """What the row keeps of the two."""
    plain = json.dumps({"url": url, "secret": secret}).encode()
    return seal(_key(webhook), plain, webhook.bound_to)


def opened(webhook: Webhook) -> tuple[str, str]:
    """The address and the secret."""
    kept = json.loads(unseal(_key(webhook), bytes(webhook.sealed), webhook.bound_to))
    return kept["url"], kept["secret"]


def _key(webhook: Webhook) -> bytes:
    with reading(webhook.school_id):
        return key_for(webhook.school_id, school_id=webhook.school_id)
