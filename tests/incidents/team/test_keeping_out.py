"""Somebody whom an incident is about, or who is close to it, sees nothing of it and is not told."""

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import FRIDAY, a_member, a_report, a_school, a_team, classified, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import Recusal
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SEEN_BY_ROLE = (
    "",
    "timeline/",
    "files/",
    "team/",
    "messages/",
    "assessment/",
    "kind/",
    "as-known/",
)


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


@pytest.fixture
def incident(team):
    told = a_report(team[Role.STAFF], story="The Zanzibar letters were left on a bus.")
    return triaged(told, team[Role.DEPUTY_DPO])


def keep_out(visitor, incident, member, **more):
    return visitor.send(
        f"/incidents/{incident.pk}/team/keep-out/", person=str(member.person_id),
        reason="It is about them.", **more,
    )  # fmt: skip


@pytest.mark.parametrize("role", [Role.DPO, Role.HEAD])
def test_whoever_must_not_see_an_incident_finds_nothing_at_all_of_it(team, priya, incident, role):
    member, other = team[role], a_report(team[Role.STAFF])
    visitor = Visitor(member)
    assert incident.reference in visitor.open("/log/").words

    page = keep_out(priya, incident, member)

    assert f"{member.person} It is about them." in page.words
    for part in SEEN_BY_ROLE:
        assert visitor.open(f"/incidents/{incident.pk}/{part}").status == 404, part
    for path in ("/log/", "/log/?q=Zanzibar", "/my-work/", "/inbox/"):
        words = visitor.open(path).words
        assert incident.reference not in words, path
        assert "Zanzibar" not in words.replace("Zanzibar Search", ""), path
    assert other.reference in visitor.open("/log/").words
    assert other.reference in visitor.open("/inbox/").words


def test_files_and_counts_that_are_taken_away_do_not_hold_it(team, priya, incident):
    keep_out(priya, incident, team[Role.HEAD])
    helen = Visitor(team[Role.HEAD])

    for kind in ("csv", "xlsx"):
        answer = helen.client.post(f"{helen.base}/log/export/", {"kind": kind, "query": ""})
        content = b"".join(answer.streaming_content)
        assert incident.reference.encode() not in content
    csv = helen.client.post(f"{helen.base}/log/export/", {"kind": "csv", "query": ""})

    assert "0 entries, at" in b"".join(csv.streaming_content).decode()


def test_they_get_the_same_answer_as_for_an_incident_that_never_was(team, priya, incident):
    keep_out(priya, incident, team[Role.HEAD])
    helen = Visitor(team[Role.HEAD])

    there = helen.open(f"/incidents/{incident.pk}/")
    nowhere = helen.open("/incidents/6f7a1f4e-5a52-4b27-a1a7-2f0f9c9f4a11/")

    assert (there.status, there.words) == (nowhere.status, nowhere.words)


def test_a_report_in_the_inbox_is_gone_for_them_too(team, priya):
    report = a_report(team[Role.STAFF])
    keep_out(priya, report, team[Role.OFFICE])
    olive = Visitor(team[Role.OFFICE])

    assert "No new reports" in olive.open("/inbox/").words
    assert olive.open(f"/inbox/{report.pk}/").status == 404


def test_their_own_report_they_can_still_read(team, priya, incident):
    keep_out(priya, incident, team[Role.STAFF])

    tom = Visitor(team[Role.STAFF], factors=1)

    assert tom.open(f"/report/mine/{incident.pk}/").status == 200


def test_what_repeats_the_incident_and_what_it_repeats_are_hidden_as_well(team, priya, incident):
    second, helen = a_report(team[Role.OFFICE]), Visitor(team[Role.HEAD])
    third = a_report(team[Role.GOVERNOR])
    keep_out(priya, second, team[Role.HEAD])
    assert helen.open(f"/incidents/{incident.pk}/").status == 200

    for each in (second, third):
        answers = {"kind": "duplicate", "kind_reason": "Same.", "personal_data": "yes"}
        priya.send(f"/incidents/{each.pk}/kind/", duplicate_of=incident.reference, **answers)

    for each in (incident, second, third):
        assert helen.open(f"/incidents/{each.pk}/").status == 404


def test_nobody_can_name_a_hidden_incident_as_the_one_that_is_repeated(team, priya, incident):
    keep_out(priya, incident, team[Role.HEAD])
    report = a_report(team[Role.STAFF])

    page = Visitor(team[Role.HEAD]).send(
        f"/incidents/{report.pk}/kind/", kind="duplicate", kind_reason="Same.",
        personal_data="yes", duplicate_of=incident.reference,
    )  # fmt: skip

    assert page.errors == ["Enter the reference of another incident at this school, like 2026-014"]


