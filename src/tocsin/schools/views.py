"""The first page, a school's front, the second step of signing in, and a person's own account."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.roles import Permission, may
from tocsin.schools.forms import FindForm, NameForm
from tocsin.schools.models import Person
from tocsin.schools.own.address import waiting_address
from tocsin.schools.people.listed import role_words
from tocsin.schools.queries import memberships_of
from tocsin.schools.shell import school_pages
from tocsin.schools.signed_in import (
    SchoolRequest,
    has_second_factor,
    needs,
    open_to_all,
    signed_in,
    wanted,
)

LONG = 10  # schools; a list of so many can be searched
FRONTS = (
    (Permission.READ_CASES, "incidents:my-work"),
    (Permission.READ_INTAKE, "incidents:inbox"),
    (Permission.MANAGE_PEOPLE, "schools:people"),
    (Permission.REPORT, "incidents:report:start"),
)


@open_to_all("It only shows the way in.")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, Person):
        return redirect("account_login")
    memberships = memberships_of(request.user)
    if len(memberships) == 1:
        return redirect("schools:front", memberships[0].school.slug)
    form = FindForm(request.GET)
    sought = form.cleaned_data["q"].casefold() if form.is_valid() else ""
    rows = [
        (each.school, role_words(sorted(each.held_roles)))
        for each in memberships
        if sought in each.school.name.casefold()
    ]
    page = {
        "rows": rows,
        "form": form,
        "has_any": bool(memberships),
        "reads_cases": any(may(each, Permission.READ_CASES) for each in memberships),
        "is_long": len(memberships) >= LONG,
    }
    return render(request, "schools/home.html", page)


@require_GET
@needs(Permission.REPORT)
def front(request: SchoolRequest) -> HttpResponse:
    name = next(name for permission, name in FRONTS if may(request.membership, permission))
    return redirect(name, request.membership.school.slug)


@require_GET
@needs(Permission.REPORT)
def second_factor(request: SchoolRequest) -> HttpResponse:
    if has_second_factor(request):
        return redirect("schools:continue")
    kinds = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    page = {
        "school": request.membership.school,
        "has_codes": bool(kinds & {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}),
        "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
        "providers": get_adapter().list_providers(request),
        "named": _under_a_name(request),
    }
    return render(request, "schools/second_factor.html", page)


def _under_a_name(request: HttpRequest) -> str:
    """Where passkeys work, when they do not here: browsers want a name, not a number."""
    host = request.get_host()
    if not host.startswith("127."):
        return ""
    return f"http://localhost:{host.partition(':')[2] or 80}{request.path}"


@require_GET
@signed_in
def go_on(request: HttpRequest) -> HttpResponse:
    return redirect(wanted(request))


@require_http_methods(["GET", "POST"])
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, Person)  # noqa: S101 - signed_in saw to it
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if form.is_valid():
        Person.objects.filter(pk=request.user.pk).update(name=form.cleaned_data["name"])
        messages.success(request, "Your name is saved.")
        return redirect("schools:account")
    page = {
        "form": form,
        "person": request.user,
        "waiting_address": waiting_address(request.user),
        "memberships": memberships_of(request.user),
        "has_providers": bool(get_adapter().list_providers(request)),
        "factors": Authenticator.objects.filter(user=request.user).order_by("type", "pk"),
    }
    return render(request, "schools/account.html", page, status=422 if form.is_bound else 200)


@require_GET
@needs(Permission.READ_POLICY)
def school(request: SchoolRequest) -> HttpResponse:
    page = {"pages": school_pages(request.membership), "school": request.membership.school}
    return render(request, "schools/school.html", page)
