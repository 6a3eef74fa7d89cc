"""What is asked about the company, and what the company is asked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from tocsin.core.clock import LONDON
from tocsin.core.supplier_questions import QUESTIONS
from tocsin.incidents.revision import IncidentForm
from tocsin.registers.models import Supplier
from tocsin.ui.fields import Choice, Choices, DateField, DateTimeField, Dropdown, LongText, Text
from tocsin.ui.forms import Form

REGISTER, OTHER, NONE = "register", "other", "none"
START = (
    "You hold information for us, and we understand that something happened to it. Please answer"
    " what you can now. Leave empty what you do not know yet, and tell us when you will."
)


class CompanyForm(IncidentForm):
    """At which company it happened, when it knew, and when it told the school."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "where": {REGISTER: ["supplier"], OTHER: ["name"]}
    }
    where = Choice(
        (
            (REGISTER, "At a company of our register"),
            (OTHER, "At another company"),
            (NONE, "It did not happen at a company we use"),
        ),
        label="Where did it happen?", empty="Select where it happened",
    )  # fmt: skip
    supplier = Dropdown(label="Which company?", coerce=UUID, empty="Select which company")
    name = Text(label="The name of the company", longest=200, empty="Enter the name of the company")
    told_school_at = DateTimeField(
        label="When did the company tell the school? (optional)",
        help_text="Our own 72 hours run from then, unless somebody at school knew before.",
        subject="The time the company told the school", required=False, past=True,
    )  # fmt: skip
    aware_at = DateTimeField(
        label="When did the company itself become aware? (optional)",
        help_text="This does not start our clock. It shows whether they told us without delay.",
        subject="The time the company became aware", required=False, past=True,
    )  # fmt: skip
    under_them = Text(
        label="Did it happen at a company that works for them? Which one? (optional)",
        longest=200, required=False,
    )  # fmt: skip
    words = LongText(label="How did they tell us, and what did they say? (optional)",
                     required=False, rows=4)  # fmt: skip

    def __init__(self, *args: Any, suppliers: Sequence[Supplier], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {each.pk: each for each in suppliers}
        names = [(str(each.pk), each.name) for each in suppliers]
        self.fields["supplier"].choices = [("", "Select a company"), *names]  # type: ignore[attr-defined]

    @property
    def is_ruled_out(self) -> bool:
        """Whether it did not happen at a company."""
        return bool(self.cleaned_data["where"] == NONE)

    @property
    def company(self) -> dict[str, Any]:
        """The answers as the command takes them."""
        answers = {name: value for name, value in self.cleaned_data.items() if name != "where"}
        chosen = answers["supplier"]
        answers["supplier"] = self.known[chosen] if chosen else None
        return answers

    def clean(self) -> dict[str, Any]:
        """Nobody can tell what they do not know yet."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        told, aware = answers.get("told_school_at"), answers.get("aware_at")
        if told and aware and told < aware:
            self.add_error("aware_at", "They cannot have told us before they knew: check both")
        return answers


class AskCompanyForm(Form):
    """Which questions, to whom, and by when."""

    words = LongText(
        label="What do you want to say to them?",
        help_text="They see these words and the questions below, and nothing else of the incident."
        " Name no pupil.",
        empty="Enter what you want to say to them", rows=4, initial=START,
    )  # fmt: skip
    questions = Choices(
        tuple(QUESTIONS.items()), label="What do you ask?", empty="Select what you ask",
        initial=list(QUESTIONS),
    )  # fmt: skip
    outsider_name = Text(label="Who is asked?", empty="Enter who is asked", longest=150)
    outsider_email = forms.EmailField(
        label="Their email address",
        help_text="They get a link that needs no account. It works until two weeks after the day"
        " below, or until you take it back.",
        max_length=254, error_messages={"required": "Enter their email address"},
    )  # fmt: skip
    due_on = DateField(
        label="By which day?", help_text="For example, 27 3 2026", subject="The day",
        empty="Enter the day by which you want it",
    )  # fmt: skip

    def clean_due_on(self) -> date:
        """Today or later."""
        day: date = self.cleaned_data["due_on"]
        if self.at and day < self.at.astimezone(LONDON).date():
            raise ValidationError("The day must be today or later")
        return day


class CompanyAnswerForm(Form):
    """What the company answers: only what it was asked, and in whose name."""

    said_by = Text(label="Your name", longest=150, empty="Enter your name")
    said_as = Text(label="Your place in the company (optional)", longest=150, required=False)

    def __init__(
        self, *args: Any, questions: Sequence[str], at: datetime | None = None, **options: Any
    ) -> None:
        super().__init__(*args, at=at, **options)
        self.asked = [key for key in QUESTIONS if key in questions]
        for key in self.asked:
            label = f"{QUESTIONS[key]} (optional)"
            self.fields[key] = LongText(label=label, required=False, rows=3)
        self.order_fields(self.asked)

    @property
    def given(self) -> dict[str, Any]:
        """The answers as the command takes them."""
        words = self.cleaned_data
        return {
            "answers": {key: words[key].strip() for key in self.asked},
            "said_by": words["said_by"], "said_as": words["said_as"],
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Something has to be said."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if not any((answers.get(key) or "").strip() for key in self.asked):
            self.add_error(self.asked[0], "Enter what you know, or when you will know it")
        return answers
