"""The pages of somebody who is not signed in. They know nobody: see tocsin.ui.unseen."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from uuid import uuid4, uuid5

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.errors import Refused
from tocsin.incidents.intake import budget, commands, pages
from tocsin.incidents.intake.files import id_of, seal_all, with_names
from tocsin.incidents.intake.forms import CodeForm, ProtectedWordsForm, WordsForm
from tocsin.incidents.intake.journey import INSIDE, OUTSIDE, SEND, Journey
from tocsin.incidents.intake.queries import messages_of, reporter_of
from tocsin.incidents.intake.returning import come_back
from tocsin.incidents.models import Message, Protection, Report
from tocsin.incidents.receipts import in_fours, kept, new_code
from tocsin.incidents.reporting_door import Rules, rules_of
from tocsin.incidents.sealing import Reporter
from tocsin.schools.models import School
from tocsin.schools.queries import is_school_at, school_at
from tocsin.schools.signed_in import View, open_to_all
from tocsin.ui.forms import Form
from tocsin.ui.uploads import takes_files_by_link

AWAY = "https://www.bbc.co.uk/weather"  # where “Exit this page” leads: a page anybody may look at
WHY = "whoever discovers something tells the school, and need not sign in for it"
Page = Callable[[HttpRequest, School, Rules, datetime], HttpResponse]


def at_the_door(page: Page) -> View:
    """Find the school and its rules. A form here needs no token: nobody is signed in at this door,
    so another site that sends one does nothing it could not do by itself. See decision 0010.
    """

    @open_to_all(WHY)
    @csrf_exempt
    @wraps(page)
    def opened(request: HttpRequest, school: str) -> HttpResponse:
        found, at = school_at(school), timezone.now()
        return page(request, found, rules_of(found, at), at)

    return opened


@require_GET
@at_the_door
def start(request: HttpRequest, school: School, rules: Rules, at: datetime) -> HttpResponse:
    del at
    if not rules.is_open:
        return pages.shut(request, school)
    return pages.draw(request, school, "start", {"rules": rules})


@require_http_methods(["GET", "POST"])
@at_the_door
def report(request: HttpRequest, school: School, rules: Rules, at: datetime) -> HttpResponse:
    if not rules.is_open:
        return pages.shut(request, school)
    return _journey(request, school, Journey(_posted(request), INSIDE, rules, at))


@require_http_methods(["GET", "POST"])
@at_the_door
def outside(request: HttpRequest, school: School, rules: Rules, at: datetime) -> HttpResponse:
    if not rules.takes_outsiders:
        return pages.shut(request, school)
    return _journey(request, school, Journey(_posted(request), OUTSIDE, rules, at))


def _journey(request: HttpRequest, school: School, journey: Journey) -> HttpResponse:
    if journey.place == SEND:
        return _send(request, school, journey)
    if journey.place in journey.steps:
        return pages.question(request, school, journey)
    return pages.check(request, school, journey)


def _send(request: HttpRequest, school: School, journey: Journey) -> HttpResponse:
    if not budget.REPORTS.spend(school.pk, journey.at):
        return pages.check(request, school, journey, is_busy=True)
    code = new_code()
    # Made of the page's id and of the school: a page that carries another school's is a new report.
    report_id = uuid5(school.pk, str(journey.report_id))
    incident = commands.take_in(
        school, report_id=report_id, answers=journey.answers, source=journey.source,
        reporter=journey.reporter, receipt=kept(school.pk, code), at=journey.at,
    )  # fmt: skip
    if incident is None:
        journey.report_id = uuid4()
        return pages.sent_already(request, school, journey)
    return pages.received(request, school, journey, incident, in_fours(code))


@takes_files_by_link(is_school_at)
@require_http_methods(["GET", "POST"])
@at_the_door
def mailbox(request: HttpRequest, school: School, rules: Rules, at: datetime) -> HttpResponse:
    del rules  # who has a code comes back to it, also when the link is switched off meanwhile
    form = CodeForm(_posted(request))
    if not form.is_valid():
        return pages.ask_code(request, school, form)
    found, is_busy = come_back(school, form.cleaned_data["code"], at=at)
    if is_busy:
        return pages.ask_code(request, school, form, is_busy=True)
    if found is None:
        form.add_error("code", "We cannot find a report with that code")
        return pages.ask_code(request, school, form)
    return _conversation(request, school, found, form.cleaned_data["code"], at)


def _conversation(
    request: HttpRequest, school: School, report: Report, code: str, at: datetime
) -> HttpResponse:
    reporter = reporter_of(report)
    form, is_busy = _added(request, report, reporter, at)
    written = messages_of(report)
    new = [m for m in written if m.direction == Message.Direction.OUT and m.seen_at is None]
    if new:
        commands.note_seen(report, reporter=reporter, messages=new, at=at)
    page = {
        "report": report,
        "written": written,
        "form": form,
        "code": code,
        "message_id": uuid4(),
        "is_busy": is_busy,
    }
    status = pages.BUSY_STATUS if is_busy else 422 if form.errors else 200
    return pages.draw(request, school, "mailbox", page, status=status)


def _added(
    request: HttpRequest, report: Report, reporter: Reporter, at: datetime
) -> tuple[Form, bool]:
    """Add what was sent; the form to show then, and whether too much is coming in."""
    kind = WordsForm if reporter.protection == Protection.NAMED else ProtectedWordsForm
    posted = _posted(request)
    if posted is None or "words" not in posted:
        return kind(), False
    form = kind(posted, request.FILES)
    if not budget.WORDS.spend(report.school_id, at):
        return kind(posted), True  # its files are not even looked at
    if not form.is_valid():
        return form, False
    words, added = form.cleaned_data["words"], form.cleaned_data["added"]
    message_id = id_of(posted.get("message", ""), words, added, report)
    try:
        rows = seal_all(added, report, reporter=reporter, message_id=message_id, at=at)
    except Refused as refused:
        form.add_error("added", refused.reasons[0].message)
        return form, False
    commands.write_words(
        report, reporter=reporter, message_id=message_id, files=rows,
        words=with_names(words, rows), at=at,
    )  # fmt: skip
    return kind(), False


@require_GET
@at_the_door
def leave(request: HttpRequest, school: School, rules: Rules, at: datetime) -> HttpResponse:
    """Go somewhere harmless, and let the browser forget what it has of these pages."""
    del request, school, rules, at
    return HttpResponse(status=302, headers={"Location": AWAY, "Clear-Site-Data": '"cache"'})


def _posted(request: HttpRequest) -> QueryDict | None:
    if request.method != "POST":
        return None
    posted = request.POST.copy()
    for name, values in request.POST.lists():
        # PostgreSQL holds no NUL, and it is nothing that anybody typed.
        posted.setlist(name, [value.replace("\0", "") for value in values])
    return posted
