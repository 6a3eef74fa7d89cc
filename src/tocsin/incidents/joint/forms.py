"""What is asked about the organisation that is responsible with the school."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from tocsin.core.joint import TELLERS
from tocsin.incidents.revision import IncidentForm
from tocsin.ui.fields import Choice, DateTimeField, LongText, Text

AGREED, NOT_YET = "agreed", "not_yet"
WHO = [(teller.value, label) for teller, label in TELLERS.items()]
OF_AGREEMENT = ["tells_regulator", "tells_people", "agreed_at", "agreed_with", "words"]


class JointForm(IncidentForm):
    """The other organisation, and what was agreed with it, or why it cannot wait for that."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "settled": {AGREED: OF_AGREEMENT, NOT_YET: ["reason"]}
    }
    controller = Text(
        label="Which organisation is responsible with us?", longest=200,
        empty="Enter the name of the organisation",
    )  # fmt: skip
    contact = Text(label="How do we reach it? (optional)", longest=254, required=False)
    settled = Choice(
        ((AGREED, "Yes"), (NOT_YET, "Not yet, and the regulator cannot wait for it")),
        label="Have you agreed with it who tells whom?",
        empty="Select whether you have agreed",
    )  # fmt: skip
    tells_regulator = Choice(
        WHO, label="Who tells the regulator?", empty="Select who tells the regulator"
    )
    tells_people = Choice(
        WHO, label="Who tells the people affected, if they are told?",
        empty="Select who tells the people affected",
    )  # fmt: skip
    agreed_at = DateTimeField(
        label="When was that agreed?", subject="The time it was agreed",
        empty="Enter when it was agreed", past=True,
    )  # fmt: skip
    agreed_with = Text(
        label="With whom?", longest=150, empty="Enter with whom it was agreed",
        help_text="The person who spoke for the other organisation.",
    )  # fmt: skip
    words = LongText(label="What exactly was agreed? (optional)", required=False, rows=3)
    reason = LongText(
        label="Why can it not wait?",
        help_text="It stays something to do: the incident is closed only once you have agreed.",
        empty="Enter why it cannot wait", rows=3,
    )  # fmt: skip

    @property
    def is_agreed(self) -> bool:
        """Whether there is an agreement."""
        return bool(self.cleaned_data["settled"] == AGREED)

    @property
    def arrangement(self) -> dict[str, Any]:
        """The answers that the command for this state takes."""
        names = OF_AGREEMENT if self.is_agreed else ["reason"]
        found = {n: self.cleaned_data[n] for n in ("controller", "contact", "seen", *names)}
        return {name: "" if value is None else value for name, value in found.items()}
