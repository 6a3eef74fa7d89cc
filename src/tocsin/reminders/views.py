"""The pages about alerts: the answer to a message, who was told of an incident, and one's own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.roles import Permission
from tocsin.incidents.queries import incident_for
from tocsin.reminders.commands import take_on
from tocsin.reminders.queries import (
    alerts_of,
    alerts_to,
    mail_behind,
    mails_to_answer,
    unanswered,
)
from tocsin.reminders.shown import lines_of, own_lines
from tocsin.schools.models import School
from tocsin.schools.queries import member_of
from tocsin.schools.signed_in import SchoolRequest, needs, open_to_all

SAID = "You have said that you are dealing with it. Nobody else is called for now."


@open_to_all("Whoever got the message may answer it; the link is the key, and shows nothing.")
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, school: str, token: str) -> HttpResponse:
    """A button and no more: programs that open every link of a message must not answer it."""
    at, place = timezone.now(), School.objects.filter(slug=school).first()
    mail = mail_behind(place.pk, token, at=at) if place else None
    if place is None or mail is None:
        return render(request, "reminders/ended.html", {"slug": school}, status=404)
    waiting = unanswered(mail)
    if request.method == "GET":
        page = {"slug": school, "is_answered": not waiting, "is_practice": place.is_demo}
        return render(request, "reminders/answer.html", page)
    member = member_of(place.pk, mail.person_id)
    for incident in waiting:
        take_on(incident, mails=[mail.pk], by=member, at=at)
    return redirect("reminders:answer", school, token)


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CASES)
def incident_alerts(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    reader, incident = request.membership, incident_for(request.membership, incident_id)
    alerts = alerts_of(incident)
    mine = mails_to_answer(alerts, reader.person_id)
    if request.method == "GET":
        page = {"incident": incident, "lines": lines_of(incident, alerts), "can_answer": bool(mine)}
        return render(request, "reminders/incident.html", page)
    if mine:  # pressed twice: said already
        take_on(incident, mails=mine, by=reader, at=timezone.now())
    messages.success(request, SAID)
    if request.POST.get("from") == "my-work":
        return redirect("incidents:my-work", reader.school.slug)
    return redirect("reminders:incident", reader.school.slug, incident.pk)


@require_GET
@needs(Permission.READ_CASES)
def notifications(request: SchoolRequest) -> HttpResponse:
    page = {"lines": own_lines(alerts_to(request.membership), request.membership.school.slug)}
    return render(request, "reminders/notifications.html", page)
