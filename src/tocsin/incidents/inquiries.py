"""Reading the records and interviews of an investigation, for whichever stage shows them."""

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from django.http import Http404

from tocsin.core.errors import NotYet
from tocsin.core.inquiry import BY_KEY, EVIDENCE, INTERVIEWS, kinds_of, said_of_state
from tocsin.core.when import say_date
from tocsin.incidents.models import Attachment, EvidenceItem, Incident, InquiryRecord, Interview
from tocsin.incidents.refusals import CHANGED
from tocsin.ledger.tenancy import reading

Row = TypeVar("Row", InquiryRecord, Interview)


def records_of(incident: Incident) -> list[InquiryRecord]:
    """Every record, oldest first; what was corrected or struck out too."""
    with reading(incident.school_id):
        rows = InquiryRecord.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by").order_by("at", "name"))


def record_of(incident: Incident, record_id: UUID) -> InquiryRecord:
    """One record of an incident that the reader may open; 404 for any other."""
    return _one(records_of(incident), record_id)


def interviews_of(incident: Incident) -> list[Interview]:
    """Every interview in the order in which they were held; corrected ones too."""
    with reading(incident.school_id):
        rows = Interview.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by", "school").order_by("held_on", "at"))


def interview_of(incident: Incident, interview_id: UUID) -> Interview:
    """One interview of an incident that the reader may open; 404 for any other."""
    return _one(interviews_of(incident), interview_id)


def standing(rows: Sequence[Row]) -> list[Row]:
    """Those that count: neither corrected since nor struck out."""
    replaced = {each.replaces for each in rows}
    return [each for each in rows if each.pk not in replaced and not each.struck_because]


def standing_now(rows: Sequence[Row], row: Row) -> Row:
    """The row as it is stored. Raises NotYet when it was corrected or struck out meanwhile."""
    found = next((each for each in standing(rows) if each.pk == row.pk), None)
    if found is None:
        raise NotYet(CHANGED)
    return found


def lines_of_step(incident: Incident, step: str) -> list[str]:
    """What the records of one step of the policy say, a line for each; none for most steps."""
    if step == EVIDENCE:
        return _lines_of_evidence(incident)
    if step == INTERVIEWS:
        return lines_by_kind(incident)[INTERVIEWS]
    kinds = kinds_of(step)
    known = lines_by_kind(incident) if kinds else {}
    return [f"{kind.title}: {line}" for kind in kinds for line in known.get(kind.key, ())]


def lines_by_kind(incident: Incident) -> dict[str, list[str]]:
    """What the records that count say, a line for each, by kind; the interviews as `INTERVIEWS`."""
    found: dict[str, list[str]] = {}
    for row in standing(records_of(incident)):
        found.setdefault(row.kind, []).append(line_of_record(row))
    found[INTERVIEWS] = [line_of_interview(each) for each in standing(interviews_of(incident))]
    return found


def numbers_of_steps(incident: Incident) -> Counter[str]:
    """How many records each step of the policy has, by the key of the step."""
    found = Counter(BY_KEY[row.kind].step for row in standing(records_of(incident)))
    found[INTERVIEWS] = len(standing(interviews_of(incident)))
    found[EVIDENCE] = len(_lines_of_evidence(incident))
    return found


def line_of_record(row: InquiryRecord) -> str:
    """One record as a line of a document."""
    said = [said_of_state(row.kind, row.state)]
    if row.owner:
        said.append(row.owner)
    if row.due_on:
        said.append(say_date(row.due_on))
    return f"{row.name} ({', '.join(said)}). {row.words}"


def line_of_interview(row: Interview) -> str:
    """One interview as a line of a document."""
    agreed = row.get_agreement_display()
    wrong = f": {row.reply}" if row.reply else ""
    return (
        f"{row.name}, {say_date(row.held_on)}, also there: {row.present}. {row.words}"
        f" ({agreed}{wrong})"
    )


def _lines_of_evidence(incident: Incident) -> list[str]:
    of = {"school_id": incident.school_id, "incident": incident}
    with reading(incident.school_id):
        files = Attachment.objects.filter(**of).order_by("at").values_list("name", flat=True)
        items = EvidenceItem.objects.filter(**of).order_by("at")
        return [
            *(f"File: {name}" for name in files),
            *(f"{row.name}: {row.words}{f' ({row.place})' if row.place else ''}" for row in items),
        ]


def _one(rows: Sequence[Row], row_id: UUID) -> Row:
    found = next((each for each in rows if each.pk == row_id), None)
    if found is None:
        raise Http404
    return found
