"""The page for all staff: what to do, and who to contact now."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tocsin.core.roles import Permission
from tocsin.registers.plan.shown import plan_of
from tocsin.schools.signed_in import SchoolRequest, needs


@require_GET
@needs(Permission.READ_POLICY)
def plan(request: SchoolRequest) -> HttpResponse:
    school, at = request.membership.school, timezone.now()
    page = {"school": school, "plan": plan_of(school, at), "at": at}
    return render(request, "registers/plan/plan.html", page)
