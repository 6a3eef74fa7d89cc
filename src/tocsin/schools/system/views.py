"""What an administrator sees of the machine: mail, and messages that could not be sent."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tocsin.core.roles import Permission
from tocsin.jobs.queries import dead_jobs, queue_depth, retry
from tocsin.schools import commands
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.mail_test import mail_settings, send_test
from tocsin.schools.setting_up.forms import TestMessageForm
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.schools.system.forms import SchoolForm
from tocsin.schools.system.sending import sending_of

SHOWN = 50
WHAT = {
    "schools.invite": "An invitation",
    "schools.alert": "A reminder by email",
    "reminders.mail": "An alert by email",
    "reminders.remind": "Reminding of an incident",
    "incidents.alert": "Alerting people to an incident",
    "schools.webhook": "A message to another system",
    "incidents.ask-outside": "A question by email to somebody outside",
    "incidents.ask-to-agree": "A summary by email to somebody who was spoken to",
    "incidents.copy-picture": "Copying a picture without where it was taken",
    "incidents.message": "A message in an incident",
    "incidents.message-mail": "Telling somebody by email of a message",
    "incidents.receipt": "Telling a reporter that the report is in",
    "incidents.scan": "A scan of a file for viruses",
    "mailbox.read": "Reading the mailbox",
    "mailbox.sort": "Making a report of an email",
    "mailbox.acknowledge": "Answering an email to the mailbox",
    "policies.begin": "Giving a new school its policy",
    "registers.make-card": "Making the emergency card",
    "registers.mail-card": "The emergency card by email",
    "incidents.calendar-changed": "Deadlines after a change of the calendar",
    "letters.send": "A letter by email to somebody affected",
    "processors.remind": "Reminding a company of what it was asked",
}


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def system(request: SchoolRequest) -> HttpResponse:
    school, at = request.membership.school, timezone.now()
    form = TestMessageForm(request.POST or None, initial={"to": request.membership.person.email})
    if form.is_valid():
        fault = send_test(form.cleaned_data["to"], at=at)
        if not fault:
            messages.success(
                request, "The mail server took the message. Look for it in your inbox."
            )
            return redirect("schools:system", school.slug)
        form.add_error("to", fault)
    dead = dead_jobs().filter(school_id=school.pk)[:SHOWN]
    page = {
        "school": school,
        "form": form,
        "rows": mail_settings(),
        "depth": queue_depth(school.pk),
        "dead": [(job, WHAT.get(job.name, job.name)) for job in dead],
        "sending": sending_of(school.pk, at),
    }
    status = 422 if form.is_bound else 200
    return render(request, "schools/system/system.html", page, status=status)


@require_POST
@needs(Permission.MANAGE_SCHOOL)
def try_again(request: SchoolRequest, job_id: int) -> HttpResponse:
    school = request.membership.school
    if not dead_jobs().filter(school_id=school.pk, pk=job_id).exists():
        raise Http404
    retry(job_id, at=timezone.now())
    messages.success(request, "It is tried again now.")
    return redirect("schools:system", school.slug)


@require_POST
@needs(Permission.MANAGE_SCHOOL)
def try_all_again(request: SchoolRequest) -> HttpResponse:
    school, at = request.membership.school, timezone.now()
    given_up = list(dead_jobs().filter(school_id=school.pk).values_list("pk", flat=True))
    number = sum(retry(pk, at=at) for pk in given_up)
    words = "It is" if number == 1 else f"All {number:,} are"
    messages.success(request, f"{words} tried again now." if number else "Nothing was given up.")
    return redirect("schools:system", school.slug)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def settings(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    now = {"name": school.name, "phone": school.phone, "nation": school.nation}
    form = form_for(request, SchoolForm, initial=now)
    if was_sent(request, form):
        commands.describe_school(
            school, **form.cleaned_data, by=request.membership, at=timezone.now()
        )
        messages.success(request, "Saved.")
        return redirect("schools:settings", school.slug)
    page = {"form": form, "school": school}
    status = 422 if request.method == "POST" else 200
    return render(request, "schools/system/settings.html", page, status=status)
