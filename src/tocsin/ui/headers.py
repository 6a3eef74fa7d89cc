"""What every answer tells the browser it may do: load from here, send to here, keep nothing."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(),"
    " midi=(), payment=(), usb=(), publickey-credentials-get=(self),"
    " publickey-credentials-create=(self)"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": PERMISSIONS,
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}


class SecurityHeaders:
    """Stands below the static files, so that everything it sees was made for one person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        site = _other_site(request, response)
        if site:
            response = _leaving(request, response, site)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        patch_vary_headers(response, ["Cookie"])
        return response


def _other_site(request: HttpRequest, response: HttpResponseBase) -> str:
    if request.method != "POST" or response.status_code not in {302, 303, 307}:
        return ""
    site = urlsplit(response["Location"]).netloc
    return "" if site == request.get_host() else site


def _leaving(request: HttpRequest, response: HttpResponseBase, site: str) -> HttpResponse:
    # Chromium applies form-action to the redirect after a form too: signing in at Google or
    # Microsoft would be blocked. A page that leads on keeps the policy whole.
    page = render(request, "ui/leaving.html", {"href": response["Location"], "site": site})
    page.cookies = response.cookies
    return page
