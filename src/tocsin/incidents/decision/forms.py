"""Whom to tell and why, and who decides it together."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from tocsin.core.clock import LONDON
from tocsin.core.facts import Tell
from tocsin.core.joint import unagreed
from tocsin.incidents.decision.gates import NO_DPO, has_dpo, needs_dpo, unassessed
from tocsin.incidents.facts import facts_of
from tocsin.incidents.revision import IncidentForm
from tocsin.incidents.words import GROUNDS_NOT_TO_TELL, GROUNDS_TO_TELL
from tocsin.schools.models import Membership
from tocsin.ui.fields import Choice, Choices, DateField, DateTimeField, LongText, Text
from tocsin.ui.forms import Form

YES, NO, LATER = Tell.YES.value, Tell.NO.value, Tell.LATER.value
DISPROPORTIONATE = "disproportionate"
ADVICE = (("yes", "Yes"), ("no", "No"), ("unsure", "I cannot say yet"))


class DecideForm(IncidentForm):
    """The decision, taken together, with reasons either way.

    Source: BR-1.4; BR-1.5; BR-5.20 to BR-5.22; UK GDPR Art 34(3).
    """

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "tell_regulator": {NO: ["review_on"]},
        "tell_people": {
            YES: ["ground_to_tell"],
            NO: ["ground_not_to_tell"],
            LATER: ["delay_authority", "delay_reference", "delay_until"],
        },
        "ground_not_to_tell": {DISPROPORTIONATE: ["instead"]},
    }
    tell_regulator = Choice(
        ((YES, "Yes, a risk to people is likely, or we are not sure"),
         (NO, "No, a risk to people is unlikely")),
        label="Do we tell the regulator?",
        help_text="The test is whether a risk to people is unlikely, not whether it is high. If in"
        " doubt, tell.",
        empty="Select whether to tell the regulator",
    )  # fmt: skip
    review_on = DateField(
        label="When do you look at this again?",
        help_text="A decision not to tell stays under review.",
        subject="The day you look at this again",
        empty="Enter the day you look at this again",
    )
    regulator_reason = LongText(
        label="Why?", empty="Enter why the regulator is told, or not told", rows=3
    )
    tell_people = Choice(
        ((YES, "Yes"), (NO, "No"), (LATER, "Yes, but not yet: the police advise us to wait")),
        label="Do we tell the people whose information it is?",
        empty="Select whether to tell the people affected",
    )
    ground_to_tell = Choice(GROUNDS_TO_TELL, label="On what ground?", empty="Select the ground")
    ground_not_to_tell = Choice(
        GROUNDS_NOT_TO_TELL, label="On what ground?", empty="Select the ground"
    )
    instead = LongText(
        label="How will they hear of it instead?",
        help_text="A notice that informs them as well as a message would: where, and from when.",
        empty="Enter how the people affected will hear of it",
        rows=2,
    )
    delay_authority = Text(
        label="Who advised you to wait?", longest=150, empty="Enter who advised you to wait"
    )
    delay_reference = Text(label="Their reference", longest=60, empty="Enter their reference")
    delay_until = DateField(
        label="When do you ask them again?",
        subject="The day you ask them again",
        empty="Enter the day you ask them again",
    )
    people_reason = LongText(
        label="Why are they told, or not told?",
        empty="Enter why the people affected are told, or not told",
        rows=3,
    )
    taken_with = Choices(
        label="Who decides together?",
        help_text="Each of them is asked to agree, or to say why not, themselves.",
        required=False,
    )
    without_assessment = LongText(
        label="Why can the decision not wait for the assessment?",
        empty="Enter why the decision cannot wait for the assessment",
        rows=2,
    )
    without_agreement = LongText(
        label="Why can the decision not wait for an agreement with the other organisation?",
        help_text="Better record first what you agreed with it, on the page “Organisation"
        " responsible with us”. If that would cost the 72 hours, say so here.",
        empty="Enter why the decision cannot wait for the other organisation",
        rows=2,
    )
    without_dpo = LongText(
        label="If the DPO does not decide with you: why can it not wait for them?",
        required=False,
        rows=2,
    )

    def __init__(self, *args: Any, team: Sequence[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        self.team = team
        self.fields["taken_with"].choices = [  # type: ignore[attr-defined]
            (str(member.person_id), member.person.name or member.person.email) for member in team
        ]
        if not unassessed(self.incident):
            del self.fields["without_assessment"]
        if not unagreed(facts_of(self.incident)):
            del self.fields["without_agreement"]
        if not needs_dpo(self.incident):
            del self.fields["without_dpo"]

    def clean_review_on(self) -> date | None:
        """A day to come."""
        return self._still_to_come("review_on")

    def clean_delay_until(self) -> date | None:
        """A day to come."""
        return self._still_to_come("delay_until")

    def clean(self) -> dict[str, Any]:
        """One ground for the answer given; a high risk is also a risk; a notice is a telling."""
        answers = super().clean() or {}
        to_tell, not_to_tell = (
            answers.pop("ground_to_tell", None),
            answers.pop("ground_not_to_tell", None),
        )
        answers["people_ground"] = to_tell or not_to_tell or ""
        if answers.get("tell_people") == LATER:
            answers["people_ground"] = "high_risk"
        if answers["people_ground"] == "high_risk" and answers.get("tell_regulator") == NO:
            self.add_error(
                "tell_regulator",
                "Select yes: when a high risk to people is likely, the regulator has to be told",
            )
        if answers["people_ground"] == DISPROPORTIONATE:
            answers["tell_people"] = YES
        chosen = [m for m in self.team if str(m.person_id) in answers.get("taken_with", [])]
        if "without_dpo" in self.fields and not has_dpo(chosen) and not answers.get("without_dpo"):
            self.add_error("taken_with", NO_DPO.message.rstrip("."))
        return answers

    def _still_to_come(self, name: str) -> date | None:
        return still_to_come(self.cleaned_data[name], self.at, self.fields[name])


class DepartForm(Form):
    """Why one decides otherwise than recommended."""

    departure_reason = LongText(
        label="Why do you decide otherwise?",
        empty="Enter why you decide otherwise",
        rows=4,
    )


class AgreeForm(Form):
    """One's own voice in a joint decision. Source: BR-1.4."""

    agrees = Choice(
        (("yes", "I agree"), ("no", "I do not agree")),
        label="Do you agree with this decision?",
        empty="Select whether you agree",
        coerce=lambda value: value == "yes",
    )
    words = LongText(
        label="Your reasons",
        help_text="You must give them if you do not agree. Your answer stays on the record.",
        required=False,
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        """A dissent says why."""
        answers = super().clean() or {}
        if answers.get("agrees") is False and not (answers.get("words") or "").strip():
            self.add_error("words", "Enter why you do not agree")
        return answers


class AdviseForm(Form):
    """The DPO's advice. Source: SI-M6-DPO; BR-5.3."""

    regulator = Choice(
        ADVICE, label="Should the regulator be told?", empty="Select what you advise"
    )
    people = Choice(
        ADVICE, label="Should the people affected be told?", empty="Select what you advise"
    )
    words = LongText(
        label="Your advice",
        help_text="It stays on the record, and whoever decides says whether they followed it.",
        empty="Enter your advice",
        rows=6,
    )


class ReviewForm(IncidentForm):
    """A decision not to tell, looked at again. Source: BR-5.22."""

    words = LongText(
        label="Why is it still right not to tell the regulator?",
        empty="Enter why it is still right",
        rows=4,
    )
    next_on = DateField(
        label="When do you look at it again? (optional)",
        help_text="Leave it empty if nothing new can come.",
        subject="The day you look at it again",
        required=False,
    )

    def clean_next_on(self) -> date | None:
        """A day to come, or none."""
        return still_to_come(self.cleaned_data["next_on"], self.at, self.fields["next_on"])


class DelayForm(IncidentForm):
    """Whether the police still advise to wait. Source: BR-5.20."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {"is_over": {"no": ["next_on"]}}
    is_over = Choice(
        (("yes", "Yes: we tell them now"), ("no", "No: we are asked to wait longer")),
        label="Can the people affected be told now?",
        empty="Select whether they can be told now",
    )
    next_on = DateField(
        label="When do you ask again?",
        subject="The day you ask again",
        empty="Enter the day you ask again",
    )
    words = LongText(label="Who said so, and when?", empty="Enter who said so, and when", rows=3)

    def clean_next_on(self) -> date | None:
        """A day to come."""
        return still_to_come(self.cleaned_data["next_on"], self.at, self.fields["next_on"])

    def clean(self) -> dict[str, Any]:
        """Yes or no as the command takes it."""
        answers = super().clean() or {}
        return {**answers, "is_over": answers.get("is_over") == "yes"}


class OrderForm(IncidentForm):
    """The regulator's order to tell people. Source: BR-5.21."""

    ordered_at = DateTimeField(
        label="When did the order reach the school?",
        subject="The time of the order",
        empty="Enter when the order reached the school",
        past=True,
    )
    reference = Text(label="Their reference", longest=60, empty="Enter their reference", width=20)
    words = LongText(label="What does it ask for?", empty="Enter what the order asks for", rows=4)


def still_to_come(day: date | None, at: datetime | None, field: Any) -> date | None:
    """The day, when it is after today in London. Raises ValidationError otherwise."""
    if day and at and day <= at.astimezone(LONDON).date():
        raise field.refuse("must be in the future", "day", "month", "year")
    return day
