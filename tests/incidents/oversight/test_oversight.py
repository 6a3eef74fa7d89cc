"""Overseeing an investigation: its details are checked, whoever leads is advised, or replaced."""

import pytest

from tests.incidents.test_severity import set_severity
from tests.incidents.visits import Visitor
from tests.investigations import investigated
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_member,
    a_near_miss,
    a_report,
    a_school,
    a_team,
    classified,
    closed,
    contained,
    described,
    triaged,
)
from tocsin.core.errors import NotAllowed, NotYet
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident
from tocsin.incidents.oversight.commands import hand_over
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    priya = team[Role.DEPUTY_DPO]
    return contained(described(triaged(a_report(team[Role.STAFF]), priya), priya), priya)


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


@pytest.fixture
def led(team, incident):
    """Ivan, who leads the incident."""
    ivan = team[Role.INVESTIGATING_OFFICER]
    classified(incident, team[Role.DEPUTY_DPO], "moderate", lead=ivan.person)
    return Visitor(ivan)


def at(incident, part="oversight/"):
    return f"/incidents/{incident.pk}/{part}"


def lead_of(incident):
    with reading(incident.school_id):
        return Incident.objects.select_related("lead").get(pk=incident.pk).lead


def handed(visitor, incident, member, words="The staff were spoken to; the parents were not."):
    return visitor.send(at(incident, "lead/hand-over/"), lead=str(member.person_id), words=words)


def test_the_details_are_checked_with_somebody(priya, incident):
    page = priya.send(at(incident, "oversight/details/"), words="Rang her: it was 40 families.")

    assert "Details checked by Priya Shah" in page.words
    assert "Rang her: it was 40 families." in page.words
    assert "Details checked by Priya Shah" in priya.open(at(incident, "timeline/")).words


@pytest.mark.parametrize(
    ("about", "title"),
    [("oversight", "Looked at it"), ("advice", "Advice"), ("support", "Help"),
     ("intervention", "Stepped in")],
)  # fmt: skip
def test_the_dpo_looks_advises_helps_and_steps_in(team, incident, led, about, title):
    dan = Visitor(team[Role.DPO])

    dan.send(at(incident, "oversight/write/"), about=about, words="Stop the mail first.")

    page = led.open(at(incident))
    assert f"{title} by Dan Price" in page.words
    assert "Stop the mail first." in page.words
    assert "Advise, help or step in" not in page.words


@pytest.mark.parametrize(
    ("part", "errors"),
    [
        ("oversight/details/", ["Enter what you checked, and with whom or what"]),
        ("oversight/write/", ["Select what it is", "Enter what you want to say"]),
        ("lead/hand-over/", ["Select who leads from now on",
                             "Enter where things stand, and what comes next"]),
    ],
)  # fmt: skip
def test_each_form_says_what_is_missing(priya, incident, part, errors):
    page = priya.send(at(incident, part))

    assert (page.status, page.errors) == (422, errors)


def test_whoever_leads_accepts_it(incident, led, priya):
    assert "Ivan Cole leads, and has not said so yet." in priya.open(at(incident)).words
    assert "You were asked to lead this." in led.open(at(incident, "investigation/")).words

    page = led.post(at(incident, "lead/accept/"))

    assert "Ivan Cole leads, accepted at 3:40pm on Friday 20 November 2026." in page.words
    assert "You were asked to lead" not in led.open(at(incident, "investigation/")).words


def test_the_lead_is_handed_over_and_has_to_be_accepted_anew(team, incident, led, clock):
    led.post(at(incident, "lead/accept/"))
    clock(FRIDAY.replace(minute=50))

    handed(led, incident, team[Role.HEAD])

    assert lead_of(incident) == team[Role.HEAD].person
    assert led.open(at(incident)).status == 404  # it is not theirs any more
    helen = Visitor(team[Role.HEAD])
    page = helen.open(at(incident))
    assert "Helen Moss leads, and has not said so yet." in page.words
    assert "The staff were spoken to; the parents were not." in page.words
    assert any("Investigate" in row for row in helen.open("/my-work/").rows())


def test_only_the_lead_and_those_who_oversee_hand_it_over(team, incident):
    with pytest.raises(NotAllowed, match="Only whoever leads it can hand it over"):
        hand_over(
            incident, lead=team[Role.HEAD].person, words="Mine.",
            by=team[Role.BUSINESS_MANAGER], at=FRIDAY,
        )  # fmt: skip


