"""How serious, and whether the DPO is told."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from tocsin.core.facts import Referral
from tocsin.core.policy import Level, Pack
from tocsin.core.severity import Suggestion
from tocsin.incidents.revision import IncidentForm
from tocsin.schools.models import Membership, Person
from tocsin.ui.fields import Choice, DateTimeField, Dropdown, LongText, Text

IN_DOUBT = "in_doubt"
SHORTEST_REASON = 10  # characters


class ClassifyForm(IncidentForm):
    """The levels are the pack's own; a person decides, whatever the pack suggests."""

    severity = Choice(label="How serious is it?", empty="Select how serious it is")
    reason = LongText(label="Why?", empty="Enter why you chose this severity", rows=3)
    lead = Dropdown(label="Who leads from here?", required=False)

    def __init__(
        self, *args: Any, pack: Pack, suggestion: Suggestion, team: Sequence[Membership],
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.suggestion = suggestion
        self.people = {str(member.person_id): member.person for member in team}
        severity, lead = self.fields["severity"], self.fields["lead"]
        severity.choices = [(level.key, level.label) for level in pack.levels]  # type: ignore[attr-defined]
        severity.hints = {level.key: _hint(pack, level) for level in pack.levels}  # type: ignore[attr-defined]
        names = [(key, person.name or person.email) for key, person in self.people.items()]
        lead.choices = [("", "Nobody yet"), *names]  # type: ignore[attr-defined]

    def clean_lead(self) -> Person | None:
        """The person, or nobody yet."""
        return self.people.get(self.cleaned_data["lead"] or "")

    def clean(self) -> dict[str, Any]:
        """Keep what was suggested beside what was chosen."""
        return {**(super().clean() or {}), "suggested": self.suggestion.level_key or ""}


def _hint(pack: Pack, level: Level) -> str:
    meaning = level.definition or "Your policy does not say what this means yet."
    leads = pack.matrix_for(level.key).leads
    return f"{meaning} Led by: {pack.label_of(leads)}." if leads else meaning


class ReferForm(IncidentForm):
    """Told, told because in doubt, or not told; by phone too, with what was said."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "by_phone": {"yes": ["by_phone_at", "spoke_to", "what_was_said"]}
    }
    referral = Choice(label="Does the DPO need to know?", empty="Select whether to tell the DPO")
    reason = LongText(
        label="Why?",
        help_text="The DPO reads the reasons every term. You must give them when you do not tell"
        " the DPO.",
        required=False,
        rows=3,
    )
    by_phone = Choice(
        (("no", "No"), ("yes", "Yes")),
        label="Have you spoken to the DPO by phone?",
        empty="Select whether you have spoken to the DPO",
    )
    by_phone_at = DateTimeField(
        label="When?", subject="The time of the call", empty="Enter when you phoned", past=True
    )
    spoke_to = Text(label="Who did you speak to?", longest=150, empty="Enter who you spoke to")
    what_was_said = LongText(
        label="What was said?", empty="Enter what was said on the phone", rows=3
    )

    def __init__(self, *args: Any, is_forced: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [
            (Referral.REFERRED.value, "Yes, tell the DPO"),
            (IN_DOUBT, "I am in doubt, so tell the DPO"),
        ]
        if not is_forced:
            choices.append((Referral.NOT_REFERRED.value, "No, and I say why"))
        self.fields["referral"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A doubt is a referral; not telling the DPO needs a reason."""
        answers = super().clean() or {}
        chosen = answers.get("referral")
        reason = (answers.get("reason") or "").strip()
        if chosen == Referral.NOT_REFERRED and len(reason) < SHORTEST_REASON:
            self.add_error(
                "reason", ValidationError("Enter why the DPO is not told, in a sentence or two")
            )
        answers.pop("by_phone", None)
        answers["in_doubt"] = chosen == IN_DOUBT
        if chosen == IN_DOUBT:
            answers["referral"] = Referral.REFERRED.value
        for name in ("spoke_to", "what_was_said"):
            answers[name] = answers.get(name) or ""
        return answers
