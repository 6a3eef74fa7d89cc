"""What is asked about the reporting link."""

from tocsin.ui.fields import Tick
from tocsin.ui.forms import Form


class LinkForm(Form):
    """For whom the link is open."""

    is_open = Tick(label="The link is switched on", required=False)
    is_open_to_outsiders = Tick(
        label="Parents, companies and others outside the school can use it too", required=False
    )
    is_open_to_anonymous = Tick(label="People can report without their name", required=False)
