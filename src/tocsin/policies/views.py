"""Reading the policy a school works by, and choosing another."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission, may
from tocsin.core.when import say_date
from tocsin.policies import commands
from tocsin.policies.drafts import draft_of
from tocsin.policies.forms import ChooseForm, UploadForm
from tocsin.policies.models import PackVersion
from tocsin.policies.overview import overview_of
from tocsin.policies.queries import pack_of, version_numbered, versions_of
from tocsin.policies.shipped import SHIPPED, shipped_packs
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs


@require_GET
@needs(Permission.READ_POLICY)
def policy(request: SchoolRequest) -> HttpResponse:
    member = request.membership
    versions = versions_of(member.school_id)
    found = _in_force(versions)
    if found is None:
        page = {
            "school": member.school,
            "may_edit": may(member, Permission.EDIT_POLICY),
            "coming": versions,
        }
        return render(request, "policies/none.html", page)
    return _page(request, found, versions)


@require_GET
@needs(Permission.READ_POLICY)
def version(request: SchoolRequest, number: int) -> HttpResponse:
    school_id = request.membership.school_id
    return _page(request, version_numbered(school_id, number), versions_of(school_id))


def _page(
    request: SchoolRequest, shown: PackVersion, versions: Sequence[PackVersion]
) -> HttpResponse:
    member = request.membership
    in_force = _in_force(versions)
    today = timezone.now().astimezone(LONDON).date()
    may_edit = may(member, Permission.EDIT_POLICY) and shown == in_force
    page = {
        "school": member.school,
        "shown": shown,
        "in_force": in_force,
        "coming": [each for each in versions if each.in_force_on > today],
        "versions": versions,
        "may_edit": may_edit,
        "draft": draft_of(member.school_id) if may_edit else None,
        "overview": overview_of(pack_of(shown.pk), member.school.slug if may_edit else ""),
    }
    return render(request, "policies/policy.html", page)


def _in_force(versions: Sequence[PackVersion]) -> PackVersion | None:
    """The version that took effect last; of two on one day, the later one counts."""
    today = timezone.now().astimezone(LONDON).date()
    begun = [each for each in versions if each.in_force_on <= today]
    return max(begun, key=lambda each: (each.in_force_on, each.number), default=None)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_POLICY)
def choose(request: SchoolRequest) -> HttpResponse:
    at, school = timezone.now(), request.membership.school
    form = form_for(request, ChooseForm, at=at, packs=shipped_packs())
    if was_sent(request, form):
        answers = form.cleaned_data
        text = (SHIPPED / f"{answers.pop('pack')}.toml").read_text(encoding="utf-8")
        made = commands.adopt(school, text=text, **answers, by=request.membership, at=at)
        return _adopted(request, made)
    return _ask(request, "policies/choose.html", form)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_POLICY)
def upload(request: SchoolRequest) -> HttpResponse:
    at, school = timezone.now(), request.membership.school
    form = form_for(request, UploadForm, at=at)
    if was_sent(request, form):
        made = commands.adopt(school, **form.cleaned_data, by=request.membership, at=at)
        return _adopted(request, made)
    return _ask(request, "policies/upload.html", form)


def _ask(request: SchoolRequest, template: str, form: object) -> HttpResponse:
    school = request.membership.school
    page = {"form": form, "school": school, "draft": draft_of(school.pk)}
    return render(request, template, page, status=422 if request.method == "POST" else 200)


def _adopted(request: SchoolRequest, made: PackVersion) -> HttpResponse:
    day = say_date(made.in_force_on)
    messages.success(request, f"Version {made.number} was adopted. It takes effect on {day}.")
    return redirect("policies:policy", request.membership.school.slug)


@require_GET
@needs(Permission.READ_POLICY)
def compare(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    versions = versions_of(school.pk)
    known = {str(each.number): each for each in versions}
    before, after = (
        known.get(request.GET.get("before", "")),
        known.get(request.GET.get("after", "")),
    )
    page = {"school": school, "versions": versions, "before": before, "after": after}
    if before and after:
        page["differences"] = pack_of(before.pk).differences(pack_of(after.pk))
    return render(request, "policies/compare.html", page)


@require_GET
@needs(Permission.READ_POLICY)
def text(request: SchoolRequest, number: int) -> HttpResponse:
    school = request.membership.school
    found = version_numbered(school.pk, number)
    answer = HttpResponse(found.text, content_type="text/plain; charset=utf-8")
    name = f"policy-{school.slug}-{number}.toml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
