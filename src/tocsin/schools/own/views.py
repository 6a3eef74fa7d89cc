"""A person's own calendar feed and weekly message."""

from allauth.account.decorators import reauthentication_required
from allauth.decorators import rate_limit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tocsin.schools.alerts import absolute
from tocsin.schools.models import Person
from tocsin.schools.own.address import ask_for_address
from tocsin.schools.own.feeds import end_feed, feed_of, make_feed
from tocsin.schools.own.forms import AddressForm, FeedForm
from tocsin.schools.signed_in import signed_in

SENT = (
    "We have sent a link to the new address. If nothing comes within an hour, look at how you wrote"
    " it; or it may belong to another account."
)


@require_http_methods(["GET", "POST"])
@signed_in
def feed(request: HttpRequest) -> HttpResponse:
    at, person = timezone.now(), _person(request)
    form = FeedForm(request.POST if request.method == "POST" else None, at=at)
    if request.method == "POST" and form.is_valid():
        token = make_feed(person, **form.cleaned_data, at=at)
        page = {"address": absolute(reverse("worklists:feed", args=[token]))}
        return render(request, "schools/own/feed_made.html", page)
    return render(request, "schools/own/feed.html", {"form": form, "feed": feed_of(person)})


@require_POST
@signed_in
def feed_end(request: HttpRequest) -> HttpResponse:
    end_feed(_person(request))
    messages.success(request, "The calendar address is ended. It shows nothing any more.")
    return redirect("schools:account")


@require_http_methods(["GET", "POST"])
@signed_in
@reauthentication_required  # type: ignore[untyped-decorator]
@rate_limit(action="manage_email")  # type: ignore[untyped-decorator]
def address(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    form = AddressForm(request.POST if request.method == "POST" else None, now=person.email)
    if request.method == "POST" and form.is_valid():
        ask_for_address(request, person, form.cleaned_data["email"])
        messages.success(request, SENT)
        return redirect("schools:account")
    page = {"form": form, "heading": "Change your email address", "button": "Send the link",
            "back_href": reverse("schools:account")}  # fmt: skip
    return render(request, "ui/question.html", page, status=422 if form.errors else 200)


@require_POST
@signed_in
def digest(request: HttpRequest) -> HttpResponse:
    person, is_wanted = _person(request), request.POST.get("wanted") == "yes"
    ended_at = None if is_wanted else timezone.now()
    Person.objects.filter(pk=person.pk).update(digest_ended_at=ended_at)
    said = "You get the weekly message." if is_wanted else "You get no weekly message any more."
    messages.success(request, said)
    return redirect("schools:account")


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 - signed_in saw to it
    return request.user
