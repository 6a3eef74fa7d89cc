"""The school's own identity providers, as the environment names them. No Django here."""

from collections.abc import Mapping
from typing import Any

COMMON = {"", "common", "organizations", "consumers"}  # anybody's Microsoft account
KNOWN = {"google", "microsoft", "openid_connect"}


def checked(providers: Any) -> dict[str, Any]:
    """Return what TOCSIN_SIGN_IN_PROVIDERS holds. Raises ValueError saying what to write instead.

    Microsoft must be pinned to one tenant: otherwise any Microsoft account in the world could claim
    an address.
    """
    if not isinstance(providers, dict) or not set(providers) <= KNOWN:
        raise ValueError(f"TOCSIN_SIGN_IN_PROVIDERS may name {', '.join(sorted(KNOWN))} only.")
    for name, provider in providers.items():
        apps = provider.get("APPS") if isinstance(provider, dict) else None
        if not isinstance(apps, list) or not apps:
            raise ValueError(f"TOCSIN_SIGN_IN_PROVIDERS: give {name} a list called APPS.")
        for app in apps:
            _check(name, app)
    return providers


def _check(name: str, app: Any) -> None:
    if not isinstance(app, Mapping) or not (app.get("client_id") and app.get("secret")):
        raise ValueError(f"TOCSIN_SIGN_IN_PROVIDERS: {name} needs client_id and secret.")
    own = app.get("settings") or {}
    if not isinstance(own, Mapping):
        words = f"TOCSIN_SIGN_IN_PROVIDERS: the settings of {name} must be an object."
        raise ValueError(words)  # noqa: TRY004 - one kind of fault, for whoever starts it
    if name == "microsoft" and str(own.get("tenant", "")).lower() in COMMON:
        raise ValueError(
            "TOCSIN_SIGN_IN_PROVIDERS: microsoft needs settings.tenant, your own tenant's id."
        )
    if name == "openid_connect" and not (app.get("provider_id") and own.get("server_url")):
        raise ValueError(
            "TOCSIN_SIGN_IN_PROVIDERS: openid_connect needs provider_id and settings.server_url."
        )
