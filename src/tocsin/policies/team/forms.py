"""Who a school puts on the response team of a possible breach."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from tocsin.core.policy import Pack
from tocsin.core.roles import GRANTS, Permission, Role
from tocsin.schools.models import Membership
from tocsin.ui.fields import Choices
from tocsin.ui.forms import Form


class ResponseTeamForm(Form):
    """Roles, and people besides."""

    roles = Choices(
        label="Which roles?",
        help_text="Whoever holds one of them is on the team.",
        coerce=Role,
        required=False,
    )
    people = Choices(
        label="Who else, by name?",
        help_text="Only people whose role lets them read incidents. Others need a role first, on"
        " the People page.",
        coerce=UUID,
        required=False,
    )

    def __init__(self, *args: Any, pack: Pack, able: Sequence[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        readers = [role for role in Role if role in GRANTS[Permission.READ_CASES]]
        self.fields["roles"].choices = [(r.value, pack.label_of(r)) for r in readers]  # type: ignore[attr-defined]
        self.fields["people"].choices = [(str(m.person_id), str(m.person)) for m in able]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A team of nobody is none."""
        answers = super().clean() or {}
        if not answers.get("roles") and not answers.get("people"):
            self.add_error("roles", ValidationError("Select at least one role or person"))
        return answers
