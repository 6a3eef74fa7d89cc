"""The five findings of an investigation, and its steps from the first to the last."""

import pytest

from tests.incidents.evidence.samples import upload
from tests.incidents.inquiry.keeping import keep, write_down
from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import a_report, a_school, a_team, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import Attachment
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
FINDINGS = {
    "happened": "Whether there was a breach",
    "cause": "What it was, and its cause",
    "extent": "How much harm it did or could do",
    "stop": "What stops it, and keeps it from happening again",
    "mitigate": "What reduces the risk that is left",
}
KINDS = {
    "outcome": "wanted", "stakeholder": "much", "policy": "breached", "risk": "high",
    "communication": "planned", "control": "in_place",
}  # fmt: skip
OWN = {
    "outcomes": ("The outcome (Not reached yet)", "The stakeholder (A lot)", "The policy (Yes)"),
    "staff": ("Bel Ashe, 19 November 2026", "I chose the wrong list."),
    "evidence": ("File: list.pdf",),
    "risks": ("The risk (High, Helen Moss)",),
    "communications": ("The communication (Planned, Helen Moss)",),
    "controls": ("The control (In place, Helen Moss)",),
}
DISCIPLINE = {"is_taken": "no", "words": "An honest mistake."}


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


@pytest.fixture
def file(priya, incident):
    priya.post(f"/incidents/{incident.pk}/files/", added=[upload("list.pdf")])
    with reading(incident.school_id):
        return Attachment.objects.get(school_id=incident.school_id)


def plan_of(incident, step=""):
    return f"/incidents/{incident.pk}/investigation/{step}"


def cards(page):
    found = [each for each in page.tree.all("div") if "govuk-summary-card" in each.classes]
    return [each.words for each in found]


@pytest.mark.clause("BR-5.5")
def test_each_of_the_five_findings_has_a_status_words_evidence_and_a_date(priya, incident, file):
    for place, key in enumerate(FINDINGS):
        priya.send(
            plan_of(incident, f"findings/{key}/"), state="done", certainty="established",
            words=f"We know {key}.", evidence=[str(file.pk)], found_on_day=15 + place,
            found_on_month=11, found_on_year=2026,
        )  # fmt: skip

    page = priya.open(plan_of(incident))

    assert cards(page) == [
        f"{title} Established {15 + place} November 2026, Priya Shah We know {key}."
        " It relies on: list.pdf"
        for place, (key, title) in enumerate(FINDINGS.items())
    ]
    priya.send(plan_of(incident, "findings/cause/"), certainty="likely", words="Perhaps not.")
    timeline = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert "We know cause." in timeline
    assert "Perhaps not." in timeline


def test_a_finding_without_a_day_has_the_day_on_which_it_was_written(priya, incident):
    priya.send(
        plan_of(incident, "findings/cause/"), state="not_applicable", certainty="unknown",
        words="It was no breach.",
    )  # fmt: skip

    (card,) = cards(priya.open(plan_of(incident)))
    assert card == (
        "What it was, and its cause Not needed 20 November 2026, Priya Shah It was no breach."
        " It relies on no file."
    )


def steps_left(visitor, incident):
    """The steps of the investigation itself that are not done."""
    page = visitor.open(plan_of(incident))
    rows = [each.words for each in page.tree.all("li") if "task-list" in " ".join(each.classes)]
    return [row for row in rows if "SI-M3-STEPS Not started" in row]


def with_records(visitor, incident):
    """A record of every kind, and an interview."""
    for kind, state in KINDS.items():
        owner = {} if kind in {"risk", "communication", "control"} else {"owner": None}
        keep(visitor, incident, kind, state=state, name=f"The {kind}", **owner)
    write_down(visitor, incident)


def done_with(visitor, incident, step, **answers):
    """What the box of a step begins with; then the step is done as it stands, or as told."""
    path = plan_of(incident, f"investigation/{step}/")
    begins = visitor.open(path).html
    visitor.send(path, **{"state": "done", **answers})
    return begins


@pytest.mark.clause("SI-M3-STEPS")
@pytest.mark.usefixtures("file")
def test_the_steps_of_the_policy_are_done_with_records_of_their_own_or_not_needed(
    team, priya, incident
):
    before = steps_left(priya, incident)
    with_records(priya, incident)
    own = {step: done_with(priya, incident, step) for step in OWN}
    for step in ("experts", "escalate", "people"):
        done_with(priya, incident, step, state="not_applicable", words="Stopped at once.")
    left = steps_left(priya, incident)
    refused = priya.open(f"/incidents/{incident.pk}/people-action/")
    Visitor(team[Role.HEAD]).send(f"/incidents/{incident.pk}/people-action/", **DISCIPLINE)

    assert len(before) == 11  # a to k
    assert [(step, words) for step in OWN for words in OWN[step] if words not in own[step]] == []
    assert [row.split(" SI-M3")[0] for row in left] == [
        "Start disciplinary action, or record why not", "Complete the outcome report",
    ]  # fmt: skip
    assert refused.status == 403
    assert len(steps_left(priya, incident)) == 1
