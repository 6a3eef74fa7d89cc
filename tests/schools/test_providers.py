"""Which identity providers may be named, and where Google and Microsoft are asked."""

import html
import re

import pytest
from django.test import Client

from tocsin.schools.providers import checked

APP = {"client_id": "id", "secret": "secret"}
TENANT = {"tenant": "8d0a1c5e-0000-4000-8000-000000000000"}
OURS = {"provider_id": "trust", "settings": {"server_url": "https://id.example.org"}}


def leads_to(path):
    page = Client().post(path).content.decode()
    return html.unescape(re.search(r'0;url=([^"]+)"', page).group(1))


@pytest.mark.parametrize(
    "providers",
    [
        {},
        {"google": {"APPS": [APP]}},
        {"microsoft": {"APPS": [APP | {"settings": TENANT}]}},
        {"openid_connect": {"APPS": [APP | OURS]}},
    ],
)
def test_providers_that_are_whole_are_taken_as_they_are(providers):
    assert checked(providers) == providers


@pytest.mark.parametrize(
    ("providers", "said"),
    [
        ([], "may name google, microsoft, openid_connect only"),
        ({"facebook": {"APPS": [APP]}}, "may name google, microsoft, openid_connect only"),
        ({"google": APP}, "give google a list called APPS"),
        ({"google": []}, "give google a list called APPS"),
        ({"google": {"APPS": []}}, "give google a list called APPS"),
        ({"google": {"APPS": [{"client_id": "id"}]}}, "google needs client_id and secret"),
        ({"google": {"APPS": ["id"]}}, "google needs client_id and secret"),
        ({"google": {"APPS": [APP | {"settings": "x"}]}}, "settings of google must be an object"),
        ({"microsoft": {"APPS": [APP]}}, "microsoft needs settings.tenant"),
        (
            {"microsoft": {"APPS": [APP | {"settings": {"tenant": "Common"}}]}},
            "microsoft needs settings.tenant",
        ),
        ({"openid_connect": {"APPS": [APP]}}, "needs provider_id and settings.server_url"),
    ],
)
def test_what_is_missing_is_named_before_anything_starts(providers, said):
    with pytest.raises(ValueError, match=said):
        checked(providers)


@pytest.mark.django_db
def test_microsoft_is_asked_for_the_school_s_own_tenant(settings):
    app = APP | {"settings": TENANT}
    settings.SOCIALACCOUNT_PROVIDERS = {"microsoft": {"APPS": [app]}}

    href = leads_to("/accounts/microsoft/login/")

    assert href.startswith(
        "https://login.microsoftonline.com/8d0a1c5e-0000-4000-8000-000000000000/oauth2/v2.0/authorize?"
    )


@pytest.mark.django_db
def test_google_is_asked_at_google(settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [APP]}}

    assert leads_to("/accounts/google/login/").startswith("https://accounts.google.com/o/oauth2/")
