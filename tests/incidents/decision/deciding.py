"""Filling in the decision as a page of it stands."""

TO_TELL = {
    "tell_regulator": "yes", "regulator_reason": "Health of pupils.",
    "tell_people": "yes", "ground_to_tell": "high_risk", "people_reason": "They may be teased.",
}  # fmt: skip
NOT_TO_TELL = {
    "tell_regulator": "no", "regulator_reason": "Both parents deleted it.",
    "tell_people": "no", "ground_not_to_tell": "no_high_risk", "people_reason": "Nobody saw it.",
}  # fmt: skip
WAITING = {
    **TO_TELL, "tell_people": "later", "ground_to_tell": None,
    "delay_authority": "Sergeant Blake, Northshire Police", "delay_reference": "NP/44/26",
    "delay_until_day": "27", "delay_until_month": "11", "delay_until_year": "2026",
}  # fmt: skip


def path_of(incident, page="decision"):
    return f"/incidents/{incident.pk}/{page}/"


def decide(visitor, incident, answers, **more):
    return visitor.send(path_of(incident), **{**answers, **more})


def duties(visitor):
    return [row.split("2026-001")[0] for row in visitor.open("/my-work/").rows()]


def has(visitor, title):
    return any(title in row for row in duties(visitor))
