"""What several people do at the same moment, inside an instance with a real database of its own."""

import threading

from django.db import connection
from django.test.utils import setup_test_environment

from tests.incidents.visits import Visitor, filled_in
from tests.worlds import a_member, a_report, a_school, signed_in
from tocsin.core.roles import Role
from tocsin.incidents.models import Draft, Incident
from tocsin.ledger.models import Entry
from tocsin.ledger.tenancy import reading

setup_test_environment()
SAVED = {"contained": "yes", "containment": "It was stopped."}


def all_at_once(*works):
    """Do all of these in threads which wait for each other, and return what they say, sorted."""
    barrier, said = threading.Barrier(len(works)), []

    def do(work):
        barrier.wait()
        said.append(work())
        connection.close()

    threads = [threading.Thread(target=do, args=[work]) for work in works]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return sorted(said)


def two_windows_send_one_report():
    member = a_member(a_school())
    visitor = Visitor(member, factors=1)
    page = visitor.send("/report/")
    while "/check/" not in page.path:
        page = visitor.send(page.path, **({"story": "Lost."} if "/story/" in page.path else {}))
    windows = [Visitor(signed_in(member, factors=1)) for _ in range(2)]
    titles = all_at_once(*(lambda each=each: each.post(page.path).title for each in windows))
    with reading(member.school_id):
        entries = Entry.objects.filter(body__contains="incident.reported")
        return titles, Incident.objects.count(), entries.count(), Draft.objects.count()


def eight_people_report():
    school = a_school()
    members = [a_member(school) for _ in range(8)]
    return all_at_once(*(lambda each=each: a_report(each).reference for each in members))


def two_people_save_one_form():
    school = a_school()
    incident = a_report(a_member(school))
    both = [Visitor(a_member(school, Role.DEPUTY_DPO)) for _ in range(2)]
    path = f"/s/{school.slug}/incidents/{incident.pk}/containment/"
    forms = [filled_in(each.open(path).tree) | SAVED for each in both]
    return all_at_once(
        *(
            lambda each=each, form=form: each.post(path, **form).status
            for each, form in zip(both, forms, strict=True)
        )
    )
