"""What is asked of whoever wants to open a sealed name."""

from tocsin.ui.fields import LongText
from tocsin.ui.forms import Form


class ReasonForm(Form):
    """Why the name is needed."""

    reason = LongText(
        label="Why do you need to know who reported it?",
        help_text="It stays on the record, and the Data Protection Officer is told that you"
        " opened it. Ask through the report's messages first: that may be enough.",
        empty="Enter why you need to know",
        rows=4,
    )
