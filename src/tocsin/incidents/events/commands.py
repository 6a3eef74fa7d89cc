"""One event at a company, in each school an incident of its own; and what is learnt of it later."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError

from tocsin.core.errors import NotYet, Reason
from tocsin.core.facts import Answer, Source, Status
from tocsin.core.roles import Permission, Role
from tocsin.incidents.models import (
    Channel,
    Incident,
    ProcessorCase,
    SharedCase,
    SharedNews,
)
from tocsin.incidents.opening import begun, enter_in_log, tell_intake
from tocsin.incidents.settling import tell
from tocsin.ledger.tenancy import reading
from tocsin.ledger.writing import writing
from tocsin.registers.models import Supplier
from tocsin.schools.models import Membership

CLOSED = Reason(
    "closed", "It is closed there, so nothing was added. Open it again first.", "BR-5.11"
)


@dataclass(frozen=True)
class Shared:
    """What is the same in every school: the company, and what it says happened."""

    event: UUID
    company: str
    under_them: str
    aware_at: datetime | None  # when the company itself knew
    is_continuing: str
    words: str


def open_case(
    shared: Shared, *, told_at: datetime, supplier: Supplier | None, by: Membership, at: datetime
) -> tuple[Incident, bool]:
    """Open the school's own incident of the event, with its own number and its own 72 hours.

    told_at: when this school was told. supplier: the company in this school's register. The shared
    facts are copied once; a second click opens none. Returns the incident and whether it is new.
    Source: BR-5.11; BR-4.2.
    """
    incident, report = begun(
        by.school, incident_id=uuid5(shared.event, str(by.school_id)),
        answers=_answers(shared, told_at), source=Source.PROCESSOR, at=at,
    )  # fmt: skip
    incident.reported_by_id = report.by_id = by.person_id
    incident.supplier = supplier
    rows = _beside(incident, shared, supplier, told_at, by=by, at=at)
    try:
        with writing(incident, by=by, may=Permission.DECIDE, at=at) as record:
            enter_in_log(incident, at=at)
            record(
                "incident.reported", saved=[incident, report, *rows], source=incident.source,
                event=str(shared.event),
            )  # fmt: skip
            tell_intake(incident, at=at)
    except IntegrityError:
        # The id comes from the event and the school: it was opened there before.
        with reading(by.school_id):
            return Incident.objects.get(school_id=by.school_id, pk=incident.pk), False
    return incident, True


def add_news(case: SharedCase, *, news: UUID, words: str, by: Membership, at: datetime) -> bool:
    """Copy what was learnt later into one school's incident, once; whoever looks after it is told.

    Raises NotYet where it is closed. Returns False where it was copied before. Source: BR-5.11.
    """
    row = SharedNews(
        incident=case.incident, school_id=case.school_id, by_id=by.person_id, at=at, news=news,
        words=words,
    )  # fmt: skip
    try:
        with writing(case.incident, by=by, may=Permission.DECIDE, at=at) as record:
            if case.incident.status == Status.CLOSED:
                raise NotYet(CLOSED)
            record("event.news", saved=row, event=str(case.event))
            tell(case.incident, Role.DEPUTY_DPO, case.incident.lead_id, at=at)
    except IntegrityError:
        return False
    return True


def _answers(shared: Shared, told_at: datetime) -> dict[str, object]:
    return {
        "what": "supplier", "story": shared.words, "is_continuing": shared.is_continuing,
        "discovered_at": told_at, "discovered_words": "date", "whose": [],
        "how_many": Answer.UNSURE.value, "already_done": "", "channel": Channel.PAGE.value,
        "supplier_name": shared.company, "supplier_aware_at": shared.aware_at,
    }  # fmt: skip


def _beside(
    incident: Incident, shared: Shared, supplier: Supplier | None, told_at: datetime, *,
    by: Membership, at: datetime,
) -> list[ProcessorCase | SharedCase]:  # fmt: skip
    """The company, and that this is a part of the event, not saved."""
    of = {"incident": incident, "school_id": by.school_id, "by_id": by.person_id, "at": at}
    company = ProcessorCase(
        supplier=supplier, name=supplier.name if supplier else shared.company,
        told_school_at=told_at, aware_at=shared.aware_at, under_them=shared.under_them,
        words=shared.words, **of,
    )  # fmt: skip
    return [company, SharedCase(event=shared.event, words=shared.words, **of)]
