"""What is asked about turns on duty and absences."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tocsin.core.roles import Permission, may
from tocsin.schools.calendar.forms import SpanForm
from tocsin.schools.models import Membership
from tocsin.ui.fields import Dropdown

NOBODY = ("", "Select somebody")
BY_POLICY = ("", "Nobody by name: as the policy says")


class TurnForm(SpanForm):
    """Who is on duty, and from when until when. Offers those who may read what comes in."""

    person = Dropdown(label="Who is on duty?", coerce=UUID, empty="Select who is on duty")
    field_order = ("person", "first_on", "last_on")

    def __init__(self, *args: Any, members: Sequence[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choices = [NOBODY, *_names(members)]  # type: ignore[attr-defined]


class AbsenceForm(SpanForm):
    """Who is away, from when until when, and who stands in."""

    person = Dropdown(label="Who is away?", coerce=UUID, empty="Select who is away")
    deputy = Dropdown(
        label="Who stands in?",
        help_text="They are told what this person is told. What they may do, their own roles say.",
        coerce=UUID,
        required=False,
    )
    field_order = ("person", "first_on", "last_on", "deputy")

    def __init__(self, *args: Any, members: Sequence[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        names = _names(members)
        self.fields["person"].choices = [NOBODY, *names]  # type: ignore[attr-defined]
        self.fields["deputy"].choices = [BY_POLICY, *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("deputy") and answers.get("deputy") == answers.get("person"):
            self.add_error("deputy", "Select somebody else: this person is away")
        return answers


def _names(members: Sequence[Membership]) -> list[tuple[str, str]]:
    return [
        (str(each.person_id), str(each.person))
        for each in members
        if may(each, Permission.READ_INTAKE) or may(each, Permission.READ_CASES)
    ]
