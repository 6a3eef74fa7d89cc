"""Where each duty is done: the one place that ties a duty to a page."""

from uuid import UUID

from django.urls import reverse

from tocsin.core.decision_rules import AGREE

PAGES = {
    "triage": "incidents:triage:kind",
    "find-out": "incidents:triage:kind",
    "contain": "incidents:triage:containment",
    "aware": "incidents:triage:awareness",
    "describe": "incidents:triage:details",
    "classify": "incidents:severity:classify",
    "refer": "incidents:severity:refer",
    "acknowledge-head": "incidents:severity:acknowledge-head",
    "acknowledge-dpo": "incidents:severity:acknowledge-dpo",
    "assess": "incidents:assessment:start",
    "reassess": "incidents:assessment:start",
    "advise": "incidents:decision:advise",
    "decide": "incidents:decision:decide",
    "lift-delay": "incidents:decision:delay",
    "review-not-telling": "incidents:decision:review",
    "tell-regulator": "incidents:decision:regulator-told",
    "tell-people": "incidents:decision:people-told",
    "close": "incidents:outcome:close",
}
OWN = "own-"  # the duties a school's own policy adds


def page_of_duty(duty: str, slug: str, incident_id: UUID) -> str:
    """The address of the page where `duty` is done for the incident."""
    if duty.startswith(OWN):
        key = duty.removeprefix(OWN)
        return reverse("incidents:outcome:own-duty", args=[slug, incident_id, key])
    if duty.startswith(AGREE):
        return reverse("incidents:decision:agree", args=[slug, incident_id])
    return reverse(PAGES[duty], args=[slug, incident_id])
