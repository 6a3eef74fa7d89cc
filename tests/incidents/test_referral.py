"""Whether the DPO is told, and the reasons when not."""

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import a_report, a_school, a_team, classified, referred, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import Referral
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PHONED = {
    "by_phone_at_day": "20", "by_phone_at_month": "11", "by_phone_at_year": "2026",
    "by_phone_at_time": "3:20pm", "spoke_to": "Dan Price", "what_was_said": "Lock the account.",
}  # fmt: skip


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def set_severity(visitor, incident, severity, reason="Somebody outside has it.", **more):
    path = f"/incidents/{incident.pk}/severity/"
    return visitor.send(path, severity=severity, reason=reason, **more)


def refer(visitor, incident, referral, **more):
    return visitor.send(f"/incidents/{incident.pk}/dpo/", referral=referral, **more)


def work_of(member):
    return [row.split(" (")[0] for row in Visitor(member).open("/my-work/").rows()]


def test_not_telling_the_dpo_needs_reasons_which_the_log_keeps(priya, incident):
    page = refer(priya, incident, "not_referred", reason="no")
    assert page.errors == ["Enter why the DPO is not told, in a sentence or two"]

    page = refer(priya, incident, "not_referred", reason="One parent, who deleted it at once.")

    assert "The DPO was not told. One parent, who deleted it at once." in page.words
    assert "Tell the DPO, or say why not BR-5.3 Completed" in page.words


def test_somebody_in_doubt_tells_the_dpo(team, priya, incident):
    page = refer(priya, incident, "in_doubt")

    assert "The DPO was told." in page.words
    assert any("Confirm that you have seen the referral" in w for w in work_of(team[Role.DPO]))
    with reading(incident.school_id):
        row = Referral.objects.get(incident=incident)
    assert (row.referral, row.in_doubt) == ("referred", True)


@pytest.mark.clause("BR-5.4")
def test_a_referral_by_phone_says_when_to_whom_and_what_was_said(priya, incident):
    page = refer(priya, incident, "referred", by_phone="yes", **PHONED)

    assert (
        "The DPO was told. By phone at 3:20pm on Friday 20 November 2026, to Dan Price: Lock the"
        " account." in page.words
    )


@pytest.mark.clause("BR-5.4")
def test_a_phone_call_is_recorded_whole_or_not_at_all(priya, incident):
    page = refer(priya, incident, "referred", by_phone="yes")
    assert page.errors == [
        "Enter when you phoned",
        "Enter who you spoke to",
        "Enter what was said on the phone",
    ]

    page = refer(priya, incident, "referred", by_phone="no", **PHONED)

    assert "By phone" not in page.words


def test_a_breach_at_a_company_we_use_always_goes_to_the_dpo(team, priya):
    incident = triaged(a_report(team[Role.STAFF], what="supplier"), team[Role.DEPUTY_DPO])

    page = priya.open(f"/incidents/{incident.pk}/dpo/")

    assert "A breach at a company we use always goes to the DPO." in page.words
    assert "No, and I say why" not in page.words
    page = refer(priya, incident, "not_referred", reason="We would rather not tell anybody.")
    assert page.status == 422
    assert "We would rather not tell anybody." in page.html


@pytest.mark.clause("SI-M8")
def test_a_choice_made_before_it_became_serious_does_not_stand(team, priya, incident):
    referred(incident, team[Role.DEPUTY_DPO])

    page = set_severity(priya, incident, "major")

    assert "The DPO has been told." in page.words
    assert "Refer the incident to the DPO SI-M8 Completed" in page.words


@pytest.mark.clause("SI-M8")
def test_a_serious_incident_cannot_be_kept_from_the_dpo_by_an_old_form(team, priya, incident):
    """The form was opened while there was still a choice."""
    classified(incident, team[Role.DEPUTY_DPO], "critical")

    page = priya.post(
        f"/incidents/{incident.pk}/dpo/", seen=str(incident.revision), by_phone="no",
        referral="not_referred", reason="I had this page open since this morning.",
    )  # fmt: skip

    assert page.status == 422
    assert "I had this page open since this morning." in page.html
