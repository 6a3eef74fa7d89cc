"""The page on which a school chooses its own paper for letters."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.roles import Permission
from tocsin.incidents.letter_paper import commands
from tocsin.incidents.letter_paper.forms import PaperForm
from tocsin.incidents.word.example import example
from tocsin.incidents.word.letters import WORD
from tocsin.incidents.word.paper import paper_of, paper_to_fill_in
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def paper(request: SchoolRequest) -> HttpResponse:
    at, school = timezone.now(), request.membership.school
    form = form_for(request, PaperForm, at=at)
    if was_sent(request, form):
        file = form.cleaned_data["file"]
        commands.use_paper(
            school, name=file.name, content=file.read(), by=request.membership, at=at
        )
        return redirect("incidents:letter_paper:paper", school.slug)
    page = {
        "form": form, "school": school, "paper": paper_of(school.pk), "button": "Use this file",
        "heading": "Paper for letters", "caption": school.name,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "incidents/letter_paper/paper.html", page, status=status)


@require_POST
@needs(Permission.MANAGE_SCHOOL)
def put_away(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    commands.put_paper_away(school, by=request.membership, at=timezone.now())
    return redirect("incidents:letter_paper:paper", school.slug)


@require_GET
@needs(Permission.MANAGE_SCHOOL)
def own(request: SchoolRequest) -> HttpResponse:
    return _file(paper_to_fill_in(request.membership.school_id), "paper-for-letters.docx")


@require_GET
@needs(Permission.MANAGE_SCHOOL)
def sample(request: SchoolRequest) -> HttpResponse:
    del request
    return _file(example(), "paper-to-begin-with.docx")


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
