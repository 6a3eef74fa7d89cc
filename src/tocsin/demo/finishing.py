"""Doing what is left before an incident can be closed, as the practice trust's people would."""

from datetime import datetime
from typing import Any

from tocsin.core.closing import outcomes
from tocsin.core.duty import State
from tocsin.demo.investigating import investigate, report_outcome, tell_others
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident
from tocsin.incidents.queries import duties_of
from tocsin.incidents.retention import retention_of
from tocsin.incidents.review.commands import suggest, write_review
from tocsin.incidents.review.queries import questions_of, review_to_write
from tocsin.schools.models import Membership

FOUND = {
    "followed": ("partly", "People were in a hurry, and left out the second look."),
    "training": ("partly", "New staff had not heard of the rule yet."),
}
FOLLOWS = (
    ("policy", "followed", "Say in the policy who looks a second time before a list goes out."),
    ("training", "training", "Show new staff in their first week how lists are sent."),
)


def finish(
    incident: Incident, members: list[Membership], *, by: Membership, at: datetime
) -> dict[str, Any]:
    """Do it all, and give what the closing page proposes."""
    investigate(incident, members, by=by, at=at)
    report_outcome(incident, members, by=by, at=at)
    tell_others(incident, by=by, at=at)
    _review(incident, by=by, at=at)
    proposed = outcomes(facts_of(incident))[0].value
    return {"closed_as": proposed, "retention_on": retention_of(incident, at)}


def _review(incident: Incident, *, by: Membership, at: datetime) -> None:
    asked = {duty.code for duty in duties_of(incident) if duty.state is State.OPEN}
    if "review-incident" not in asked:
        return
    answers = {each.key: FOUND.get(each.key, ("yes", "")) for each in questions_of(incident)}
    seen = review_to_write(incident).revision
    write_review(incident, answers=answers, is_finished=True, seen=seen, by=by, at=at)
    for kind, question, words in FOLLOWS:
        suggest(incident, kind=kind, question=question, words=words, by=by, at=at)
