"""Two windows that open one event, or answer one link, at the same moment."""

from datetime import UTC, date, datetime

from django.test import Client

from tests.incidents.at_once import all_at_once
from tests.incidents.processors.asking import instant
from tests.incidents.visits import Page, Visitor
from tests.worlds import a_member, a_report, a_school, signed_in, triaged
from tocsin.core.roles import Permission, Role
from tocsin.incidents.models import Incident, SupplierAnswer
from tocsin.incidents.processors.commands import ask_company
from tocsin.incidents.scoped_links import link_of
from tocsin.ledger.models import Entry
from tocsin.ledger.tenancy import reading
from tocsin.schools.commands import admit
from tocsin.schools.models import System

LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
EVENT = {
    "company": "Ledgerly", "words": "A log-in was stolen.", "is_continuing": "no",
    "event": "6f7a1f4e-5a52-4b27-a1a7-2f0f9c9f4a11", "confirmed": "yes",
    **instant("told_at", LONG_AGO),
}  # fmt: skip


def rows_of(client, sent):
    return tuple(Page(200, "", client.post("/events/new/", sent).content.decode()).rows())


def two_windows_open_one_event():
    schools = [a_school(name=name) for name in ("Alder", "Birch")]
    member = a_member(schools[0], Role.DPO)
    admit(schools[1], member.person, roles=(Role.DPO,), by=System(schools[1].pk),
          may=Permission.OPERATE, at=LONG_AGO)  # fmt: skip
    ids = [school.pk for school in schools]
    times = {k: v for pk in ids for k, v in instant(f"told_{pk.hex}", LONG_AGO).items()}
    sent = {**EVENT, **times, "schools": [str(pk) for pk in ids]}
    windows = [signed_in(member) for _ in range(2)]
    said = all_at_once(*(lambda each=each: rows_of(each, sent) for each in windows))
    with reading(*ids):
        entries = Entry.objects.filter(body__contains="incident.reported").count()
        return said, Incident.objects.count(), entries


def two_people_answer_one_link():
    by = a_member(a_school(), Role.DEPUTY_DPO)
    action = ask_company(
        triaged(a_report(by), by), questions=["happened"], words="Please tell us.",
        outsider_name="Desk", outsider_email="desk@ledgerly.example", due_on=date(2199, 1, 1),
        by=by, at=LONG_AGO,
    )  # fmt: skip
    both, path = [Visitor(Client()) for _ in range(2)], link_of(action)
    sent = {"said_by": "Ann Lee", "happened": "A log-in was stolen."}
    said = all_at_once(*(lambda each=each: each.post(path, **sent).status for each in both))
    with reading(by.school_id):
        return said, SupplierAnswer.objects.count()
