"""Closing and opening again."""

from tocsin.incidents.revision import IncidentForm
from tocsin.ui.fields import LongText


class CloseForm(IncidentForm):
    """What was learned."""

    lessons = LongText(
        label="What did we learn?",
        help_text="Also when nothing came of it: what nearly went wrong, and what would stop it.",
        empty="Enter what was learned",
        rows=4,
    )


class ReopenForm(IncidentForm):
    """Why it is opened again."""

    reason = LongText(label="Why is it opened again?", empty="Enter why it is opened again", rows=3)
