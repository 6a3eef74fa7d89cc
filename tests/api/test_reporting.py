"""An IT system reports an incident over the API."""

from datetime import timedelta

import pytest

from tests.api.conftest import connected
from tests.worlds import FRIDAY, a_member, a_report, a_school, a_team, signed_in
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident, Report
from tocsin.ledger.tenancy import reading

pytestmark = pytest.mark.django_db
TOLD = {
    "what": "cyber",
    "story": "Forty log-ins from abroad to one mailbox.",
    "discovered_at": "2026-11-20T14:05:00+00:00",
    "is_continuing": "yes",
    "whose": ["staff", "pupils"],
    "how_many": "100",
    "already_done": "The account was locked.",
}


def incidents_of(member):
    with reading(member.school_id):
        return list(Incident.objects.filter(school_id=member.school_id).order_by("number"))


@pytest.mark.clause("SI-M2")
def test_a_system_reports_and_the_deputy_dpo_reads_it(system, admin):
    answer = system.post("reports", TOLD)

    assert answer.status == 201
    assert answer.body["reference"] == "2026-001"
    page = signed_in(a_member(admin.school, Role.DEPUTY_DPO)).get(
        f"/s/{admin.school.slug}/incidents/{answer.body['id']}/"
    )
    words = page.content.decode()
    assert page.status_code == 200
    assert "Forty log-ins from abroad to one mailbox." in words
    assert "Web filter (connection)" in words


def test_it_is_on_the_record_as_an_it_system_s_and_nobody_s(system, admin):
    system.post("reports", TOLD)

    [incident] = incidents_of(admin)
    with reading(admin.school_id):
        told = Report.objects.get(incident=incident)
    assert (incident.source, incident.reported_by_id, told.by_id) == ("it_system", None, None)
    assert incident.discovered_at == FRIDAY - timedelta(minutes=95)
    assert (told.story, told.how_many, told.whose) == (TOLD["story"], "100", ["staff", "pupils"])


def test_line_ends_become_one_form_and_nothing_else_is_changed(system, admin):
    system.post("reports", {"story": " Müller said:\r\n“no”\r\t😀 "})

    with reading(admin.school_id):
        assert Report.objects.get().story == "Müller said:\n“no”\n\t😀"


def test_the_story_alone_is_enough_and_the_rest_is_not_known(system, admin):
    answer = system.post("reports", {"story": "Something is wrong with the file server."})

    [incident] = incidents_of(admin)
    assert answer.status == 201
    assert (incident.discovered_at, incident.people_words) == (None, "unsure")


@pytest.mark.parametrize("named", ["header", "body"])
def test_the_same_report_sent_twice_is_one_incident(system, admin, named):
    told = {**TOLD, "client_reference": "alert-7"} if named == "body" else TOLD
    headers = {"idempotency_key": "alert-7"} if named == "header" else {}

    first, second = (system.post("reports", told, **headers) for _ in range(2))

    assert (first.status, second.status) == (201, 201)
    assert (first.body["is_repeat"], second.body["is_repeat"]) == (False, True)
    assert first.body["id"] == second.body["id"]
    assert len(incidents_of(admin)) == 1


def test_a_key_that_was_used_for_another_report_is_refused(system, admin):
    system.post("reports", TOLD, idempotency_key="k")

    answer = system.post("reports", {**TOLD, "story": "Another story."}, idempotency_key="k")

    assert (answer.status, answer.kind) == (409, "application/problem+json")
    assert "Use a new key for each." in answer.body["detail"]
    assert len(incidents_of(admin)) == 1


def test_the_same_key_of_two_schools_makes_a_report_in_each(system, admin):
    other = a_member(a_school(), Role.ADMINISTRATOR)

    system.post("reports", TOLD, idempotency_key="k")
    answer = connected(other)[1].post("reports", TOLD, idempotency_key="k")

    assert (answer.status, answer.body["is_repeat"]) == (201, False)
    assert len(incidents_of(admin)) == len(incidents_of(other)) == 1


def test_without_a_key_each_report_is_a_new_one(system, admin):
    for _ in range(2):
        system.post("reports", TOLD)

    assert len(incidents_of(admin)) == 2


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"story": ""}, "story"), ({"story": " "}, "story"), ({"story": None}, "story"),
        ({"story": "x" * 100_001}, "story"),
        ({"story": "\ud800"}, "story"), ({"what": "fire"}, "what"), ({"what": []}, "what"),
        ({"discovered_at": "yesterday"}, "discovered_at"),
        ({"discovered_at": 1_700_000_000}, "discovered_at"),
        ({"discovered_at": "2026-11-20T14:05:00"}, "discovered_at"),
        ({"is_continuing": "perhaps"}, "is_continuing"), ({"how_many": 100}, "how_many"),
        ({"whose": "pupils"}, "whose"), ({"whose": ["aliens"]}, "whose.0"),
        ({"whose": ["unsure", "pupils"]}, "whose"), ({"stroy": "x"}, "stroy"),
        ({"client_reference": "x" * 201}, "client_reference"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_and_no_incident_is_opened(system, admin, changed, field):
    answer = system.post("reports", {**TOLD, **changed})

    assert (answer.status, answer.kind) == (422, "application/problem+json")
    assert field in answer.wrong
    assert incidents_of(admin) == []


def test_a_character_that_no_database_keeps_loses_no_report(system, admin):
    assert system.post("reports", {"story": "a\0b", "client_reference": "\0"}).status == 201

    with reading(admin.school_id):
        assert Report.objects.get(school=admin.school).story == "a\ufffdb"


@pytest.mark.parametrize(
    "instant",
    ["2026-11-21T14:05:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"],
)
def test_what_was_not_noticed_yet_or_long_ago_opens_no_incident(system, admin, instant):
    answer = system.post("reports", {**TOLD, "discovered_at": instant})

    assert (answer.status, answer.kind) == (409, "application/problem+json")
    assert "discovered_at is in the future, or before 1970." in answer.body["detail"]
    assert incidents_of(admin) == []


@pytest.mark.parametrize(
    "sent", [b"", b"[]", b"7", b"null", b'"x"', b"{}", b"[" * 100_000, b"\xff"]
)
def test_what_is_no_report_is_refused(system, sent):
    answer = system.post("reports", sent)

    assert answer.status in {400, 422}
    assert answer.kind == "application/problem+json"


def test_what_to_choose_from_is_said(system):
    answer = system.post("reports", {"story": "x", "how_many": "50"})

    assert answer.wrong == {"how_many": "Input should be '1', '10', '100', 'more' or 'unsure'."}


def test_somebody_signed_in_without_a_token_gets_nowhere(admin):
    page = signed_in(admin).post("/api/v1/reports", TOLD, content_type="application/json")

    assert page.status_code == 401


def test_a_system_s_report_is_not_among_the_reports_of_a_member_of_staff(system, admin):
    team = a_team(admin.school)
    own = a_report(team[Role.STAFF])
    system.post("reports", TOLD)

    words = signed_in(team[Role.STAFF]).get(f"/s/{admin.school.slug}/report/mine/").content.decode()

    assert own.reference in words
    assert "2026-002" not in words
