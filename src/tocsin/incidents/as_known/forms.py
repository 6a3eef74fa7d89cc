"""At which time one wants to see what was known."""

from datetime import datetime, timedelta

from tocsin.core.clock import LONDON
from tocsin.core.when import say_time
from tocsin.ui.dates import DateTimeField
from tocsin.ui.forms import Form

MINUTE = timedelta(minutes=1)


class MomentForm(Form):
    """A minute, up to now."""

    moment = DateTimeField(
        label="When?",
        subject="The time",
        help_text="For example, 27 3 2026, 9:30am. What was written in that minute counts too.",
        empty="Enter a day and a time",
        past=True,
    )


def minute_of(at: datetime) -> datetime:
    """The minute in which `at` is, as the form gives it."""
    return at.replace(second=0, microsecond=0)


def asked_for(minute: datetime) -> dict[str, str]:
    """What the form sends to ask for this minute."""
    local = minute.astimezone(LONDON)
    day = {"day": local.day, "month": local.month, "year": local.year}
    return {f"moment_{name}": str(value) for name, value in day.items()} | {
        "moment_time": say_time(minute)
    }
