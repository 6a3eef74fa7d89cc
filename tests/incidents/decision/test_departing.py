"""Deciding otherwise than recommended: a stop on the way, and reasons that stay."""

import pytest

from tests.incidents.decision.deciding import NOT_TO_TELL, TO_TELL, decide, path_of
from tests.incidents.visits import Visitor
from tests.worlds import advised, assessed, classified, described
from tocsin.core.errors import NotYet
from tocsin.core.roles import Role
from tocsin.incidents.decision.commands import decide as decide_on
from tocsin.incidents.models import Decision
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
STOP = "This goes against what is recommended"


def newest(incident):
    with reading(incident.school_id):
        return Decision.objects.filter(incident=incident).order_by("-number").first()


@pytest.fixture
def risky(by, incident):
    return assessed(incident, by, recipient_trusted=False, actual_misuse_or_harm=True)


@pytest.mark.clause("BR-3.2", "BR-1.4")
def test_not_telling_against_the_recommendation_is_stopped_and_asked_why(priya, risky):
    page = decide(priya, risky, NOT_TO_TELL)

    assert page.title == STOP
    assert "The assessment recommends telling the regulator." in page.words
    assert newest(risky) is None
    again = priya.post(page.path, **_sent(page), departure_reason=" ")
    assert (again.status, again.errors) == (422, ["Enter why you decide otherwise"])
    done = priya.post(page.path, **_sent(page), departure_reason="The police hold the papers.")
    assert "Not as recommended, because: The police hold the papers." in done.words
    row = newest(risky)
    assert (row.recommended_regulator, row.tell_regulator) == ("yes", "no")
    assert row.departure_reason == "The police hold the papers."


@pytest.mark.clause("BR-1.4")
def test_in_doubt_not_telling_is_stopped_too(by, priya, incident):
    assessed(incident, by, recipient_trusted=None, data_sensitivity=None)

    page = decide(priya, incident, NOT_TO_TELL)

    assert page.title == STOP
    assert "The assessment cannot rule out a risk to people." in page.words


def test_telling_where_no_risk_is_seen_is_a_departure_as_well(by, priya, incident):
    assessed(incident, by)

    page = decide(priya, incident, TO_TELL, ground_to_tell="voluntary")

    assert "The assessment sees no need to tell the regulator." in page.words


def test_doing_as_recommended_is_not_stopped(by, priya, incident):
    assessed(incident, by)

    page = decide(priya, incident, NOT_TO_TELL)

    assert page.path.endswith(f"/incidents/{incident.pk}/")
    assert newest(incident).departure_reason is None


def test_a_mistake_in_the_form_comes_before_the_stop(priya, risky):
    page = decide(priya, risky, NOT_TO_TELL, regulator_reason="")

    assert page.errors == ["Enter why the regulator is told, or not told"]


def test_the_command_refuses_without_the_reasons(by, risky):
    with pytest.raises(NotYet, match="The assessment recommends telling the regulator"):
        decide_on(
            risky, tell_regulator="no", regulator_reason="x", tell_people="no",
            people_ground="no_high_risk", people_reason="x", taken_with=[],
            seen=risky.revision, by=by, at=risky.assessed_at,
        )  # fmt: skip


@pytest.mark.clause("BR-3.2")
def test_deciding_without_an_assessment_says_why(priya, incident):
    assert "The risk to people has not been assessed." in priya.open(path_of(incident)).words

    page = decide(priya, incident, TO_TELL)

    assert page.errors == ["Enter why the decision cannot wait for the assessment"]
    done = decide(priya, incident, TO_TELL, without_assessment="It is Friday, 4pm.")
    assert "Without an assessment, because: It is Friday, 4pm." in done.words
    assert "Assess the risk to people" in done.words


def test_so_does_deciding_on_one_that_is_out_of_date(by, priya, incident):
    described(assessed(incident, by), by, people=400)
    assert "The facts have changed since." in priya.open(path_of(incident)).words

    page = decide(priya, incident, NOT_TO_TELL)

    assert page.errors == ["Enter why the decision cannot wait for the assessment"]
    done = decide(priya, incident, NOT_TO_TELL, without_assessment="Only the count changed.")
    assert "Only the count changed." in done.words


