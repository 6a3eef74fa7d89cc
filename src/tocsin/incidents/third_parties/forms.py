"""What is asked about each body, and about what decides who has to hear."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from tocsin.core.third_parties import SIGNS
from tocsin.incidents.models import Answered, How
from tocsin.incidents.revision import IncidentForm
from tocsin.schools.models import Membership
from tocsin.ui.fields import Choice, Choices, DateTimeField, Dropdown, LongText, Text, Tick

NOT_YET = "not_yet"
WAS_TOLD = ["told_at", "told_by", "how", "spoke_to", "reference", "asked"]


class PartyForm(IncidentForm):
    """Told, asked to help, not told for a reason, or not decided yet."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "decided": {Answered.TOLD.value: WAS_TOLD, Answered.DECLINED.value: ["reason"]}
    }
    decided = Choice(
        (
            (Answered.TOLD.value, "We told them, or asked them to help"),
            (Answered.DECLINED.value, Answered.DECLINED.label),
            (NOT_YET, "Not decided yet"),
        ),
        label="What did you decide?", empty="Select what you decided",
    )  # fmt: skip
    told_at = DateTimeField(
        label="When?", subject="The time they were told", empty="Enter when they were told",
        past=True,
    )  # fmt: skip
    told_by = Dropdown(label="Who told them?", coerce=UUID, empty="Select who told them")
    how = Choice(How.choices, label="How?", empty="Select how they were told")
    spoke_to = Text(label="Who answered? (optional)", longest=150, required=False)
    reference = Text(
        label="Their reference (optional)", longest=60, required=False, width=20,
        help_text="For example the crime reference, or the number of the claim.",
    )  # fmt: skip
    asked = Tick(label="We asked them to help us with this", required=False)
    reason = LongText(label="Why not?", empty="Say why they are not told", rows=3)

    def __init__(self, *args: Any, members: Sequence[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(each.person_id), str(each.person)) for each in members]
        self.fields["told_by"].choices = [("", "Select somebody"), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The answer in one word, and nothing of what was not asked."""
        answers = super().clean() or {}
        was_asked, decided = answers.pop("asked", False), answers.pop("decided", None)
        is_told = decided == Answered.TOLD
        answers["answer"] = Answered.ASKED.value if is_told and was_asked else decided
        for name in ("how", "spoke_to", "reference", "reason"):
            answers[name] = answers.get(name) or ""
        return answers


class SignsForm(IncidentForm):
    """Which of these is so. Each brings somebody onto the list."""

    signs = Choices(tuple(SIGNS.items()), label="Which of these is so?", required=False)
