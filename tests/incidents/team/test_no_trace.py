"""Whoever is kept away from an incident learns of it from no list, count, file, feed or message."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.conftest import ALL, connected
from tests.incidents.team.test_keeping_out import keep_out
from tests.incidents.visits import Visitor
from tests.incidents.worklists.conftest import also_at
from tests.kept import kept
from tests.wall.addresses import of_schools
from tests.worlds import FRIDAY, a_report, a_school, a_team, signed_in, triaged
from tocsin.core.roles import Permission, Role
from tocsin.incidents.agendas import counts_of
from tocsin.incidents.models import Incident, ReceivedMail
from tocsin.ledger.tenancy import reading, reading_all_of
from tocsin.schools.models import Membership
from tocsin.schools.webhooks.commands import add_webhook
from tocsin.schools.work import work_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
VERIFIER = Path(__file__).parents[3] / "tools" / "verify_export.py"


built_team, team = kept("team", lambda: a_team(a_school(name="Alder Bank")))


@pytest.fixture
def dan(team):
    return Visitor(team[Role.DPO])


@pytest.fixture
def incident(team):
    told = a_report(team[Role.STAFF], story="The Zanzibar letters were left on a bus.")
    return triaged(told, team[Role.DEPUTY_DPO], title="Zanzibar letters")


@pytest.fixture
def hidden(team, incident):
    """The incident, once the Headteacher must see nothing of it."""
    assert keep_out(Visitor(team[Role.DEPUTY_DPO]), incident, team[Role.HEAD]).status == 200
    return incident


@pytest.mark.usefixtures("hidden")
def test_the_ledger_shows_no_line_of_it_and_no_number_that_is_left_out(team):
    helen, priya = Visitor(team[Role.HEAD]), Visitor(team[Role.DEPUTY_DPO])

    theirs, all_of_it = helen.open("/ledger/").words, priya.open("/ledger/").words

    assert "Incident access changed" in all_of_it
    assert "Incident" not in theirs
    assert "Membership began" in theirs
    assert not re.search(r"\d\. [A-Z]", theirs)


def test_the_file_of_the_ledger_is_the_same_for_everybody_and_holds_only_prints(
    team, hidden, tmp_path
):
    files = [
        Visitor(team[role]).client.get(f"/s/{hidden.school.slug}/ledger/export/").getvalue()
        for role in (Role.HEAD, Role.DEPUTY_DPO)
    ]
    (tmp_path / "ledger").write_bytes(files[0])
    command = [sys.executable, "-I", str(VERIFIER), str(tmp_path / "ledger")]
    found = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603

    assert files[0] == files[1]
    assert b"incident" not in files[0]
    assert str(hidden.pk).encode() not in files[0]
    lines = [json.loads(line) for line in files[0].splitlines()]
    assert ["leaf" in line for line in lines].count(True) == 3
    assert found.stdout.startswith(f"{len(lines) - 2} entries hold")


def test_every_address_without_an_id_shows_nothing_of_it(team, hidden):
    client = signed_in(team[Role.HEAD])

    for path in of_schools():
        if "<" in path.removeprefix("s/<slug:school>/"):
            continue
        answer = client.get(f"/{path.replace('<slug:school>', hidden.school.slug)}", follow=True)
        words = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert hidden.reference.encode() not in words, path
        assert b"Zanzibar letters" not in words, path


def test_figures_count_neither_it_nor_its_year(team, hidden):
    with reading(hidden.school_id):
        Incident.objects.filter(pk=hidden.pk).update(reported_at=FRIDAY.replace(year=2023))

    helen, priya = Visitor(team[Role.HEAD]), Visitor(team[Role.DEPUTY_DPO])

    assert "September 2023" in priya.open("/figures/").words
    assert "September 2023" not in helen.open("/figures/").words


def test_the_counts_and_the_queue_of_several_schools_do_not_hold_what_it_repeats(team, incident):
    elsewhere = a_team(a_school(name="Birch Lane"))
    head, priya = team[Role.HEAD], Visitor(team[Role.DEPUTY_DPO])
    also_at(elsewhere[Role.STAFF].school, head.person, Role.HEAD)
    second = a_report(team[Role.OFFICE])
    keep_out(priya, second, head)
    answers = {"kind": "duplicate", "kind_reason": "Same.", "personal_data": "yes"}
    priya.send(f"/incidents/{second.pk}/kind/", duplicate_of=incident.reference, **answers)

    with reading_all_of(head.person_id, Membership):
        counts = counts_of(work_of(head.person, Permission.READ_CASES), at=FRIDAY)
    helen = Visitor(signed_in(head))

    assert tuple(counts) == (0, 0, 0)
    assert incident.reference not in helen.client.get("/queue/").content.decode()
    schools = helen.open("/queue/schools/").rows()
    assert [" 0 " in row for row in schools] == [True, True]


def test_mail_that_may_belong_to_it_does_not_say_to_which(team, hidden):
    other = a_report(team[Role.STAFF])
    with reading(hidden.school_id):
        ReceivedMail.objects.create(
            pk=other.pk, school_id=hidden.school_id, digest="a", likeness="b", size=1,
            arrived_at=FRIDAY, at=FRIDAY, state="report", incident=other, may_belong_to=hidden,
        )  # fmt: skip

    helen, priya = Visitor(team[Role.HEAD]), Visitor(team[Role.DEPUTY_DPO])

    assert hidden.reference in priya.open(f"/mail/{other.pk}/").words
    assert hidden.reference not in helen.open(f"/mail/{other.pk}/").words


def test_a_system_that_they_connected_reads_nothing_of_it(team, hidden):
    other = a_report(team[Role.STAFF])
    _, system = connected(team[Role.HEAD], *ALL)

    listed = system.get("incidents").body["items"]
    duties = system.get("duties").body["items"]

    assert [each["reference"] for each in listed] == [other.reference]
    assert {each["reference"] for each in duties} == {other.reference}
    assert system.get(f"incidents/{hidden.pk}").status == 404


def test_the_messages_to_another_system_do_not_tell_them_that_something_happened(team):
    helen, priya = Visitor(team[Role.HEAD]), Visitor(team[Role.DEPUTY_DPO])
    hook, _ = add_webhook(
        name="SIEM", url="https://example.org/", occasions=["incident.reported"],
        by=team[Role.HEAD], at=FRIDAY,
    )  # fmt: skip
    incident = a_report(team[Role.STAFF])
    keep_out(priya, incident, team[Role.HEAD])

    for path in ("connections/", f"connections/webhooks/{hook.pk}/"):
        assert "Waiting to be sent" in priya.open(f"/{path}").words, path
        assert "Waiting to be sent" not in helen.open(f"/{path}").words, path
