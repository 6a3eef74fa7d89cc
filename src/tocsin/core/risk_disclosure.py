"""Rules for information that reached, or may have reached, somebody who should not have it."""

from tocsin.core.risk_rule import Factor, Level, Rule, rule
from tocsin.core.risk_scene import HIGH, MANY_PEOPLE, MODERATE, SMALL_GROUP, Reach, Scene

SEVERITY = ("data_sensitivity", "actual_misuse_or_harm", "data_recovered_or_confirmed_deleted")


def _out(s: Scene) -> bool:
    """With a stranger, or worse."""
    return s.reach >= Reach.STRANGER


@rule(
    Level.HIGH,
    Factor.PEOPLE,
    "Very private information of a protected kind, or about children or people at risk, is with "
    "somebody who is not bound to keep it to themselves.",
    source="ICO guide, hospital records; ICO examples 1 and 3; UK GDPR Recital 75",
)
def private_and_tender(s: Scene) -> bool:
    return _out(s) and s.weight >= HIGH and (s.tender or s.safeguarding)


@rule(
    Level.HIGH,
    Factor.DATA,
    "Very private information, or enough to pose as somebody, is with many people or strangers.",
    source="EDPB 01/2021 case 14; EDPB 9/2022 Annex B (vi)",
)
def private_and_with_many(s: Scene) -> bool:
    return s.reach is Reach.MANY and (s.weight >= HIGH or s.identity)


@rule(
    Level.RISK,
    Factor.DATA,
    "Very private information, or money matters or log-ins, are with a stranger. How high the risk "
    "is depends on what it reveals and on what they do with it.",
    source="EDPB 9/2022 Annex B (v)",
    up_to=Level.HIGH,
    turns_on=SEVERITY,
)
def private_with_a_stranger(s: Scene) -> bool:
    has_money = s.financial and s.weight >= MODERATE
    return _out(s) and (s.weight >= HIGH or has_money or s.credentials)


@rule(
    Level.RISK,
    Factor.PEOPLE,
    "The information puts a child or somebody at risk in danger if it is with the wrong person: "
    "check court orders, addresses kept secret and contact that is not allowed.",
    source="ICO example 1",
    up_to=Level.HIGH,
    turns_on=SEVERITY,
)
def safeguarding_with_a_stranger(s: Scene) -> bool:
    return s.reach >= Reach.RECALLED and s.safeguarding


@rule(
    Level.RISK,
    Factor.PEOPLE,
    "Private information of a protected kind, or about children or people at risk, is with a "
    "stranger.",
    source="EDPB 9/2022 on sensitivity and on special characteristics of the individual",
    up_to=Level.HIGH,
    turns_on=SEVERITY,
)
def tender_with_a_stranger(s: Scene) -> bool:
    return _out(s) and s.weight >= MODERATE and s.tender


@rule(
    Level.RISK,
    Factor.NUMBER,
    "Personal details are with many people, or those of very many people are with a stranger.",
    source="EDPB 9/2022 Annex B (ix)",
    up_to=Level.HIGH,
    turns_on=("data_sensitivity", "data_categories", "number_of_subjects"),
)
def details_on_a_large_scale(s: Scene) -> bool:
    is_large = s.reach is Reach.MANY or s.people >= MANY_PEOPLE
    return _out(s) and s.weight >= MODERATE and is_large


@rule(
    Level.RISK,
    Factor.CONSEQUENCES,
    "Details that let somebody pose as the person may be with anybody: nobody knows who has them.",
    source="EDPB 01/2021 case 11; UK GDPR Recital 75 on identity theft",
    up_to=Level.HIGH,
    turns_on=("recipient_known", "actual_misuse_or_harm"),
)
def identity_and_nobody_knows_where(s: Scene) -> bool:
    return _out(s) and s.identity and s.stranger_unknown


@rule(
    Level.RISK,
    Factor.DATA,
    "Personal details, or enough to pose as somebody, are with a stranger who has not given them "
    "back.",
    source="EDPB 01/2021 case 16; UK GDPR Art 33(1): notify unless a risk is unlikely",
)
def details_with_a_stranger(s: Scene) -> bool:
    return _out(s) and (s.weight >= MODERATE or s.identity)


@rule(
    Level.RISK,
    Factor.NUMBER,
    "Everybody on a long list could see the others. Being on it may itself say something about "
    "them, and the message may hold more.",
    source="EDPB 9/2022 Annex B (x)",
    up_to=Level.HIGH,
    turns_on=("number_of_subjects", "data_sensitivity", "data_categories"),
)
def addresses_shown_to_all(s: Scene) -> bool:
    return _out(s) and s.visible_addresses and s.people >= SMALL_GROUP


@rule(
    Level.RISK,
    Factor.TYPE,
    "Many people or strangers have it, and it cannot be called back.",
    source="EDPB 9/2022 on type of breach and on who holds the data; Annex B (ix)",
)
def with_many(s: Scene) -> bool:
    return s.reach is Reach.MANY


@rule(
    Level.RISK,
    Factor.PEOPLE,
    "The information says little, but it is of a protected kind or about children or people at "
    "risk, and the group is not small or nobody knows who has it.",
    source="EDPB 01/2021 case 15, which needed a small group and known recipients",
)
def tender_and_not_contained(s: Scene) -> bool:
    return _out(s) and s.tender and (s.people >= SMALL_GROUP or s.stranger_unknown)


@rule(
    Level.RISK,
    Factor.TYPE,
    "A device that anybody can read is gone. Nobody can tell whether it was read, and there is "
    "often more on it than people remember.",
    source="EDPB 9/2022 section II.A.2 on a lost USB key; EDPB 01/2021 case 11; ICO example 3",
)
def readable_device_gone(s: Scene) -> bool:
    return _out(s) and s.gone_device


@rule(
    Level.RISK,
    Factor.CONTROLLER,
    "The same fault may have reached more people than are known so far.",
    source="EDPB 01/2021 case 16; EDPB 9/2022 Annex B (v) and (vii)",
)
def may_happen_again(s: Scene) -> bool:
    return _out(s) and s.systemic


@rule(
    Level.RISK,
    Factor.CONSEQUENCES,
    "Somebody trusted has private information and has not yet confirmed that it is deleted.",
    source="EDPB 9/2022 on trusted recipients; ICO example 2, where deletion was confirmed",
)
def deletion_not_confirmed(s: Scene) -> bool:
    return s.reach is Reach.TRUSTED and s.weight >= MODERATE


@rule(
    Level.RISK,
    Factor.CONSEQUENCES,
    "It came back, but a stranger may have read private information, or that of a large group.",
    source="EDPB 01/2021 case 13, which needed trivial data; UK GDPR Art 33(1)",
)
def read_before_it_came_back(s: Scene) -> bool:
    is_more = s.identity or s.people >= SMALL_GROUP
    return s.reach is Reach.RECALLED and (
        s.weight >= HIGH or (s.weight >= MODERATE and is_more)
    )  # fmt: skip


RULES: tuple[Rule, ...] = (
    private_and_tender,
    private_and_with_many,
    private_with_a_stranger,
    safeguarding_with_a_stranger,
    tender_with_a_stranger,
    details_on_a_large_scale,
    identity_and_nobody_knows_where,
    details_with_a_stranger,
    addresses_shown_to_all,
    with_many,
    tender_and_not_contained,
    readable_device_gone,
    may_happen_again,
    deletion_not_confirmed,
    read_before_it_came_back,
)
