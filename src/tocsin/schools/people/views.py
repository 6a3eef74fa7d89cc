"""The pages where people are brought in, given roles and let go."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.roles import Permission
from tocsin.schools import commands
from tocsin.schools.invited import open_invitations
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.models import Invitation, Membership
from tocsin.schools.people.forms import InviteForm, ListForm, PhoneForm, RolesForm
from tocsin.schools.people.listed import Unreadable, packed, role_words, unpacked
from tocsin.schools.people.rows import member_rows, taken_addresses
from tocsin.schools.queries import membership_of_school
from tocsin.schools.signed_in import SchoolRequest, needs


@require_GET
@needs(Permission.MANAGE_PEOPLE)
def people(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    page = {
        "school": school,
        "rows": member_rows(school.pk),
        "invitations": [(each, role_words(each.offered)) for each in open_invitations(school.pk)],
        "at": timezone.now(),
    }
    return render(request, "schools/people/list.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_PEOPLE)
def invite(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    form = form_for(request, InviteForm, taken=taken_addresses(school.pk))
    if was_sent(request, form):
        commands.invite(school, **form.cleaned_data, by=request.membership, at=timezone.now())
        messages.success(request, f"An invitation goes to {form.cleaned_data['email']}.")
        return redirect("schools:people", school.slug)
    page = {"form": form, "school": school}
    status = 422 if request.method == "POST" else 200
    return render(request, "schools/people/invite.html", page, status=status)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_PEOPLE)
def invite_list(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        taken = taken_addresses(school.pk)
        new = [row for row in form.listed if row.email not in taken]
        left_out = [taken[row.email] for row in form.listed if row.email in taken]
        page = {"school": school, "new": new, "left_out": left_out, "packed": packed(new)}
        return render(request, "schools/people/preview.html", page)
    page = {"form": form, "school": school}
    status = 422 if form.is_bound else 200
    return render(request, "schools/people/invite_list.html", page, status=status)


@require_POST
@needs(Permission.MANAGE_PEOPLE)
def invite_listed(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    try:
        listed = unpacked(request.POST.get("people", ""))
    except Unreadable:
        messages.warning(request, "Select the file again.")
        return redirect("schools:invite-list", school.slug)
    taken = taken_addresses(school.pk)
    new = [(row.email, row.name, row.roles) for row in listed if row.email not in taken]
    if new:
        commands.invite_many(school, people=new, by=request.membership, at=timezone.now())
    words = "1 invitation goes" if len(new) == 1 else f"{len(new)} invitations go"
    messages.success(request, f"{words} out by email.")
    return redirect("schools:people", school.slug)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_PEOPLE)
def roles(request: SchoolRequest, member_id: UUID) -> HttpResponse:
    member, slug = _member(request, member_id), request.membership.school.slug
    form = form_for(request, RolesForm, initial={"roles": member.roles})
    if was_sent(request, form):
        chosen = form.cleaned_data["roles"]
        commands.change_roles(member, roles=chosen, by=request.membership, at=timezone.now())
        messages.success(request, f"{member.person} has other roles now, and must sign in again.")
        return redirect("schools:people", slug)
    page = {"form": form, "member": member, "school": request.membership.school}
    status = 422 if request.method == "POST" else 200
    return render(request, "schools/people/roles.html", page, status=status)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_PEOPLE)
def end(request: SchoolRequest, member_id: UUID) -> HttpResponse:
    member, slug = _member(request, member_id), request.membership.school.slug
    if request.method == "POST":
        commands.end_membership(member, by=request.membership, at=timezone.now())
        messages.success(request, f"{member.person} cannot sign in to this school any more.")
        return redirect("schools:people", slug)
    page = {"member": member, "school": request.membership.school}
    return render(request, "schools/people/end.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_PEOPLE)
def phone(request: SchoolRequest, member_id: UUID) -> HttpResponse:
    return _phone(request, _member(request, member_id), "schools:people")


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT)
def own_phone(request: SchoolRequest) -> HttpResponse:
    return _phone(request, request.membership, "schools:front")


def _phone(request: SchoolRequest, member: Membership, back: str) -> HttpResponse:
    form = form_for(request, PhoneForm, initial={"phone": member.phone or ""})
    if was_sent(request, form):
        commands.give_phone(member, **form.cleaned_data, by=request.membership, at=timezone.now())
        messages.success(request, "Saved.")
        return redirect(back, request.membership.school.slug)
    page = {
        "form": form, "school": request.membership.school,
        "heading": f"Phone for emergencies of {member.person}",
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "schools/people/phone.html", page, status=status)


@require_POST
@needs(Permission.MANAGE_PEOPLE)
def withdraw(request: SchoolRequest, invitation_id: UUID) -> HttpResponse:
    invitation = _invitation(request, invitation_id)
    commands.withdraw(invitation, by=request.membership, at=timezone.now())
    messages.success(request, f"The invitation to {invitation.email} no longer works.")
    return redirect("schools:people", request.membership.school.slug)


@require_POST
@needs(Permission.MANAGE_PEOPLE)
def again(request: SchoolRequest, invitation_id: UUID) -> HttpResponse:
    invitation = _invitation(request, invitation_id)
    commands.invite_again(invitation, by=request.membership, at=timezone.now())
    messages.success(request, f"A new link goes to {invitation.email}. The old one stops working.")
    return redirect("schools:people", request.membership.school.slug)


def _member(request: SchoolRequest, member_id: UUID) -> Membership:
    return membership_of_school(request.membership.school_id, member_id)


def _invitation(request: SchoolRequest, invitation_id: UUID) -> Invitation:
    for each in open_invitations(request.membership.school_id):
        if each.pk == invitation_id:
            return each
    raise Http404
