"""What each page at the door shows, worked out once, so that templates only draw."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tocsin.core.roles import LABELS
from tocsin.incidents.first_steps import first_steps
from tocsin.incidents.intake.journey import Journey
from tocsin.incidents.models import Incident, Protection
from tocsin.incidents.naming import OPTIONS
from tocsin.incidents.questions import HEADINGS
from tocsin.incidents.told import told_rows
from tocsin.policies.queries import pack_of
from tocsin.schools.models import School
from tocsin.schools.shell import Shell
from tocsin.ui.forms import Form

LABELS_OF = dict(OPTIONS)
GOOD_FAITH = "You did the right thing. Nobody gets into trouble for reporting in good faith."
THANKS = {
    "staff": GOOD_FAITH,
    "pupil": "You did the right thing. You will not get into trouble for telling us.",
    "supplier": "Tell us more as soon as you know it. The law asks your company to help us.",
    "other": "You did the right thing. Thank you for telling us.",
}
# Whether they left an address or a number decides what their code is to them.
CODE_OF_NAMED = {
    True: "With it you can read our reply here, and add more.",
    False: "It is the only way to read our reply, since you left no address or phone number.",
}
BUSY_STATUS = 429
BUSY = "A lot is coming in at the moment. Wait a minute, then press the button again."


def draw(
    request: HttpRequest, school: School, name: str, page: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page at the door, with the school's name and phone number around it, and no menu."""
    shell = Shell(
        school_name=school.name,
        home=reverse("door:start", args=[school.slug]),
        help_phone=school.phone or settings.HELP_PHONE,
        demo=school.is_demo,
    )
    whole = {"school": school, "shell": shell, **page}
    response = render(request, f"incidents/intake/{name}.html", whole, status=status)
    if status == BUSY_STATUS:
        response["Retry-After"] = "60"
    return response


def shut(request: HttpRequest, school: School) -> HttpResponse:
    """The link is switched off, or not for this."""
    return draw(request, school, "shut", {}, status=404)


def question(request: HttpRequest, school: School, journey: Journey) -> HttpResponse:
    """One question."""
    name = journey.place
    form = journey.shown(name)
    page = {
        "form": form,
        "name": name,
        "caption": f"Question {journey.names.index(name) + 1} of {len(journey.names)}",
        "heading": HEADINGS.get(name, ""),
        "before": journey.before(name),
        "carried": journey.carried(name),
        "rules": journey.rules,
    }
    return draw(request, school, "question", page, status=422 if form.errors else 200)


def check(
    request: HttpRequest, school: School, journey: Journey, *, is_busy: bool = False
) -> HttpResponse:
    """Every answer, before it is sent."""
    page = {
        "rows": _rows(journey),
        "carried": journey.carried(),
        "before": journey.names[-1],
        "busy": BUSY if is_busy else "",
    }
    return draw(request, school, "check", page, status=BUSY_STATUS if is_busy else 200)


def received(
    request: HttpRequest, school: School, journey: Journey, incident: Incident, code: str
) -> HttpResponse:
    """It is in. The code is in this one answer, and neither stored nor in an address."""
    reporter, pack = journey.reporter, pack_of(incident.pack_version_id)
    is_named = reporter.protection == Protection.NAMED
    when = "at once" if is_named else "within the hour"
    page = {
        "heading": "Report received",
        "reference": incident.reference if is_named else "",
        "code": code,
        "add": "Add a photo, a file or more words" if is_named else "Add a picture or more words",
        "code_words": CODE_OF_NAMED[bool(reporter.contact)] if is_named else "",
        "next_steps": [
            f"The school is told {when}. Somebody decides what to do, and may ask you for more.",
            "Come back with your code to read our reply. We aim to look the same day.",
            THANKS.get(reporter.relation, THANKS["other"]),
        ],
        "do_now": first_steps(journey.answers["what"], pack, relation=reporter.relation),
    }
    return draw(request, school, "received", page)


def sent_already(request: HttpRequest, school: School, journey: Journey) -> HttpResponse:
    """The page was loaded again, or its button pressed twice."""
    return draw(request, school, "sent_already", {"carried": journey.carried()})


def ask_code(
    request: HttpRequest, school: School, form: Form, *, is_busy: bool = False
) -> HttpResponse:
    """Ask for the code of a report; a wrong one is always answered alike."""
    page = {"form": form, "busy": BUSY if is_busy else ""}
    status = BUSY_STATUS if is_busy else 422 if form.errors else 200
    return draw(request, school, "code", page, status=status)


def _rows(journey: Journey) -> list[dict[str, str]]:
    reporter = journey.reporter
    rows = told_rows({**journey.answers, "relation": reporter.relation})
    said = LABELS_OF[reporter.protection.value]
    given = " ".join(filter(None, [reporter.name, reporter.contact and f"({reporter.contact})"]))
    rows.append(
        {"label": "Your name", "value": f"{said}: {given}" if given else said, "step": "name"}
    )
    if reporter.about:
        about = ", ".join(LABELS[role] for role in reporter.about)
        rows.append({"label": "It is about", "value": about, "step": "name"})
    return rows
