"""The whole journey with every page on its own: nothing is left open by the page before.

On PostgreSQL a page that forgets to say which school it reads for finds nothing. The other tests
cannot see that, since they run inside one transaction; here each page has its own.
"""

import pytest
from django.db import connection

from tests.incidents.visits import Visitor
from tests.wall.addresses import filled, of_schools
from tests.worlds import a_report, a_school, a_team, signed_in, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has no second wall; filters stand alone"
    ),
]
SEEN = {"seen": "1"}
PARTS = ("kind", "details", "containment", "awareness", "note", "severity", "dpo", "decision",
         "regulator/sent", "people-told", "close", "reopen", "seen-by-head", "seen-by-dpo",
         "own/review", "timeline")  # fmt: skip


class Alone(Visitor):
    """A visitor whose every page finds nothing in memory."""

    def open(self, path):
        pack_of.cache_clear()
        return super().open(path)

    def post(self, path, **answers):
        pack_of.cache_clear()
        return super().post(path, **answers)


@pytest.fixture
def team():
    return a_team(a_school())


def test_a_report_is_written_sent_added_to_and_read(team):
    tom = Alone(team[Role.STAFF], factors=1)
    page = tom.send("/report/")
    while "/check/" not in page.path:
        told = {"story": "A laptop was left on the train."} if "/story/" in page.path else {}
        page = tom.send(page.path, **told)
    received = tom.send(page.path)
    own = received.links["Add files or anything else to this report"]

    assert received.title == "Report received"
    assert "My bag too." in tom.send(own, words="My bag too.").words
    empty = tom.post(own, words=" ")
    assert empty.errors == ["Enter what you want to add"]
    assert "My bag too." in empty.words
    assert "A laptop was left on the train." in empty.words
    assert len(tom.open("/report/mine/").rows()) == 1


@pytest.mark.parametrize("part", PARTS)
def test_every_page_of_an_incident_works_alone_also_when_it_refuses(team, part):
    incident = a_report(team[Role.STAFF], story="A laptop was left on the train.")
    priya = Alone(team[Role.DEPUTY_DPO])

    seen = priya.open(f"/incidents/{incident.pk}/{part}/")
    sent = priya.post(f"/incidents/{incident.pk}/{part}/", **SEEN)

    assert seen.status == 200
    assert sent.status in {200, 405, 409, 422}
    assert "2026-001" in seen.words


@pytest.mark.parametrize("role", [Role.DEPUTY_DPO, Role.DPO, Role.HEAD, Role.ADMINISTRATOR])
def test_no_address_at_all_needs_what_another_page_left_behind(team, role):
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])
    client = signed_in(team[role])
    values = {
        "school": team[role].school.slug, "member_id": str(team[Role.STAFF].pk),
        "version_id": str(incident.pack_version_id), "name": "story", "key": "review",
        "any uuid": str(incident.pk), "any slug": "minor", "any str": "x" * 32, "any int": "1",
    }  # fmt: skip

    for path in of_schools():
        for send in (client.get, client.post):
            pack_of.cache_clear()
            answer = send(filled(path, values))
            assert answer.status_code < 500, path
            if answer.streaming:
                b"".join(answer.streaming_content)


def test_a_breach_is_looked_at_clocked_classified_and_referred(team):
    incident = a_report(team[Role.STAFF], story="A laptop was left on the train.")
    priya, path = Alone(team[Role.DEPUTY_DPO]), f"/incidents/{incident.pk}"

    page = priya.send(f"{path}/kind/", kind="confirmed", kind_reason="It is gone.",
                      personal_data="yes", title="Laptop lost")  # fmt: skip
    assert "A confirmed breach. It is gone." in page.words
    page = priya.send(f"{path}/details/", breaches=["availability"], cause="loss_or_theft")
    assert page.facts()["Type"] == "Availability"
    page = priya.send(f"{path}/containment/", contained="yes", containment="Wiped from afar.")
    assert "Wiped from afar." in page.words
    page = priya.send(f"{path}/awareness/", grounds="The train company has it not.")
    assert "(set by Priya Shah)" in page.words
    page = priya.send(f"{path}/severity/", severity="major", reason="Unencrypted.")
    assert page.facts()["Severity"] == "Major"
    page = Alone(team[Role.HEAD]).send(f"{path}/seen-by-head/")
    assert "SI-M6 Completed" in page.words
    page = Alone(team[Role.DPO]).send(f"{path}/seen-by-dpo/")
    assert "SI-M8 Completed" in page.words
    assert "What Tom Reed told us" in page.words


def test_a_second_report_is_joined_to_the_first(team):
    first = a_report(team[Role.STAFF])
    second = a_report(team[Role.OFFICE], story="Somebody rang about it.")
    priya = Alone(team[Role.DEPUTY_DPO])

    page = priya.send(f"/incidents/{second.pk}/kind/", kind="duplicate", kind_reason="Same.",
                      duplicate_of=first.reference, personal_data="yes")  # fmt: skip

    assert "This is a second report of" in page.words
    assert "Somebody rang about it." in priya.open(f"/incidents/{first.pk}/").words


def test_the_lists_and_files_work_alone(team):
    incident = a_report(team[Role.STAFF], story="A laptop was left on the train.")
    priya = Alone(team[Role.DEPUTY_DPO])

    for path in ("/my-work/", "/inbox/", "/log/", "/log/?q=laptop", "/log/?order=oldest"):
        assert incident.reference in priya.open(path).words
    for kind in ("csv", "xlsx"):
        pack_of.cache_clear()
        answer = priya.client.post(f"{priya.base}/log/export/", {"kind": kind, "query": "q=laptop"})
        assert answer.status_code == 200
        assert len(b"".join(answer.streaming_content)) > 300
    office = Alone(team[Role.OFFICE]).open(f"/inbox/{incident.pk}/")
    assert "A laptop was left on the train." in office.words


def test_a_connection_that_is_kept_remembers_no_school_after_a_page(team):
    a_report(team[Role.STAFF])
    client = signed_in(team[Role.DPO])
    slug = team[Role.DPO].school.slug

    for path in ("log", "my-work", "inbox", "people", "report"):
        client.get(f"/s/{slug}/{path}/")
        client.post(f"/s/{slug}/{path}/")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('app.schools', true), current_setting('app.person', true)"
            )
            schools, person = cursor.fetchone()
        assert (schools or "", person or "") == ("", "")
    assert Incident.objects.count() == 0
    assert Membership.objects.count() == 0
