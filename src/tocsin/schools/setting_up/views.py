"""The pages behind the link that is printed at the first start."""

from importlib.util import find_spec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods, require_POST

from tocsin.schools.mail_test import mail_settings, send_test
from tocsin.schools.models import School
from tocsin.schools.setting_up.forms import SetUpForm, TestMessageForm
from tocsin.schools.setup import check_link, set_up, spending
from tocsin.schools.sign_in import new_person, sign_in
from tocsin.schools.signed_in import open_to_all, remember_wanted

WHY = "Nobody has an account yet; the link on the terminal is the key."


@open_to_all(WHY)
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, token: str) -> HttpResponse:
    check_link(token)
    form = TestMessageForm(request.POST or None)
    if form.is_valid():
        fault = send_test(form.cleaned_data["to"], at=timezone.now())
        if not fault:
            words = "The mail server took the message. Look for it in your inbox."
            messages.success(request, words)
            return redirect("schools:setup", token)
        form.add_error("to", fault)
    page = {"form": form, "rows": mail_settings(), "token": token, "has_demo": _has_demo()}
    status = 422 if form.is_bound else 200
    return render(request, "schools/setting_up/start.html", page, status=status)


@open_to_all(WHY)
@require_http_methods(["GET", "POST"])
def school(request: HttpRequest, token: str) -> HttpResponse:
    check_link(token)
    form = SetUpForm(request.POST or None)
    if form.is_valid():
        password, at = form.cleaned_data["password"], timezone.now()
        person = new_person(form.cleaned_data["email"], form.cleaned_data["name"], password, at=at)
        with spending(token):
            set_up(person, **form.school_answers, at=at)
        slug = form.cleaned_data["slug"]
        remember_wanted(request, reverse("policies:choose", args=[slug]))
        return sign_in(
            request, person.email, password, then=reverse("schools:second-factor", args=[slug])
        )
    page = {"form": form, "back_href": reverse("schools:setup", args=[token])}
    status = 422 if form.is_bound else 200
    return render(request, "schools/setting_up/school.html", page, status=status)


@open_to_all(WHY)
@require_POST
def demo(request: HttpRequest, token: str) -> HttpResponse:
    if not _has_demo():
        raise Http404
    load = import_string("tocsin.demo.loading.load")  # it stands above this room
    with spending(token):
        people = load(timezone.now()).people
    return render(request, "schools/setting_up/demo.html", {"people": people})


def _has_demo() -> bool:
    return find_spec("tocsin.demo") is not None and not School.objects.exists()
