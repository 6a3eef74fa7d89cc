"""What a person chooses about their calendar feed and the weekly message."""

from tocsin.ui.fields import Tick
from tocsin.ui.forms import Form


class FeedForm(Form):
    """How much the calendar shows."""

    names_schools = Tick(
        label="Show the name of the school",
        help_text="Otherwise each entry says only that there is a deadline.",
        required=False,
    )
    reminds = Tick(label="Remind me one hour before", required=False)
