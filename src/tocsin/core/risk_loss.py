"""Rules for information that was lost, out of reach or changed, and for harm already done."""

from tocsin.core.risk_rule import Factor, Level, Rule, rule
from tocsin.core.risk_scene import HIGH, MODERATE, SHORT_HOURS, Scene

MINOR, MAJOR = 1, 2  # how much people's service suffered


@rule(
    Level.HIGH,
    Factor.CONSEQUENCES,
    "People had to go without something they depend on, for more than a day or for good.",
    source="EDPB 01/2021 case 3; EDPB 9/2022 Annex B (viii), and on encrypted data with no backup",
)
def badly_missed(s: Scene) -> bool:
    lasts = s.hours > SHORT_HOURS or s.harmed
    return s.unavailable and s.impact >= MAJOR and lasts


@rule(
    Level.RISK,
    Factor.CONSEQUENCES,
    "People had to go without something they depend on, if only for a time.",
    source="EDPB 9/2022 section I.B.2 on critical medical data",
    up_to=Level.HIGH,
    turns_on=("restored_within_hours", "actual_misuse_or_harm"),
)
def missed_for_a_time(s: Scene) -> bool:
    return s.unavailable and s.impact >= MAJOR


@rule(
    Level.RISK,
    Factor.DATA,
    "Very private information is gone for good, and people may need it.",
    source="EDPB 01/2021 case 12; EDPB 9/2022 Annex B (iv)",
    up_to=Level.HIGH,
    turns_on=("service_impact_on_subjects", "backup_available"),
)
def private_and_gone_for_good(s: Scene) -> bool:
    return s.unavailable and s.gone_for_good and s.sensitivity >= HIGH


@rule(
    Level.RISK,
    Factor.TYPE,
    "Information is gone for good, and it was taken on purpose, was more than trivial, or was "
    "missed.",
    source="EDPB 9/2022 Annex B (iv)",
)
def gone_for_good(s: Scene) -> bool:
    matters = s.malicious or s.sensitivity >= MODERATE or s.impact >= MINOR
    return s.unavailable and s.gone_for_good and matters


@rule(
    Level.RISK,
    Factor.CONTROLLER,
    "An attack put information out of reach and there is no usable backup.",
    source="EDPB 01/2021 case 2; EDPB 9/2022 Annex B (iv)",
)
def attack_without_a_backup(s: Scene) -> bool:
    return s.unavailable and s.malicious and s.no_copy


@rule(
    Level.RISK,
    Factor.CONSEQUENCES,
    "It took more than a day to bring back, and people noticed.",
    source="EDPB 01/2021 case 2; contrast EDPB 9/2022 Annex B (iii), minutes",
)
def slow_to_come_back(s: Scene) -> bool:
    return s.unavailable and s.impact >= MINOR and s.hours > SHORT_HOURS


@rule(
    Level.RISK,
    Factor.DATA,
    "Very private records were changed, and decisions about people may rest on wrong ones.",
    source="EDPB 9/2022 on the type of breach; UK GDPR Recital 75",
    up_to=Level.HIGH,
    turns_on=("actual_misuse_or_harm", "backup_available"),
)
def private_records_changed(s: Scene) -> bool:
    return s.altered and s.sensitivity >= HIGH and (s.no_copy or s.malicious)


@rule(
    Level.RISK,
    Factor.TYPE,
    "Records were changed on purpose, or cannot be put right from a copy.",
    source="EDPB 9/2022 on the type of breach; ICO insider threat in education (Sept 2025)",
)
def records_changed(s: Scene) -> bool:
    return s.altered and (s.malicious or (s.sensitivity >= MODERATE and s.no_copy))


@rule(
    Level.HIGH,
    Factor.CONSEQUENCES,
    "Harm has already happened, to people or with information that make it grave.",
    source="ICO example 1; EDPB 01/2021 cases 3, 17 and 18",
)
def grave_harm_done(s: Scene) -> bool:
    on_purpose = s.malicious and s.sensitivity >= MODERATE
    return s.harmed and (s.tender or s.safeguarding or s.sensitivity >= HIGH or on_purpose)


@rule(
    Level.RISK,
    Factor.CONSEQUENCES,
    "The information has been misused, or somebody has been harmed.",
    source="EDPB 01/2021 case 8; UK GDPR Recital 85",
)
def harm_done(s: Scene) -> bool:
    return s.harmed


RULES: tuple[Rule, ...] = (
    badly_missed,
    missed_for_a_time,
    private_and_gone_for_good,
    gone_for_good,
    attack_without_a_backup,
    slow_to_come_back,
    private_records_changed,
    records_changed,
    grave_harm_done,
    harm_done,
)
