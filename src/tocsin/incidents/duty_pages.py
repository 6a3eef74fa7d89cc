"""Where each duty is done: the one place that ties a duty to a page."""

from functools import lru_cache
from uuid import UUID

from django.urls import reverse

from tocsin.core.action_rules import PREFIX as ACTION
from tocsin.core.decision_rules import AGREE
from tocsin.core.notice_rules import CLEAR
from tocsin.core.owed import LETTER, REST

WHOLE = ""  # no duty: the incident itself
PAGES = {
    WHOLE: "incidents:incident",
    "triage": "incidents:triage:kind",
    "find-out": "incidents:triage:kind",
    "contain": "incidents:triage:containment",
    "chase-recipients": "incidents:recipients:recipients",
    "aware": "incidents:triage:awareness",
    "describe": "incidents:triage:details",
    "classify": "incidents:severity:classify",
    "refer": "incidents:severity:refer",
    "acknowledge-head": "incidents:severity:acknowledge-head",
    "acknowledge-dpo": "incidents:severity:acknowledge-dpo",
    "tell-others": "incidents:third_parties:list",
    "joint-agreement": "incidents:joint:change",
    "assess": "incidents:assessment:start",
    "reassess": "incidents:assessment:start",
    "advise": "incidents:decision:advise",
    "decide": "incidents:decision:decide",
    "lift-delay": "incidents:decision:delay",
    "review-not-telling": "incidents:decision:review",
    "tell-regulator": "incidents:regulator:report",
    "withdraw": "incidents:regulator:sent",
    "write-notice": "incidents:notices:notices",
    "tell-people": "incidents:decision:people-told",
    "reach-people": "incidents:dispatch:letters",
    "answer-people": "incidents:dispatch:answers",
    "investigate": "incidents:investigation:plan",
    "discipline": "incidents:investigation:discipline",
    "write-outcome": "incidents:outcome:report",
    "review-outcome": "incidents:outcome:review",
    "recommend": "incidents:outcome:recommend",
    "review-incident": "incidents:review:write",
    "update-team": "incidents:correspondence:to-team",
    "close": "incidents:outcome:close",
}
OF_MANY = {  # duties of which there may be several, all done on one page
    REST: "incidents:regulator:report",
    LETTER: "incidents:regulator:letters",
    CLEAR: "incidents:notices:notices",
    AGREE: "incidents:decision:agree",
}
SOME_ID = str(UUID(int=0))
OWN = "own-"  # the duties a school's own policy adds


def page_of_duty(duty: str, slug: str, incident_id: UUID) -> str:
    """The address of the page where `duty` is done for the incident."""
    return _page(duty, slug).replace(SOME_ID, str(incident_id))


def page_of_incident(slug: str, incident_id: UUID) -> str:
    """The address of the incident's own page."""
    return _page(WHOLE, slug).replace(SOME_ID, str(incident_id))


@lru_cache(maxsize=4096)
def _page(duty: str, slug: str) -> str:
    """The address for some incident: working one out takes longer than drawing its link."""
    if duty.startswith(OWN):
        key = duty.removeprefix(OWN)
        return reverse("incidents:outcome:own-duty", args=[slug, SOME_ID, key])
    if duty.startswith(ACTION):
        return reverse("incidents:actions:next", args=[slug, SOME_ID, duty.removeprefix(ACTION)])
    for prefix, page in OF_MANY.items():
        if duty.startswith(prefix):
            return reverse(page, args=[slug, SOME_ID])
    return reverse(PAGES[duty], args=[slug, SOME_ID])
