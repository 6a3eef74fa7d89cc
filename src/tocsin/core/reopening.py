"""What was learned since an incident was closed, and what that asks for again.

Source: BR-5.22; BR-4.2.
"""

from collections.abc import Collection
from enum import StrEnum


class News(StrEnum):
    """Why a closed incident is opened again."""

    RISK = "risk"  # facts on which the risk to people rests
    AWARE = "aware"  # the school became aware of something else, at a time of its own
    FINDINGS = "findings"  # what happened, how, or how the school responded
    NOTHING = "nothing"  # something was left to do


NEWS = {
    News.RISK.value: "New facts about the risk to people",
    News.AWARE.value: "The school became aware of something else that happened to the information",
    News.FINDINGS.value: "New facts about what happened, how, or how we responded",
    News.NOTHING.value: "Nothing new: something was left to do",
}


def touches_risk(news: Collection[str]) -> bool:
    """Whether the risk is assessed, advised on and decided again."""
    return not {News.RISK, News.AWARE}.isdisjoint(news)


def touches_findings(news: Collection[str]) -> bool:
    """Whether the outcome report is written and the incident reviewed again."""
    return touches_risk(news) or News.FINDINGS in news