def test_the_command_asks_for_an_assessment_too(by, incident):
    with pytest.raises(NotYet, match="Assess the risk to people first"):
        decide_on(
            incident, tell_regulator="yes", regulator_reason="x", tell_people="no",
            people_ground="no_high_risk", people_reason="x", taken_with=[],
            seen=incident.revision, by=by, at=incident.reported_at,
        )  # fmt: skip


@pytest.mark.clause("SI-M6-DPO")
def test_the_advice_of_the_dpo_is_a_record_of_its_own(team, by, priya, incident):
    assessed(incident, by)
    dan = Visitor(team[Role.DPO])
    assert "Give your advice as DPO" in dan.open(f"/incidents/{incident.pk}/assessment/").words

    page = dan.send(
        path_of(incident, "advice"), regulator="yes", people="unsure", words="They know the family."
    )

    assert "Advice of the DPO by Dan Price" in page.words
    assert "Tell the regulator: yes. Tell the people affected: unsure. They know the family." in (
        page.words
    )
    shown = priya.open(path_of(incident)).words
    assert "Dan Price, DPO, at 3:40pm on Friday 20 November 2026: tell the regulator yes" in shown


@pytest.mark.clause("SI-M6-DPO")
def test_not_following_the_dpo_needs_reasons_and_is_said(team, by, priya, incident):
    advised(assessed(incident, by), team[Role.DPO], regulator="yes")

    page = decide(priya, incident, NOT_TO_TELL)

    assert "The DPO advises to tell the regulator." in page.words
    priya.post(page.path, **_sent(page), departure_reason="We have it back.")
    facts = priya.open(path_of(incident)).facts()
    assert facts["The DPO's advice"] == "Not followed"
    assert facts["Why not as recommended"] == "We have it back."
    assert newest(incident).followed_advice is False


def test_following_the_dpo_is_said_as_well(team, by, priya, incident):
    advised(assessed(incident, by), team[Role.DPO], regulator="no")

    decide(priya, incident, NOT_TO_TELL)

    assert priya.open(path_of(incident)).facts()["The DPO's advice"] == "Followed"


def test_a_dpo_who_would_not_tell_is_heard_too(team, by, priya, incident):
    advised(assessed(incident, by), team[Role.DPO], regulator="no", people="no")

    page = decide(priya, incident, TO_TELL, ground_to_tell="voluntary")

    assert "The DPO advises not to tell the people affected." in page.words


@pytest.mark.clause("SI-M6-DPO", "BR-5.22")
def test_advice_against_a_decision_asks_for_a_new_one(team, by, priya, incident, later):
    assessed(incident, by)
    decide(priya, incident, NOT_TO_TELL)

    advised(incident, team[Role.DPO], regulator="yes", at=later())

    page = priya.open(f"/incidents/{incident.pk}/")
    assert "Decide again whether to tell the regulator and the people affected" in page.words
    assert "72-hour deadline to tell the ICO 71 hours left" in page.words


@pytest.mark.parametrize("role", [Role.DEPUTY_DPO, Role.HEAD])
def test_only_the_dpo_gives_this_advice(team, incident, role):
    page = Visitor(team[role]).send(
        path_of(incident, "advice"), regulator="no", people="no", words="I think not."
    )

    assert page.status == 403
    assert "This is the advice of the DPO: only they give it." in page.words


def test_advice_and_decisions_show_what_a_serious_incident_needs(team, by, priya, incident):
    classified(assessed(incident, by), by, "major")

    assert "Advise whether to tell the regulator and the people affected Dan Price" in (
        priya.open(f"/incidents/{incident.pk}/").words
    )
    assert Visitor(team[Role.DPO]).open(path_of(incident, "advice")).status == 200


def _sent(page):
    found = {}
    for each in page.tree.all("input"):
        if each.attributes.get("type") == "hidden":
            found.setdefault(each.attributes["name"], []).append(each.attributes.get("value", ""))
    return found
