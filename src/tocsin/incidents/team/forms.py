"""Who is on the team, and who must see nothing of the incident."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tocsin.incidents.revision import IncidentForm
from tocsin.schools.models import Membership, Person
from tocsin.ui.fields import Choices, Dropdown, LongText

NOBODY = ("", "Select somebody")


class TeamForm(IncidentForm):
    """The people of the response team, and why it changes."""

    people = Choices(
        label="Who is on the response team?",
        help_text="Everybody whose role lets them read incidents. Others need a role first, on the"
        " People page.",
        coerce=UUID,
        required=False,
    )
    reason = LongText(label="Why does the team change?", empty="Enter why the team changes", rows=2)

    def __init__(self, *args: Any, able: Sequence[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].choices = _names(able)  # type: ignore[attr-defined]


class KeepOutForm(IncidentForm):
    """Who must see nothing of the incident, why, and who leads instead."""

    person = Dropdown(
        label="Who must not see this incident?",
        help_text="Somebody whom it is about, or who is close to them.",
        empty="Select who must not see this incident",
    )
    reason = LongText(
        label="Why?",
        help_text="It stays on the record of the incident, which they cannot read.",
        empty="Enter why they must not see it",
        rows=3,
    )
    lead = Dropdown(
        label="Who leads instead? (only if they lead now)",
        help_text="If you select nobody, the work goes back to the roles.",
        required=False,
    )

    def __init__(
        self, *args: Any, members: Sequence[Membership], able: Sequence[Membership], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.members = {str(each.person_id): each for each in members}
        self.able = {str(each.person_id): each.person for each in able}
        self.fields["person"].choices = [NOBODY, *_names(members)]  # type: ignore[attr-defined]
        if self.incident.lead_id:
            self.fields["lead"].choices = [("", "Nobody yet"), *_names(able)]  # type: ignore[attr-defined]
        else:
            del self.fields["lead"]

    def clean_person(self) -> Membership:
        """The member chosen."""
        return self.members[self.cleaned_data["person"]]

    def clean_lead(self) -> Person | None:
        """Who leads from now on, or nobody."""
        return self.able.get(self.cleaned_data["lead"] or "")

    def clean(self) -> dict[str, Any]:
        """Whoever is kept out cannot lead."""
        answers = super().clean() or {}
        person, lead = answers.get("person"), answers.setdefault("lead", None)
        if person and lead and person.person_id == lead.pk:
            self.add_error("lead", "Select somebody else to lead")
        return answers


class LetBackForm(IncidentForm):
    """Only which revision was on screen."""


def _names(members: Sequence[Membership]) -> list[tuple[str, str]]:
    return [(str(each.person_id), str(each.person)) for each in members]
