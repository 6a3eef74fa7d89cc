"""Who has the emergency card."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tocsin.core.roles import LABELS, Role
from tocsin.schools.models import Membership
from tocsin.ui.fields import Choices
from tocsin.ui.forms import Form

GIVEN = [role for role in Role if role not in {Role.STAFF, Role.SYSTEM}]


class RecipientsForm(Form):
    """Roles and people who are sent the card, and people whose number stays off it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    roles = Choices(
        [(role.value, LABELS[role]) for role in GIVEN],
        label="Which roles are sent the card?", required=False,
        help_text="Everybody with the role gets it by email, at once and whenever it changes.",
    )  # fmt: skip
    people = Choices(label="Who else is sent the card?", required=False)
    left_out = Choices(
        label="Whose own phone number stays off the card?", required=False,
        help_text="The card then says to ring the school for them.",
    )  # fmt: skip

    def __init__(self, *args: Any, members: Sequence[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(each.person_id), str(each.person)) for each in members]
        self.fields["people"].choices = names  # type: ignore[attr-defined]
        self.fields["left_out"].choices = names  # type: ignore[attr-defined]
