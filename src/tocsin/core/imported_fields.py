"""What an old breach log may tell of an incident, and which headings mean which of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LEAST = 0.4  # below this a heading means nothing we keep apart
ALIEN = 0.07  # taken off for each idea in the heading that has nothing to do with the field


class Shape(StrEnum):
    """What the values of a column look like."""

    DAY = "day"
    CLOCK = "clock"
    YES_NO = "yes_no"
    NUMBER = "number"
    CODE = "code"
    LEVEL = "level"
    STATE = "state"
    NAME = "name"
    WORDS = "words"


@dataclass(frozen=True)
class Field:
    """One thing to be known. A pattern of ideas in a heading means it with that certainty."""

    key: str
    label: str
    shape: Shape
    patterns: Mapping[str, float]
    likes: frozenset[str] = frozenset()
    hates: Mapping[str, float] = field(default_factory=dict)


def _field(
    key: str, label: str, shape: Shape, patterns: str, likes: str = "", hates: str = ""
) -> Field:
    return Field(
        key, label, shape, _weights(patterns), frozenset(likes.split()), _weights(hates)
    )  # fmt: skip


def _weights(text: str) -> dict[str, float]:
    """A table from text such as: date+occur .9, occur .7."""
    pairs = (each.rsplit(" ", 1) for each in text.split(",") if each.strip())
    return {key.strip(): float(weight) for key, weight in pairs}


_NOT_A_DAY_OF_IT = (
    "discover .4, report .3, tell .4, close .6, regulator .6, subjects .3, dpo .6, prevent .6,"
    " contain .5, person .5, by .4, lead .5, reason .5, log .35, describe .4, count .5, cause .5,"
    " complaint .5, training .6, type .4, place .5, duration .4, outcome .4, review .4, others .4"
)
_NOT_TOLD = "complaint .5, training .5, prevent .5, contact .4, count .5, place .3"

FIELDS: tuple[Field, ...] = (
    _field("reference", "Their number or reference", Shape.CODE,
           "reference 0.9, reference+breach 1.0, reference+log .95",
           "breach log report type", "regulator .6, contain .5, close .5, contact .5, person .4,"
           " subjects .5, affect .5, count .2, system .4"),
    _field("occurred", "When it happened", Shape.DAY,
           "date+occur 1.0, date+breach .92, occur+breach .7, occur .68, date .55, year .55,"
           " date+begin .8, begin+breach .9",
           "breach occur time affect data year begin", f"{_NOT_A_DAY_OF_IT}, end .3"),
    _field("occurred_time", "At what time it happened", Shape.CLOCK,
           "time+occur 1.0, time+breach .92, time .6", "breach occur",
           f"{_NOT_A_DAY_OF_IT}, date .4, report .4, how .3, describe .2"),
    _field("occurred_to", "Until when it happened", Shape.DAY,
           "end+date .9, end+breach .8, end .5", "breach occur date", _NOT_A_DAY_OF_IT),
    _field("discovered", "When it was discovered", Shape.DAY,
           "date+discover 1.0, discover+breach .8, discover .8, date .45", "breach time affect",
           "person .5, by .5, how .5, source .5, close .5, regulator .4, subjects .2, tell .2,"
           " report .2, lead .4, describe .4, contain .4, dpo .4, reason .4, place .4, prevent"
           " .6, review .4,"
           " others .4"),
    _field("discovered_time", "At what time it was discovered", Shape.CLOCK,
           "time+discover 1.0", "breach", "date .4, person .5, by .5, how .4, contain .5"),
    _field("reported", "When the school was told", Shape.DAY,
           "date+stamp .74, date+report .95, date+log .93, date+tell .85, date .42, log .45",
           "breach time report",
           "regulator .6, subjects .5, dpo .5, person .5, by .5, close .5, reason .5, lead .3,"
           " discover .3, how .4, describe .3, contain .4, decide .4, contact .4, duration .6,"
           " yesno .3, complaint .5, others .5, review .4"),
    _field("what", "What happened", Shape.WORDS,
           "describe .92, describe+breach 1.0, describe+breach+data 1.0, breach .62,"
           " breach+data .6, describe+occur .95",
           "breach occur how",
           "data .25, subjects .2, contain .4, prevent .5, tell .5, regulator .7, risk .35,"
           " system .4, contact .5, type .5, effect .4, training .8, dpo .5, affect .15, person .3,"
           " date .4, reference .5, count .4, severity .4, cyber .4, outcome .3, reason .4,"
           " discover .3,"
           " cause .1, status .4, close .4, lead .4, notes .3, records .2, policy .3, by .4"),
    _field("kind", "Type of incident, or near miss", Shape.STATE,
           "type+breach 1.0, type .66, breach+yesno .6, cia .9", "breach affect occur describe",
           "subjects .5, data .5, records .4, person .4, place .4, risk .4, system .4, log .1,"
           " severity .3, contain .5, regulator .5, decide .4, count .4, cause .2"),
    _field("cause", "Cause", Shape.WORDS,
           "cause .95, cause+breach 1.0, how+occur .85, how+breach .75, reason+breach .7",
           "breach type describe occur",
           "discover .5, contain .4, regulator .5, effect .3, cyber .3, system .4"),
    _field("whose", "Whose information", Shape.WORDS,
           "whose .95, whose+subjects 1.0, subjects+type 1.0, subjects+affect .85,"
           " subjects .6, person+affect .7,"
           " subjects+describe .6", "data affect describe breach",
           "count .5, tell .6, report .4, risk .4, effect .4, date .5, complaint .5, contact .4,"
           " contain .4, reason .4, log .2, by .3, sector .3, regulator .5, outcome .4"),
    _field("people", "How many people", Shape.NUMBER,
           "count+subjects 1.0, count+affect .88, subjects+affect .8, count .5, count+person .8",
           "affect data breach",
           "records .35, reference .5, tell .4, regulator .5, date .5, type .1, duration .5,"
           " training .5, contain .4, severity .5"),
    _field("records", "How many records", Shape.NUMBER,
           "count+records 1.0, count+data .75", "data affect breach type",
           "subjects .4, tell .5, regulator .5, reference .3, severity .4"),
    _field("data", "What information", Shape.WORDS,
           "data+type 1.0, data+affect .95, data+breach .72, data .75, data+describe .72,"
           " describe+affect .8,"
           " records+affect .7, records+type .75, records+breach .6", "records affect describe"
           " breach type count",
           "whose .6, subjects .25, risk .4, tell .5, regulator .5, cause .3, prevent .4,"
           " contain .5,"
           " training .5, date .5, person .3, contact .5, effect .4, reason .5, severity .3,"
           " log .2, place .2, notes .3, lead .4, dpo .6, secur .3, yesno .2, system .3"),
    _field("effects", "What it led to", Shape.WORDS,
           "effect .9, effect+subjects 1.0", "subjects affect breach data risk describe type",
           "chance .3, contain .3, count .4, reason .3, regulator .4, organisation .25,"
           " severity .25, prevent .4, place .2"),
    _field("risk", "Risk to people", Shape.LEVEL,
           "risk .85, chance+risk .95, chance+effect .85, chance+subjects 1.0,"
           " risk+subjects 1.0, risk+severity 1.0",
           "subjects severity score effect describe"
           " affect type breach"
           " data", "prevent .5, contain .45, training .4, policy .5, regulator .3,"
           " reason .2, decide .1"),
    _field("severity", "How serious", Shape.LEVEL,
           "severity .9, score .6, severity+score .95, severity+breach 1.0, type+severity .9",
           "breach type effect",
           "risk .3, chance .4, regulator .4, contain .4, subjects .1"),
    _field("contained", "What was done about it", Shape.WORDS,
           "contain .9, contain+breach .92, describe+contain .93", "breach describe type time"
           " discover effect report data",
           "prevent .35, todo .3, date .4, person .3, by .3, lead .45, regulator .4, tell .3,"
           " status .3, duration .5,"
           " close .2, reason .2, decide .2, records .1, secur .6"),
    _field("prevented", "What was learned or changed", Shape.WORDS,
           "prevent .9, prevent+contain 1.0", "contain breach describe data risk",
           "date .4, person .3, by .3, lead .4, training .2, yesno .1"),
    _field("dpo", "Whether the DPO was told", Shape.YES_NO,
           "dpo+tell 1.0, dpo+report 1.0, dpo+yesno .9, dpo .62",
           "report tell breach decide log yesno",
           f"decide .2, date .25, reason .4, person .2, by .3, lead .4, regulator .4, notes .4,"
           f" {_NOT_TOLD}"),
    _field("dpo_on", "When the DPO was told", Shape.DAY,
           "dpo+date 1.0, dpo+date+tell 1.05", "tell report breach time log",
           f"yesno .4, reason .4, by .4, regulator .3, notes .4, {_NOT_TOLD}"),
    _field("regulator", "Whether the ICO was told", Shape.YES_NO,
           "regulator+tell 1.0, regulator+report 1.0, regulator .82, regulator+decide .95,"
           " decide+report .62, decide+tell .6, decide .55, dpo+decide .62, regulator+yesno .95",
           "report tell breach decide yesno log"
           " describe affect", f"date .25, reason .4, reference .5, by .4, subjects .4, dpo .3,"
           f" outcome .3, records .2, contain .2, {_NOT_TOLD}"),
    _field("regulator_on", "When the ICO was told", Shape.DAY,
           "regulator+date .97, regulator+date+tell 1.05, regulator+date+report 1.05",
           "tell report breach time log decide",
           f"yesno .4, reason .4, reference .5, subjects .3, outcome .4, close .4, {_NOT_TOLD}"),
    _field("regulator_reason", "Why the ICO was told or not", Shape.WORDS,
           "regulator+reason 1.0, reason+report .8, reason+tell .75, reason+decide .8, reason .55,"
           " regulator+reason+decide 1.05", "report tell decide breach regulator describe date",
           "subjects .45, cause .3, yesno .2, close .3, affect .2"),
    _field("regulator_reference", "The ICO's reference", Shape.CODE,
           "regulator+reference 1.05", "report tell breach log", "date .3, reason .4"),
    _field("told", "Whether the people affected were told", Shape.YES_NO,
           "subjects+tell 1.0, subjects+report .9, subjects+decide .85, person+affect+tell .95,"
           " subjects+yesno .75",
           "affect tell decide yesno breach describe",
           f"date .25, reason .4, regulator .45, by .4, risk .3, effect .2, {_NOT_TOLD}"),
    _field("told_on", "When the people affected were told", Shape.DAY,
           "subjects+tell+date 1.05, subjects+report+date .85, subjects+date .65",
           "affect data breach time",
           f"yesno .4, reason .4, regulator .45, discover .4, breach .3, affect .3, {_NOT_TOLD}"),
    _field("told_reason", "Why the people affected were told or not", Shape.WORDS,
           "subjects+tell+reason 1.05, subjects+reason .9, subjects+decide+reason 1.05",
           "affect decide data breach describe date", "regulator .45, count .5, risk .2"),
    _field("status", "Open or closed", Shape.STATE,
           "status .92, status+outcome .9, close+yesno .84, close .62",
           "breach outcome close yesno log",
           "date .4, regulator .4, subjects .4, data .2, contain .1, risk .5"),
    _field("closed", "When it was closed", Shape.DAY,
           "date+close 1.0, close .68, close+breach .7", "breach log outcome report",
           "time .2, person .5, by .5, reason .4, yesno .2, regulator .4, contain .1"),
    _field("outcome", "How it ended", Shape.WORDS,
           "outcome .9, outcome+close .92, outcome+breach .92", "breach close describe status"
           " contain report", "regulator .2, subjects .3, date .5, data .1"),
    _field("reporter", "Who reported it", Shape.NAME,
           "person+report 1.0, person+discover .95, by+report 1.0, by+discover .95, person+tell .9,"
           " by+tell .8, person .5", "breach by affect contact discover place lead",
           "log .2, affect .4, contact .3, lead .4, subjects .3, regulator .5, dpo .3, date 1.0,"
           " data .3, system .3, contain .3, close .4, count .4, organisation .3, policy .3"),
    _field("contact", "How to reach who reported it", Shape.WORDS,
           "contact .8, contact+person .9, contact+report .9", "person report breach describe by",
           "date .4, contain .4, tell .4"),
    _field("handler", "Who recorded or dealt with it", Shape.NAME,
           "by+log 1.0, person+log .9, lead .85, person+lead .95, by+lead .95, person+contain .7,"
           " by+contain .75, by+close .7", "report breach person contain log",
           "date .4, subjects .3, regulator .3, discover .2, affect .4, describe .2"),
    _field("how_found", "How it came to light", Shape.WORDS,
           "discover+how 1.0, discover+source 1.0, source .6", "breach type report", "date .4"),
    _field("place", "Where", Shape.WORDS,
           "place .8, place+breach .9, place+occur .9", "breach occur person lead affect",
           "date .4, data .2, contain .4, subjects .2, organisation .3"),
    _field("systems", "Which systems or equipment", Shape.WORDS,
           "system .8, system+affect .95", "affect breach describe data records type",
           "effect .4, date .4, subjects .2, outcome .3, cia .5"),
    _field("notes", "Notes", Shape.WORDS,
           "notes .85", "breach describe date contain report", "regulator .1"),
)  # fmt: skip
BY_KEY: Mapping[str, Field] = {each.key: each for each in FIELDS}
NONE = ""  # a column that is kept word for word and means nothing else


def meant(each: Field, ideas: frozenset[str], softness: float = 1.0) -> float:
    """How surely a heading with these ideas means the field; 0 for not at all.

    softness: how much the other ideas in it count; in a long sentence they say less.
    """
    best = 0.0
    if "else" in ideas:
        return 0.0
    ideas -= {"stamp"} if "stamp" in ideas and len(ideas) > len({"stamp", "date"}) else set()
    for pattern, weight in each.patterns.items():
        wanted = frozenset(pattern.split("+"))
        if wanted <= ideas:
            left = ideas - wanted
            off = softness * sum(
                each.hates.get(idea, 0.0 if idea in each.likes else ALIEN) for idea in left
            )
            best = max(best, weight - off + 0.01 * len(wanted))
    return best
