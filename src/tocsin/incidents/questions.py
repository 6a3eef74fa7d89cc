"""The five questions, whoever asks them. Only what happened is compulsory."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from tocsin.core.causes import REPORT_KINDS
from tocsin.core.clock import LONDON
from tocsin.core.facts import Answer
from tocsin.incidents.words import FOUND, HOW_MANY, UNSURE, WHOSE, YES_NO_UNSURE
from tocsin.ui.fields import Choice, Choices, DateField, LongText
from tocsin.ui.forms import Form


class KindForm(Form):
    """1. What has happened?"""

    heading_field = "what"
    what = Choice(
        [(kind.key, kind.label) for kind in REPORT_KINDS],
        label="What has happened?",
        help_text="Choose the closest. You can tell us more on the next page.",
        required=False,
    )


class StoryForm(Form):
    """2. In your own words."""

    story = LongText(
        label="In your own words",
        help_text="What was sent or lost, how, and who might have it: dates and names if you have"
        " them. Use initials for pupils if you can. You do not need to investigate first.",
        empty="Enter what happened",
    )
    is_continuing = Choice(YES_NO_UNSURE, label="Is it still happening?", required=False)


class FoundForm(Form):
    """3. When did you find out?"""

    heading_field = "found"
    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {"found": {"date": ["found_on"]}}
    found = Choice(
        FOUND,
        label="When did you find out?",
        help_text="This can start a legal deadline, so tell us even if you are late.",
        required=False,
    )
    found_on = DateField(
        label="What day was it?",
        help_text="For example, 27 3 2026",
        subject="The day you found out",
        empty="Enter the day you found out",
        past=True,
    )


class WhoseForm(Form):
    """4. Whose information is it?"""

    whose = Choices(
        WHOSE,
        label="Whose information is it?",
        help_text="Select all that apply.",
        exclusive=[UNSURE[0]],
        required=False,
    )
    how_many = Choice(HOW_MANY, label="About how many people?", required=False)


class DoneForm(Form):
    """5. What has been done already?"""

    heading_field = "already_done"
    already_done = LongText(
        label="What has been done about it already?",
        help_text="For example, a message was recalled, or somebody was asked to delete it. Leave"
        " this empty if nothing has.",
        required=False,
        rows=4,
    )


STEPS: dict[str, type[Form]] = {
    "what": KindForm,
    "story": StoryForm,
    "found": FoundForm,
    "whose": WhoseForm,
    "done": DoneForm,
}
NAMES = tuple(STEPS)
# Of the pages whose questions are no heading themselves.
HEADINGS = {"story": "Tell us what happened", "whose": "Whose information is it?"}


def answers_from(cleaned: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """What is told in a report, from the cleaned answers of all five questions.

    at: when they said when they found out, which may be days before the report is sent.
    """
    return {
        "what": cleaned["what"] or REPORT_KINDS[-1].key,
        "story": cleaned["story"],
        "is_continuing": cleaned["is_continuing"] or Answer.UNSURE.value,
        "discovered_at": discovered_at(cleaned, at),
        "discovered_words": cleaned["found"] or Answer.UNSURE.value,
        "whose": cleaned["whose"] or [],
        "how_many": cleaned["how_many"] or Answer.UNSURE.value,
        "already_done": cleaned["already_done"],
    }


def discovered_at(cleaned: Mapping[str, Any], at: datetime) -> datetime | None:
    """The earliest instant an answer given at `at` can mean; None for not known.

    "In the last hour" means then; a day means its start, since the clock must not begin too late.
    Source: BR-4.2.
    """
    today = at.astimezone(LONDON).date()
    day = {
        "today": today,
        "yesterday": today - timedelta(days=1),
        "date": cleaned["found_on"],
    }.get(cleaned["found"])
    if day is not None:
        return datetime.combine(day, time.min, LONDON)
    return at if cleaned["found"] == "now" else None
