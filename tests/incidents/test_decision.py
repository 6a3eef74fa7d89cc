"""Whom the school tells, and the record that it did."""

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import a_report, a_school, a_team, decided, triaged
from tocsin.core.facts import Answer, Kind
from tocsin.core.roles import Role
from tocsin.incidents.models import Decision
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TO_TELL = {
    "without_assessment": "It cannot wait.",
    "tell_regulator": "yes", "regulator_reason": "Health of pupils.",
    "tell_people": "yes", "ground_to_tell": "high_risk", "people_reason": "They may be teased.",
}  # fmt: skip
NOT_TO_TELL = {
    "without_assessment": "It cannot wait.",
    "tell_regulator": "no", "regulator_reason": "Both parents deleted it.",
    "tell_people": "no", "ground_not_to_tell": "no_high_risk", "people_reason": "Nobody saw it.",
}  # fmt: skip
TOLD = {
    "told_at_day": "20", "told_at_month": "11", "told_at_year": "2026", "told_at_time": "3:40pm",
    "how": "phone", "without_log": "It could not wait.",
}  # fmt: skip


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def decide(visitor, incident, answers, **more):
    return visitor.send(f"/incidents/{incident.pk}/decision/", **{**answers, **more})


@pytest.mark.clause("BR-5.22", "BR-1.5")
def test_not_telling_the_regulator_leaves_its_reasons_on_the_log(priya, incident):
    page = decide(priya, incident, NOT_TO_TELL)

    assert "Telling the ICO Decided: no need to tell" in page.words
    assert "New facts can change this decision." in page.words
    assert (
        "Tell the regulator: no. Both parents deleted it. Tell the people affected: no. Nobody saw"
        " it." in page.words
    )
    assert "No, reasons recorded" in priya.open("/log/").rows()[0]
    export = priya.client.post(f"{priya.base}/log/export/", {"kind": "csv", "query": ""})
    assert b"Both parents deleted it." in b"".join(export.streaming_content)


@pytest.mark.clause("BR-1.5", "BR-5.22")
@pytest.mark.parametrize("name", ["regulator_reason", "people_reason"])
@pytest.mark.parametrize("answers", [TO_TELL, NOT_TO_TELL], ids=["telling", "not telling"])
def test_every_answer_needs_its_reasons(priya, incident, answers, name):
    page = decide(priya, incident, answers, **{name: "  "})

    assert page.status == 422
    assert len(page.errors) == 1
    assert page.errors[0].startswith("Enter why the ")


@pytest.mark.clause("BR-1.5")
@pytest.mark.parametrize(
    ("answers", "ground"),
    [
        (TO_TELL, "high_risk"),
        (TO_TELL | {"ground_to_tell": "voluntary"}, "voluntary"),
        (TO_TELL | {"ground_to_tell": "ordered"}, "ordered"),
        (NOT_TO_TELL, "no_high_risk"),
        (NOT_TO_TELL | {"ground_not_to_tell": "unreadable"}, "unreadable"),
        (NOT_TO_TELL | {"ground_not_to_tell": "risk_removed"}, "risk_removed"),
    ],
)
def test_the_ground_for_telling_people_or_not_is_kept(priya, incident, answers, ground):
    decide(priya, incident, answers)

    with reading(incident.school_id):
        assert Decision.objects.get(incident=incident).people_ground == ground


def test_telling_people_needs_a_ground_that_fits_the_answer(priya, incident):
    page = decide(priya, incident, TO_TELL, ground_to_tell=None, ground_not_to_tell="unreadable")

    assert (page.status, page.errors) == (422, ["Select the ground"])


@pytest.mark.clause("BR-1.5", "BR-1.4")
def test_a_high_risk_to_people_cannot_be_kept_from_the_regulator(priya, incident):
    page = decide(priya, incident, TO_TELL, tell_regulator="no")

    assert page.status == 422
    assert page.errors == [
        "Select yes: when a high risk to people is likely, the regulator has to be told"
    ]


@pytest.mark.clause("BR-1.4")
def test_the_decision_records_everybody_who_took_it(team, priya, incident):
    both = [str(team[role].person_id) for role in (Role.DEPUTY_DPO, Role.HEAD)]

    decide(priya, incident, TO_TELL, taken_with=both)

    with reading(incident.school_id):
        assert sorted(Decision.objects.get().taken_with) == sorted(both)


@pytest.mark.clause("BR-5.22")
def test_new_facts_make_a_new_decision_beside_the_old_one(priya, incident):
    decide(priya, incident, NOT_TO_TELL)

    assert "Earlier decisions (1)" in priya.open(f"/incidents/{incident.pk}/decision/").words
    page = decide(priya, incident, TO_TELL)

    assert "72-hour deadline to tell the ICO 72 hours left" in page.words
    assert "Both parents deleted it." in page.words
    assert "Tell the regulator, and record that you did" in page.words
    with reading(incident.school_id):
        assert Decision.objects.filter(incident=incident).count() == 2


@pytest.mark.parametrize(
    ("kind", "personal"),
    [
        (Kind.SUSPECTED, Answer.YES),
        (Kind.CONFIRMED, Answer.UNSURE),
        (Kind.CONFIRMED, Answer.NO),
        (Kind.NEAR_MISS, Answer.YES),
    ],
)
def test_there_is_nobody_to_tell_before_it_is_a_personal_data_breach(team, priya, kind, personal):
    incident = triaged(
        a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO], kind=kind, personal_data=personal
    )

    page = decide(priya, incident, TO_TELL)

    assert page.status == 409
    assert "Say first that this is a personal data breach" in page.words
    assert "They may be teased." in page.words


@pytest.mark.parametrize("path", ["regulator/sent", "people-told"])
def test_nobody_is_told_before_it_is_decided(priya, incident, path):
    page = priya.send(f"/incidents/{incident.pk}/{path}/", **TOLD)

    assert page.status == 409
    assert "Record first the decision to tell them, with its reasons." in page.words


def test_telling_the_people_is_due_once_decided_and_done_once_recorded(team, priya, incident):
    decided(incident, team[Role.DEPUTY_DPO], regulator="yes", people="yes")
    assert any("Tell the people affected" in row for row in priya.open("/my-work/").rows())

    page = priya.send(f"/incidents/{incident.pk}/people-told/", **TOLD, details="By letter home.")

    assert "People affected told by Priya Shah 3:40pm on Friday 20 November 2026" in page.words
    assert "By letter home." in page.words
    assert not any("Tell the people affected" in row for row in priya.open("/my-work/").rows())
    assert any("Tell the regulator" in row for row in priya.open("/my-work/").rows())


def test_telling_the_regulator_stops_the_clock_and_shows_on_the_log(team, priya, incident):
    decided(incident, team[Role.DEPUTY_DPO], regulator="yes")

    page = priya.send(f"/incidents/{incident.pk}/regulator/sent/", **TOLD, reference="IC-9")

    assert "Telling the ICO Told in less than a minute" in page.words
    assert "Yes, 20 Nov 2026" in priya.open("/log/?told=yes").rows()[0]


def test_a_telling_that_is_still_to_come_is_refused(team, priya, incident):
    decided(incident, team[Role.DEPUTY_DPO], regulator="yes")

    page = priya.send(
        f"/incidents/{incident.pk}/regulator/sent/", **(TOLD | {"told_at_time": "3:41pm"})
    )

    assert (page.status, page.errors) == (422, ["The time they were told must be in the past"])
