"""Why a risk can be unlikely. These lower nothing: they say which rules had no ground."""

from tocsin.core.risk_rule import Factor, Level, Rule, rule
from tocsin.core.risk_scene import LOW, MODERATE, Reach, Scene


@rule(
    Level.UNLIKELY,
    Factor.TYPE,
    "Nobody can have read it: nothing got out, it is soundly encrypted with a safe key, or it was "
    "public already.",
    source="EDPB 01/2021 cases 1, 6 and 10; EDPB 9/2022 Annex B (i) and on data already public",
)
def nobody_can_read_it(s: Scene) -> bool:
    return s.reach is Reach.NOBODY


@rule(
    Level.UNLIKELY,
    Factor.CONSEQUENCES,
    "The only person who had it is bound to confidence and has deleted it or given it back.",
    source="EDPB 01/2021 case 9; ICO example 2; EDPB 9/2022 on trusted recipients",
)
def trusted_and_deleted(s: Scene) -> bool:
    return s.reach is Reach.BOUND


@rule(
    Level.UNLIKELY,
    Factor.CONSEQUENCES,
    "It came back quickly from somebody known, and it concerned few people.",
    source="EDPB 01/2021 case 13",
)
def came_back(s: Scene) -> bool:
    return s.reach is Reach.RECALLED and s.weight <= MODERATE


@rule(
    Level.UNLIKELY,
    Factor.DATA,
    "What others may have seen says little about anybody.",
    source="EDPB 01/2021 case 15; ICO guide, staff telephone list",
)
def says_little(s: Scene) -> bool:
    return s.reach is not Reach.NOBODY and s.weight == LOW


@rule(
    Level.UNLIKELY,
    Factor.IDENTIFICATION,
    "Nobody could tell whom it is about without the greatest effort.",
    source="EDPB 9/2022 on ease of identification; ENISA 2013, EI negligible",
)
def nobody_can_be_recognised(s: Scene) -> bool:
    return s.reach is not Reach.NOBODY and not s.recognisable


@rule(
    Level.UNLIKELY,
    Factor.CONSEQUENCES,
    "It was out of reach without lasting effect on people.",
    source="EDPB 01/2021 case 1; EDPB 9/2022 Annex B (iii); ICO guide, alumni contacts",
)
def back_in_time(s: Scene) -> bool:
    return s.unavailable and not s.gone_for_good


RULES: tuple[Rule, ...] = (
    nobody_can_read_it,
    trusted_and_deleted,
    came_back,
    says_little,
    nobody_can_be_recognised,
    back_in_time,
)
