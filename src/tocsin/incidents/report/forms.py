"""What a reporter adds later."""

from tocsin.ui.fields import LongText
from tocsin.ui.forms import Form


class AddForm(Form):
    """Something more about a report that was sent."""

    words = LongText(
        label="What do you want to add?",
        help_text="It goes to the people who are looking after this.",
        empty="Enter what you want to add",
    )
