"""A decision of several people: each says on the record whether they agree."""

import pytest

from tests.incidents.decision.deciding import NOT_TO_TELL, TO_TELL, decide, duties, has, path_of
from tests.incidents.visits import Visitor
from tests.worlds import agreed, assessed, classified, closed, decided, ready_to_close
from tocsin.core.errors import NotYet
from tocsin.core.facts import Tell
from tocsin.core.roles import Role
from tocsin.incidents.decision.commands import agree
from tocsin.incidents.decision.commands import decide as decide_on
from tocsin.incidents.models import Decision, Voice
from tocsin.ledger.queries import history
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SAY = "Say whether you agree with the decision"


def ids(team, *roles):
    return [str(team[role].person_id) for role in roles]


@pytest.fixture
def judged(by, incident):
    return assessed(incident, by)


@pytest.mark.clause("BR-1.4")
def test_everybody_who_decides_together_says_so_themselves(team, priya, judged):
    decide(priya, judged, NOT_TO_TELL, taken_with=ids(team, Role.DEPUTY_DPO, Role.HEAD, Role.DPO))
    head, dpo = Visitor(team[Role.HEAD]), Visitor(team[Role.DPO])
    assert (has(head, SAY), has(dpo, SAY), has(priya, SAY)) == (True, True, False)
    assert "Both parents deleted it." in head.open(path_of(judged, "decision/agree")).words

    head.send(path_of(judged, "decision/agree"), agrees="yes")
    page = dpo.send(path_of(judged, "decision/agree"), agrees="no", words="Two more have it.")

    assert "Agreed with the decision by Helen Moss" in page.words
    assert "Did not agree with the decision by Dan Price" in page.words
    assert "Two more have it." in page.words
    assert (has(head, SAY), has(dpo, SAY)) == (False, False)
    earlier = priya.open(path_of(judged)).facts()
    assert earlier["Priya Shah"] == "agrees"
    assert earlier["Dan Price"] == "does not agree: Two more have it."
    actions = [(event.action, event.by) for event in history(judged, newest=3)]
    assert actions == [
        ("decision.dissented", team[Role.DPO].person_id),
        ("decision.agreed", team[Role.HEAD].person_id),
        ("incident.decided", team[Role.DEPUTY_DPO].person_id),
    ]
    assert verify(judged.school_id).holds


def test_an_incident_is_not_closed_before_everybody_has_spoken(team, by, priya, judged):
    decided(judged, by, team[Role.HEAD], regulator="yes")
    words = "Before closing: say whether you agree with the decision."

    assert words in priya.open(path_of(judged, "close")).words
    shown = priya.open(f"/incidents/{judged.pk}/").words
    assert "Say whether you agree with the decision Helen Moss · due" in shown
    agreed(judged, team[Role.HEAD])
    assert words not in priya.open(path_of(judged, "close")).words


def test_who_does_not_agree_says_why(team, by, judged):
    decided(judged, by, team[Role.HEAD], regulator="yes")

    page = Visitor(team[Role.HEAD]).send(path_of(judged, "decision/agree"), agrees="no", words=" ")

    assert (page.status, page.errors) == (422, ["Enter why you do not agree"])
    with pytest.raises(NotYet, match="Say why you do not agree"):
        agree(judged, agrees=False, words="", by=team[Role.HEAD], at=judged.decided_at)


def test_nobody_speaks_who_was_not_asked_or_twice(team, by, judged):
    decided(judged, by, team[Role.HEAD], regulator="yes")
    agreed(judged, team[Role.HEAD])

    for role in (Role.HEAD, Role.DPO):
        page = Visitor(team[role]).send(path_of(judged, "decision/agree"), agrees="yes")
        assert page.status == 409
        assert "There is no decision waiting for you here." in page.words


