"""The questions of whoever oversees an investigation."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tocsin.schools.models import Membership, Person
from tocsin.ui.fields import Choice, Dropdown, LongText
from tocsin.ui.forms import Form

KINDS = (
    ("oversight", "I looked at it"),
    ("advice", "I advise something"),
    ("support", "I help with something"),
    ("intervention", "I step in: something must change"),
)


class VerifyForm(Form):
    """What the details were compared with."""

    words = LongText(
        label="What did you check, and with whom or what?",
        help_text="Like “Rang the teacher: it was 40 families, not 14. I changed the number.”",
        empty="Enter what you checked, and with whom or what",
        rows=4,
    )


class OverseeForm(Form):
    """What somebody who oversees has to say."""

    about = Choice(KINDS, label="What is it?", empty="Select what it is")
    words = LongText(
        label="What do you want to say?",
        help_text="Whoever leads gets a message that there is something to read.",
        empty="Enter what you want to say",
        rows=4,
    )


class HandOverForm(Form):
    """Who leads from now on."""

    lead = Dropdown(label="Who leads from now on?", empty="Select who leads from now on")
    words = LongText(
        label="Where do things stand, and what comes next?",
        empty="Enter where things stand, and what comes next",
        rows=4,
    )

    def __init__(
        self,
        *args: Any,
        able: Sequence[Membership],
        at: datetime | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, at=at, **options)
        self._people = {str(each.person_id): each.person for each in able}
        named = sorted((str(person), pk) for pk, person in self._people.items())
        choices = [("", "Choose somebody"), *((pk, name) for name, pk in named)]
        self.fields["lead"].choices = choices  # type: ignore[attr-defined]

    def clean_lead(self) -> Person | None:
        """The person in place of their id."""
        return self._people.get(self.cleaned_data["lead"])
