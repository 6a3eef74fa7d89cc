"""Where an invitation's link leads."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tocsin.schools.commands import accept
from tocsin.schools.invited import invitation_for, take_in_hand
from tocsin.schools.joining.forms import JoinForm
from tocsin.schools.models import Invitation, Person, School
from tocsin.schools.sign_in import new_person, sign_in
from tocsin.schools.signed_in import open_to_all


@open_to_all("Somebody who is invited has no account yet; the emailed link is the key.")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, school: str, token: str) -> HttpResponse:
    row = School.objects.filter(slug=school).first()
    invitation = invitation_for(row, token, at=timezone.now()) if row else None
    if invitation is None:
        return render(request, "schools/joining/ended.html", status=404)
    take_in_hand(request, invitation)
    if isinstance(request.user, Person):
        return _as_oneself(request, request.user, invitation)
    if Person.objects.filter(email=invitation.email).exists():
        return render(request, "schools/joining/known.html", _shown(invitation))
    return _as_somebody_new(request, invitation)


def _as_oneself(request: HttpRequest, person: Person, invitation: Invitation) -> HttpResponse:
    if request.method == "POST":
        accept(invitation, person, at=timezone.now())
        messages.success(request, f"You have joined {invitation.school.name}.")
        return redirect("schools:front", invitation.school.slug)
    page = _shown(invitation) | {"person": person}
    return render(request, "schools/joining/accept.html", page)


def _as_somebody_new(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = JoinForm(request.POST or None, initial={"name": invitation.name}, email=invitation.email)
    if form.is_valid():
        password, at = form.cleaned_data["password"], timezone.now()
        person = new_person(invitation.email, form.cleaned_data["name"], password, at=at)
        try:
            accept(invitation, person, at=at)
        except IntegrityError:  # pressed twice: the first press made the account
            return redirect("account_login")
        there = reverse("schools:front", args=[invitation.school.slug])
        return sign_in(request, person.email, password, then=there)
    page = _shown(invitation) | {"form": form, "here": request.path}
    status = 422 if form.is_bound else 200
    return render(request, "schools/joining/new.html", page, status=status)


def _shown(invitation: Invitation) -> dict[str, Any]:
    return {"invitation": invitation, "is_practice": invitation.school.is_demo}
