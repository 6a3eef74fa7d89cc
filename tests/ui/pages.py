"""Pages that go wrong on purpose, and some that do not."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from tocsin.core.errors import NotAllowed, NotYet, Reason, Refused, Stale
from tocsin.ui import errors

BEFORE = Reason("dpo", "Refer the incident to the DPO before closing it.", "BR-5.4")
AND = Reason("outcome", "Write the outcome report before closing it.")
RAISED = {
    "not-allowed": NotAllowed(Reason("role", "Your role does not let you do this.")),
    "not-yet": NotYet(BEFORE, AND),
    "stale": Stale(Reason("stale", "Priya Shah changed this at 10:04am.")),
    "refused": Refused(Reason("rule", "Pick another lead.")),
    "denied": PermissionDenied("inside"),
    "missing": Http404("inside"),
    "too-big": RequestDataTooBig("inside"),
    "fault": RuntimeError("inside"),
}


@csrf_exempt
def goes_wrong(request: HttpRequest, how: str) -> HttpResponse:
    del request
    raise RAISED[how]


def a_form(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/check.html", {"rows": []})


@csrf_exempt
def leads_away(request: HttpRequest) -> HttpResponse:
    del request
    return HttpResponseRedirect("https://accounts.example.com/auth?state=1&x=2")


@csrf_exempt
def leads_on(request: HttpRequest) -> HttpResponse:
    del request
    return HttpResponseRedirect("/a-form/")


handler400, handler403, handler404 = errors.bad_request, errors.forbidden, errors.not_found
handler500 = errors.server_error
urlpatterns = [
    path("wrong/<how>/", goes_wrong),
    path("a-form/", a_form),
    path("accounts/", include("allauth.urls")),
    path("leads-away/", leads_away),
    path("leads-on/", leads_on),
]
