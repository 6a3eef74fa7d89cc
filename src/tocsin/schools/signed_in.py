"""Who is asking: the signed-in person's membership, found once per request."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from tocsin.core.errors import NotAllowed, Reason
from tocsin.core.roles import WITHOUT_SECOND_FACTOR, Permission, allow
from tocsin.ledger.tenancy import reading, reading_all_of
from tocsin.schools.kept import keep_words, remember_who
from tocsin.schools.models import Membership, Person
from tocsin.schools.queries import membership_in
from tocsin.schools.work import Work, first_school_of, work_of

NOWHERE = Reason("role", "You do not look after incidents at any school. Ask the school office.")


class SchoolRequest(HttpRequest):
    membership: Membership


class WorkRequest(HttpRequest):
    work: Work


View = Callable[..., HttpResponseBase]
STRONG = frozenset({"mfa", "socialaccount"})
WANTED = "wanted"


def needs(permission: Permission) -> Callable[[View], View]:
    """Say on the view what it takes to see it. The command checks again.

    The view's first address part is the school; a stranger to the school finds nothing there. A
    page that only reads runs inside one short `reading(...)`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(
            request: SchoolRequest, school: str, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            if not isinstance(request.user, Person):
                keep_words(request)
                return redirect_to_login(request.get_full_path())
            request.membership = membership_in(request.user, school)
            allow(request.membership, permission, school_id=request.membership.school_id)
            if permission not in WITHOUT_SECOND_FACTOR and not has_second_factor(request):
                keep_words(request)
                remember_wanted(request, request.get_full_path())
                return redirect("schools:second-factor", school=school)
            if request.method in {"GET", "HEAD"}:
                with reading(request.membership.school_id, person=request.user.pk):
                    response = view(request, *args, **kwargs)
                remember_who(request, response)
                return response
            return view(request, *args, **kwargs)

        checked.permission = permission  # type: ignore[attr-defined]
        return checked

    return decorate


def needs_somewhere(permission: Permission) -> Callable[[View], View]:
    """Say on a view about all of a person's schools what it takes in one of them, with two factors.

    `request.work` says in which schools the person holds which roles. A page that only reads runs
    inside one short reading of them all; one that is sent something opens its own for each.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: WorkRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, Person):
                keep_words(request)
                return redirect_to_login(request.get_full_path())
            with reading_all_of(request.user.pk, Membership):
                request.work = work_of(request.user, permission)
                if not request.work.roles:
                    raise NotAllowed(NOWHERE)
                is_strong = has_second_factor(request)
                if is_strong and request.method in {"GET", "HEAD"}:
                    return view(request, *args, **kwargs)
                school = first_school_of(request.user)
            if is_strong:
                return view(request, *args, **kwargs)
            keep_words(request)
            remember_wanted(request, request.get_full_path())
            return redirect("schools:second-factor", school=school)

        checked.permission = permission  # type: ignore[attr-defined]
        return checked

    return decorate


def signed_in(view: View) -> View:
    """For pages about the person, not about one school."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    checked.permission = "signed-in"  # type: ignore[attr-defined]
    return checked


def open_to_all(why: str) -> Callable[[View], View]:
    """Say on the view why anybody may see it."""

    def decorate(view: View) -> View:
        view.open_to_all = why  # type: ignore[attr-defined]
        return view

    return decorate


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with two factors: a code, a passkey, or the school's own
    identity provider (which asks for its own second factor).
    """
    records = get_authentication_records(request, request.user)
    return any(record.get("method") in STRONG for record in records)


def remember_wanted(request: HttpRequest, path: str) -> None:
    """Keep where the person was going, until they have two factors. Always an address of ours."""
    request.session[WANTED] = path


def wanted(request: HttpRequest) -> str:
    """Where the person was going, once; the front page when nowhere."""
    return str(request.session.pop(WANTED, "/"))