def test_nobody_who_must_not_see_it_gets_the_lead(team, priya, incident):
    priya.send(
        at(incident, "team/keep-out/"), person=str(team[Role.HEAD].person_id), reason="Her child."
    )

    page = priya.open(at(incident, "lead/hand-over/"))

    assert "Helen Moss" not in page.words
    with pytest.raises(NotYet, match="they must not see it"):
        hand_over(
            incident, lead=team[Role.HEAD].person, words="Yours.", by=team[Role.DEPUTY_DPO],
            at=FRIDAY,
        )  # fmt: skip


def test_somebody_else_cannot_accept(priya, incident, led):
    del led

    page = priya.post(at(incident, "lead/accept/"))

    assert page.status == 409
    assert "Somebody else leads this incident now." in page.words


def test_of_a_critical_incident_the_dpo_leads_as_the_policy_says(team, priya, incident):
    set_severity(priya, incident, "critical", lead=str(team[Role.DEPUTY_DPO].person_id))
    before = priya.open(at(incident)).words

    handed(priya, incident, team[Role.DPO], "The backups are gone.")

    dan = Visitor(team[Role.DPO])
    dan.post(at(incident, "lead/accept/"))
    after = dan.open(at(incident)).words
    assert "Your policy says that this should be the Data Protection Officer." in before
    assert "Another role leads" in before
    assert "Dan Price leads, accepted at" in after
    assert "Another role leads" not in after


@pytest.mark.clause("SI-M5-OVERSEE")
def test_an_incident_is_classified_again_with_the_siro_checked_and_stepped_into(
    team, priya, incident
):
    set_severity(priya, incident, "minor", "Nobody opened it.")
    set_severity(priya, incident, "major", "Two had opened it.")
    Visitor(team[Role.HEAD]).post(at(incident, "seen-by-head/"))
    Visitor(team[Role.DPO]).post(at(incident, "seen-by-dpo/"))
    priya.send(at(incident, "oversight/details/"), words="Rang her: it was 40 families.")
    priya.send(at(incident, "oversight/write/"), about="intervention", words="Stop the mail.")

    page = priya.open(at(incident)).words

    for said in (
        "Severity: Minor by Priya Shah", "Nobody opened it.", "Severity: Major by Priya Shah",
        "Two had opened it.", "Seen as Headteacher (SIRO) by Helen Moss",
        "Seen as Data Protection Officer by Dan Price", "Rang her: it was 40 families.",
        "Stepped in by Priya Shah",
    ):  # fmt: skip
        assert said in page


def in_the_way(visitor, incident):
    """Whether the report still has to be looked at, and whether it has to be written."""
    words = visitor.open(at(incident, "close/")).words
    looks, writes = "look at the outcome report", "write the outcome report"
    return f"Before closing: {looks}" in words, f"Before closing: {writes}" in words


@pytest.mark.clause("SI-M5-OVERSEE")
def test_the_outcome_report_is_looked_at_before_it_is_closed_and_what_is_missing_is_listed(
    team, priya, incident
):
    ivan = team[Role.INVESTIGATING_OFFICER]
    set_severity(priya, incident, "major", lead=str(ivan.person_id))
    investigated(incident, team[Role.DEPUTY_DPO], at=FRIDAY)
    words = {f"section-{place}": f"Words {place}." for place in range(5)} | {"hand-in": "yes"}
    look = at(incident, "outcome/review/")

    Visitor(ivan).send(at(incident, "outcome/"), **words)
    assert in_the_way(priya, incident) == (True, False)
    priya.send(look, verdict="no", comments="Say who was told.")
    assert in_the_way(priya, incident) == (True, True)
    Visitor(ivan).send(at(incident, "outcome/"), **words)
    priya.send(look, verdict="yes")
    assert in_the_way(priya, incident) == (False, False)

    refused = priya.send(at(incident, "close/"), lessons="Check the list first.")
    assert refused.status in {409, 422}
    assert "Before closing: assess the risk" in refused.words


def test_nothing_is_overseen_once_it_is_closed(team, priya):
    incident = closed(a_near_miss(team[Role.DEPUTY_DPO]), team[Role.DEPUTY_DPO])

    page = priya.send(at(incident, "oversight/write/"), about="advice", words="More.")

    assert page.status == 409
    assert "Hand over the lead" not in priya.open(at(incident)).words


def test_a_governor_and_another_school_see_no_oversight(team, incident):
    for part in ("oversight/", "oversight/details/", "oversight/write/", "lead/hand-over/"):
        assert Visitor(team[Role.GOVERNOR]).open(at(incident, part)).status == 403
        assert Visitor(a_member(a_school(), Role.DPO)).open(at(incident, part)).status == 404
