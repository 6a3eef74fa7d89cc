"""Changing the policy: every form changes the draft, and the draft is adopted as a whole."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.policy import Pack
from tocsin.core.roles import Permission
from tocsin.core.when import say_date
from tocsin.policies import commands, drafts
from tocsin.policies.editing.base import fitting
from tocsin.policies.editing.levels import moved, without
from tocsin.policies.editing.sections import SECTIONS, WITH_ITEM
from tocsin.policies.forms import AdoptForm
from tocsin.policies.overview import overview_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_POLICY)
def edit(request: SchoolRequest, section: str, item: str = "") -> HttpResponse:
    if section not in SECTIONS or bool(item) is not (section in WITH_ITEM):
        raise Http404
    school, at = request.membership.school, timezone.now()
    working = drafts.working_on(school.pk)
    options: dict[str, Any] = {"pack": working.pack, "item": item, "seen": working.seen}
    form: Any = form_for(request, SECTIONS[section], at=at, **options)
    if was_sent(request, form):
        seen = form.cleaned_data["seen"]
        drafts.change(request.membership, text=form.changed, seen=seen, at=at)
        messages.success(request, "The draft was changed. It is not in force until you adopt it.")
        return redirect(form.back, school.slug)
    page = {"form": form, "school": school}
    status = 422 if request.method == "POST" else 200
    return render(request, "policies/edit.html", page, status=status)


@require_GET
@needs(Permission.EDIT_POLICY)
def levels(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    working = drafts.working_on(school.pk)
    page = {"school": school, "working": working, "levels": reversed(working.pack.levels)}
    return render(request, "policies/levels.html", page)


@require_POST
@needs(Permission.EDIT_POLICY)
def move_level(request: SchoolRequest) -> HttpResponse:
    is_up = request.POST.get("way") == "up"
    return _change_levels(request, lambda pack, key: moved(pack, key, up=is_up))


@require_POST
@needs(Permission.EDIT_POLICY)
def remove_level(request: SchoolRequest) -> HttpResponse:
    return _change_levels(request, without)


def _change_levels(request: SchoolRequest, how: Callable[[Pack, str], Pack]) -> HttpResponse:
    member = request.membership
    pack = drafts.working_on(member.school_id).pack
    text = fitting(how(pack, request.POST.get("level", "")))
    seen = request.POST.get("seen", "")
    drafts.change(member, text=text, seen=seen, at=timezone.now())
    return redirect("policies:levels", member.school.slug)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_POLICY)
def changes(request: SchoolRequest) -> HttpResponse:
    school, at = request.membership.school, timezone.now()
    working = drafts.working_on(school.pk)
    form = form_for(request, AdoptForm, at=at)
    if was_sent(request, form) and working.draft:
        revision = request.POST.get("revision", "")
        made = commands.adopt(
            school, text=working.draft.text, **form.cleaned_data, by=request.membership, at=at,
            draft=int(revision) if revision.isdecimal() else 0,
        )  # fmt: skip
        day = say_date(made.in_force_on)
        messages.success(request, f"Version {made.number} was adopted. It takes effect on {day}.")
        return redirect("policies:policy", school.slug)
    page = {
        "school": school,
        "form": form,
        "working": working,
        "differences": working.base_pack.differences(working.pack),
        "overview": overview_of(working.pack, school.slug),
    }
    status = 422 if request.method == "POST" and working.draft else 200
    return render(request, "policies/changes.html", page, status=status)


@require_POST
@needs(Permission.EDIT_POLICY)
def discard(request: SchoolRequest) -> HttpResponse:
    drafts.discard(request.membership)
    messages.success(request, "The draft was thrown away. The policy in force is unchanged.")
    return redirect("policies:policy", request.membership.school.slug)