def test_a_new_decision_asks_anew_and_keeps_the_old_voices(team, by, priya, judged):
    decided(judged, by, team[Role.HEAD], regulator="yes")

    decided(judged, by, team[Role.DPO], regulator="yes")

    assert not has(Visitor(team[Role.HEAD]), SAY)
    assert has(Visitor(team[Role.DPO]), SAY)
    with reading(judged.school_id):
        assert Voice.objects.count() == 4
        assert [each.number for each in Decision.objects.order_by("number")] == [1, 2]
    assert "has not said yet" in priya.open(path_of(judged)).words


@pytest.mark.clause("BR-1.4")
def test_whoever_is_asked_sees_what_they_decide_about(team, priya, judged):
    beth = Visitor(team[Role.INVESTIGATING_OFFICER])
    assert beth.open(f"/incidents/{judged.pk}/").status == 404

    decide(priya, judged, NOT_TO_TELL, taken_with=ids(team, Role.INVESTIGATING_OFFICER))

    assert SAY in duties(beth)[0]
    assert beth.open(f"/incidents/{judged.pk}/assessment/version/1/").status == 200
    page = beth.send(path_of(judged, "decision/agree"), agrees="yes")
    assert page.status == 200
    assert f"Do next: {SAY}" not in page.words


@pytest.mark.clause("SI-M6-DPO")
@pytest.mark.parametrize("severity", ["major", "critical"])
def test_a_serious_incident_is_decided_with_the_dpo(team, by, priya, judged, severity):
    classified(judged, by, severity)
    first = priya.open(path_of(judged))
    assert first.html.count("checked") >= 2  # the DPO is selected already

    page = decide(priya, judged, NOT_TO_TELL, taken_with=ids(team, Role.HEAD))

    assert page.errors[0].startswith("The DPO decides with you when an incident is this serious.")
    decide(priya, judged, NOT_TO_TELL)
    assert has(Visitor(team[Role.DPO]), SAY)


@pytest.mark.clause("SI-M6-DPO")
def test_the_clock_does_not_wait_for_a_dpo_who_is_away(team, by, priya, judged):
    classified(judged, by, "major")

    page = decide(
        priya, judged, TO_TELL, ground_to_tell="voluntary", without_dpo="On leave until Monday.",
        taken_with=ids(team, Role.HEAD),
    )  # fmt: skip
    page = priya.post(page.path, **_hidden(page), departure_reason="We are not sure.")

    assert "Without the DPO, because: On leave until Monday." in page.words
    assert "Tell the regulator, and record that you did" in page.words
    close = priya.open(path_of(judged, "close")).words
    assert "Before closing: advise whether to tell the regulator and the people" in close


def test_a_closed_incident_is_opened_before_it_is_decided_anew(by, priya):
    incident = closed(ready_to_close(by), by)

    page = decide(priya, incident, NOT_TO_TELL)

    assert page.status == 409
    assert "This incident is closed. Open it again first." in page.words


def test_the_command_asks_for_the_dpo_too(by, judged):
    classified(judged, by, "major")

    with pytest.raises(NotYet, match="The DPO decides with you"):
        decide_on(
            judged, tell_regulator=Tell.NO.value, regulator_reason="x", tell_people="no",
            people_ground="no_high_risk", people_reason="x", taken_with=[],
            seen=judged.revision, by=by, at=judged.assessed_at,
        )  # fmt: skip


@pytest.mark.clause("SI-M6-DPO")
def test_the_dpo_is_heard_once_they_agreed(team, by, judged):
    classified(judged, by, "major")
    advise = "Advise whether to tell the regulator and the people affected"
    dan = Visitor(team[Role.DPO])
    decided(judged, by, team[Role.DPO], regulator="no")
    assert has(dan, advise)

    agreed(judged, team[Role.DPO])

    assert not has(dan, advise)


def _hidden(page):
    return {
        each.attributes["name"]: each.attributes.get("value", "")
        for each in page.tree.all("input")
        if each.attributes.get("type") == "hidden"
    }
