"""What stands in a case file, the oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tocsin.core.redacting import Hidden, Redactor
from tocsin.core.when import say_received
from tocsin.incidents.case_file import inquiry
from tocsin.incidents.models import (
    Action,
    EvidenceItem,
    Handling,
    Happening,
    Incident,
    IncidentRecord,
    InquiryRecord,
    Interview,
    JointArrangement,
    Notice,
    OutcomeReport,
    Recipient,
    SupplierAnswer,
    ThirdParty,
)
from tocsin.incidents.people import names_of
from tocsin.incidents.queries import reports_of
from tocsin.incidents.timeline import timeline
from tocsin.incidents.told import report_rows
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership

LEFT_OUT = "(left out)"
Lines = list[tuple[str, str]]
# The columns in which people are named who may have no account.
NAMED: tuple[tuple[type[IncidentRecord], str], ...] = (
    (Action, "outsider_name"), (Recipient, "name"), (ThirdParty, "spoke_to"),
    (Interview, "name"), (InquiryRecord, "owner"), (EvidenceItem, "came_from"), (Handling, "who"),
    (SupplierAnswer, "said_by"), (JointArrangement, "agreed_with"),
)  # fmt: skip


@dataclass
class CaseFile:
    """The words of the document. Of each line what it is of, and what it says."""

    title: str
    sections: list[tuple[str, Lines]] = field(default_factory=list)


def case_file(incident: Incident, facts: Lines, hidden: Hidden) -> CaseFile:
    """The whole case. facts: what is known now. Hides names, or all that somebody wrote."""
    with reading(incident.school_id):
        sections = [
            ("What is known now", facts),
            ("What we were told", _told(incident)),
            ("What happened, in order", _happened(incident)),
            ("What people said", inquiry.said(incident)),
            ("Records of the investigation", inquiry.recorded(incident)),
            ("Evidence, and who had it", inquiry.evidence(incident)),
            ("What was done, in order", _done(incident)),
            ("What people are told", _notices(incident)),
            ("The outcome report", _outcome(incident)),
        ]
        names = [] if hidden is Hidden.NOTHING else list(_names_in(incident))
    redactor, leaves_words_out = Redactor(names), hidden is Hidden.WORDS
    kept = CaseFile(LEFT_OUT if leaves_words_out else redactor.hide(incident.title))
    for title, lines in sections:
        is_written = leaves_words_out and title != "What is known now"
        told = [
            (redactor.hide(label), LEFT_OUT if is_written and words else redactor.hide(words))
            for label, words in lines
        ]
        kept.sections.append((title, told))
    return kept


def _told(incident: Incident) -> Lines:
    return [
        (row["label"], str(row["value"]))
        for each in reports_of(incident)
        for row in report_rows(each)
    ]


def _happened(incident: Incident) -> Lines:
    rows = Happening.objects.filter(school_id=incident.school_id, incident=incident)
    found = list(rows.order_by("started_at", "at"))
    corrected = {each.corrects for each in found}
    return [
        (each.when, f"(corrected later) {each.words}" if each.pk in corrected else each.words)
        for each in found
    ]


def _done(incident: Incident) -> Lines:
    entries = reversed(timeline(incident, newest=None))
    return [
        (f"{say_received(each.at)}: {each.title}{f', by {each.by}' if each.by else ''}", each.body)
        for each in entries
    ]


def _notices(incident: Incident) -> Lines:
    rows = Notice.objects.filter(school_id=incident.school_id, incident=incident)
    return [(_titled(each), f"{each.subject}\n{each.words}") for each in rows.order_by("number")]


def _titled(notice: Notice) -> str:
    audience, language = notice.get_audience_display(), notice.get_language_display()
    state = notice.get_state_display().lower()
    return f"{audience} ({language}), number {notice.number}: {state}"


def _outcome(incident: Incident) -> Lines:
    rows = OutcomeReport.objects.filter(school_id=incident.school_id, incident=incident)
    newest = rows.order_by("-number").first()
    return [(each["title"], each["words"]) for each in newest.sections] if newest else []


def _names_in(incident: Incident) -> Iterable[str]:
    """Everybody whose name the school knows: its members, past ones too, and who was dealt with."""
    of_school = {"school_id": incident.school_id}
    yield from Membership.objects.filter(**of_school).values_list("person__name", flat=True)
    for report in reports_of(incident):
        yield from (report.reporter_name or "", report.reporter_contact or "")
    for table, column in NAMED:
        rows = table._default_manager.filter(**of_school, incident=incident)
        yield from rows.values_list(column, flat=True)
    yield from names_of(incident)
