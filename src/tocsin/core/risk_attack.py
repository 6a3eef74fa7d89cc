"""Rules for information in the hands of somebody who took it on purpose."""

from tocsin.core.risk_rule import Factor, Level, Rule, rule
from tocsin.core.risk_scene import HIGH, MODERATE, VERY_MANY_PEOPLE, Scene

SEVERITY = ("data_sensitivity", "data_categories", "actual_misuse_or_harm")


@rule(
    Level.HIGH,
    Factor.CONSEQUENCES,
    "Somebody who acted on purpose has details they can use for fraud, or to get into accounts.",
    source="EDPB 01/2021 cases 4, 5, 7, 17 and 18; EDPB 9/2022 Annex B (vi)",
)
def taken_for_fraud(s: Scene) -> bool:
    return s.hostile and (s.identity or s.credentials or (s.financial and s.weight >= MODERATE))


@rule(
    Level.HIGH,
    Factor.DATA,
    "Somebody who acted on purpose has very private or specially protected information.",
    source="EDPB 01/2021 case 12; UK GDPR Arts 9 and 10, Recital 75",
)
def taken_and_private(s: Scene) -> bool:
    return s.hostile and (
        s.weight >= HIGH or s.safeguarding or (s.protected_kind and s.weight >= MODERATE)
    )


@rule(
    Level.HIGH,
    Factor.NUMBER,
    "Somebody who acted on purpose has personal details of ten thousand people or more.",
    source="EDPB 01/2021 case 11: readable data on a very large number of people",
)
def taken_on_a_large_scale(s: Scene) -> bool:
    return s.hostile and s.weight >= MODERATE and s.people >= VERY_MANY_PEOPLE


@rule(
    Level.RISK,
    Factor.DATA,
    "Somebody who acted on purpose has personal details. Whether people must be told depends on "
    "what the details are and how bad the consequences could be.",
    source="EDPB 9/2022 Annex B (ii)",
    up_to=Level.HIGH,
    turns_on=SEVERITY,
)
def taken_with_details(s: Scene) -> bool:
    return s.hostile and s.weight >= MODERATE


@rule(
    Level.RISK,
    Factor.PEOPLE,
    "Somebody who acted on purpose has information about children, people at risk, or of a "
    "protected kind, even if it says little.",
    source="EDPB 9/2022 on special characteristics of the individual; Recital 75",
    up_to=Level.HIGH,
    turns_on=SEVERITY,
)
def taken_about_tender_people(s: Scene) -> bool:
    return s.hostile and s.tender


@rule(
    Level.RISK,
    Factor.TYPE,
    "Somebody got at information on purpose, and what they do with it is out of our control.",
    source="EDPB 01/2021 case 8; ICO insider threat in education (Sept 2025)",
)
def taken_on_purpose(s: Scene) -> bool:
    return s.hostile


RULES: tuple[Rule, ...] = (
    taken_for_fraud,
    taken_and_private,
    taken_on_a_large_scale,
    taken_with_details,
    taken_about_tender_people,
    taken_on_purpose,
)
