"""A person's own calendar feed and weekly message."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tocsin.schools.alerts import absolute
from tocsin.schools.models import Person
from tocsin.schools.own.feeds import end_feed, feed_of, make_feed
from tocsin.schools.own.forms import FeedForm
from tocsin.schools.signed_in import signed_in


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
