"""What a person is asked about themselves."""

from tocsin.ui.fields import Text
from tocsin.ui.forms import Form


class NameForm(Form):
    """What people call you."""

    name = Text(label="Your name", longest=150, empty="Enter your name")


class FindForm(Form):
    """Which school."""

    q = Text(label="Find a school", required=False, width=20)