def test_whoever_led_is_replaced_and_cannot_be_chosen_to_lead_again(team, priya, incident):
    ivan, beth = team[Role.INVESTIGATING_OFFICER], team[Role.BUSINESS_MANAGER]
    classified(incident, team[Role.DEPUTY_DPO], "minor", lead=ivan.person)

    page = keep_out(priya, incident, ivan, lead=str(beth.person_id))

    assert "Beth Long leads." in page.words
    assert Visitor(ivan).open(f"/incidents/{incident.pk}/").status == 404
    assert "Ivan Cole" not in priya.open(f"/incidents/{incident.pk}/severity/").words


def test_a_form_that_names_somebody_who_was_taken_off_meanwhile_is_refused(team, priya, incident):
    ivan = team[Role.INVESTIGATING_OFFICER]
    path = f"/incidents/{incident.pk}/severity/"
    keep_out(Visitor(team[Role.DPO]), incident, ivan)

    page = priya.post(path, severity="minor", reason="Small.", lead=str(ivan.person_id), seen="1")

    assert page.status in {409, 422}
    assert Visitor(ivan).open(f"/incidents/{incident.pk}/").status == 404


def test_whoever_was_asked_to_decide_is_no_longer_waited_for(team, priya, incident):
    beth, school = team[Role.BUSINESS_MANAGER], incident.school
    with reading(school.pk):
        type(incident).objects.filter(pk=incident.pk).update(awaiting=[str(beth.person_id)])

    keep_out(priya, incident, beth)

    with reading(school.pk):
        incident.refresh_from_db()
    assert incident.awaiting == []


def test_the_last_person_who_could_act_cannot_be_taken_off():
    school = a_school()
    only = a_member(school, Role.HEAD, name="Only Head")
    incident = a_report(a_member(school))

    page = keep_out(Visitor(only), incident, only)

    assert page.status == 409
    assert "First give somebody else at the school the role of DPO, or of Headteacher" in page.words
    assert Visitor(only).open(f"/incidents/{incident.pk}/").status == 200


def test_somebody_may_take_themselves_off_and_is_led_away(team, incident):
    dan = Visitor(team[Role.DPO])

    page = keep_out(dan, incident, team[Role.DPO])

    assert page.title == "My work"
    assert dan.open(f"/incidents/{incident.pk}/").status == 404


def test_a_second_click_keeps_nobody_out_twice(team, priya, incident):
    path = f"/incidents/{incident.pk}/team/keep-out/"
    answers = {"person": str(team[Role.HEAD].person_id), "reason": "About them."}
    answers["seen"] = str(incident.revision)
    assert priya.post(path, **answers).status == 200

    again = priya.post(path, **answers)

    assert again.status in {409, 422}
    with reading(incident.school_id):
        assert Recusal.objects.filter(school_id=incident.school_id).count() == 1


def test_somebody_can_be_let_back_on_the_record(team, priya, incident):
    page = keep_out(priya, incident, team[Role.HEAD])

    back = priya.send(page.links["Let Helen Moss see it again"])

    assert "May see it again since" in back.words
    assert Visitor(team[Role.HEAD]).open(f"/incidents/{incident.pk}/").status == 200
    timeline = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert timeline.count("Who must not see this was changed by Priya Shah") == 2
    assert verify(incident.school_id).fault == ""


@pytest.mark.parametrize("role", [Role.INVESTIGATING_OFFICER, Role.BUSINESS_MANAGER, Role.OFFICE])
def test_only_those_who_triage_decide_who_must_not_see_it(team, incident, role):
    page = Visitor(team[role]).open(f"/incidents/{incident.pk}/team/keep-out/")

    assert page.status == 403


def test_another_school_can_neither_keep_anybody_out_nor_see_who_is(team, priya, incident):
    keep_out(priya, incident, team[Role.HEAD])
    stranger = Visitor(a_team(a_school())[Role.DPO])

    for part in ("team/", "team/keep-out/", "team/change/"):
        assert stranger.open(f"/incidents/{incident.pk}/{part}").status == 404


def test_the_database_keeps_nobody_out_twice(team, priya, incident):
    keep_out(priya, incident, team[Role.HEAD])
    row = Recusal(incident=incident, school_id=incident.school_id, at=FRIDAY,
                  person_id=team[Role.HEAD].person_id)  # fmt: skip

    with (
        reading(incident.school_id),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        row.save()
