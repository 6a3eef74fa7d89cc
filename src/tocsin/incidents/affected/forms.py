"""The questions about the people affected."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tocsin.core.addressees import FLAGS, To
from tocsin.core.errors import Refused
from tocsin.core.people_columns import FIELDS
from tocsin.core.people_rows import LONGEST, PeopleList, is_email, plain
from tocsin.incidents.affected.plans import plan_of, refuse_without_names, sheet_of
from tocsin.incidents.models import AffectedPerson
from tocsin.incidents.people import Known
from tocsin.incidents.workbooks import LARGEST
from tocsin.ui.dates import DateField
from tocsin.ui.fields import Choice, Choices, Dropdown, FileField, LongText, Text
from tocsin.ui.forms import Form

LANGUAGES = (("en", "English"), ("cy", "Welsh"))
KINDS = (
    (AffectedPerson.Kind.PUPIL.value, "Pupils, now or in the past"),
    (AffectedPerson.Kind.ADULT.value, "Adults, such as staff, parents or governors"),
)
LATER = "later"
WORDS_OF = (
    ("dsl", "The Designated Safeguarding Lead"),
    ("decider", "Whoever decides with me, since the lead cannot be reached"),
)


class ListField(FileField):
    """A file with a list in it. What it is shows in what it holds, and not in its name."""

    def _check(self, file: Any) -> None:
        if (file.size or 0) > self.largest:
            raise ValidationError("The file must be smaller than 20MB. Split it", code="too_large")


class UploadForm(Form):
    """Which file, and who stands in it."""

    kind = Choice(
        KINDS, label="Who is in the list?", empty="Select who is in the list",
        help_text="If it holds both, make two lists of it.",
    )  # fmt: skip
    people = ListField(
        label="Which file is it?",
        help_text="A spreadsheet saved as .xlsx, .xls, .ods or .csv, smaller than 20MB.",
        empty="Select a file",
        largest=LARGEST,
    )

    def clean(self) -> dict[str, Any]:
        """Look whether there is a list in it, so that the next page has something to show."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if file := cleaned.get("people"):
            cleaned["people"] = file.read()
            try:
                sheet_of(cleaned["people"])
            except Refused as refused:
                self.add_error("people", [reason.message for reason in refused.reasons])
        return cleaned


class MappingForm(Form):
    """What each column means; `plan` is who would be put on the list then."""

    def __init__(
        self, *args: Any, file: bytes, chosen: Mapping[str, str], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.file, self.today = file, today
        kept = {int(key): each for key, each in chosen.items() if key.isdigit()}
        self.plan: PeopleList = plan_of(file, chosen=kept, today=today)
        for place, heading in enumerate(self.plan.headings):
            sample = self.plan.samples[place] if place < len(self.plan.samples) else ""
            self.fields[f"column_{place}"] = Dropdown(
                FIELDS,
                label=heading[:80] or f"Column {place + 1}, without a heading",
                help_text=f"For example: {sample}" if sample else "",
                required=False,
                initial=self.plan.meanings[place],
            )

    @property
    def chosen(self) -> dict[str, str]:
        """What the person says each column means, by its place."""
        places = range(len(self.plan.headings))
        return {str(each): self.cleaned_data.get(f"column_{each}") or "" for each in places}

    def clean(self) -> dict[str, Any]:
        """Read the file once more, as the person says."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = {int(place): each for place, each in self.chosen.items()}
        self.plan = plan_of(self.file, chosen=chosen, today=self.today)
        try:
            refuse_without_names(self.plan)
        except Refused as refused:
            raise ValidationError([reason.message for reason in refused.reasons]) from refused
        return cleaned


class PersonForm(Form):
    """One person, by hand."""

    name = Text(label="What is their name?", empty="Enter their name", longest=LONGEST["name"])
    kind = Choice(
        AffectedPerson.Kind.choices, label="Who are they?", empty="Select who they are"
    )  # fmt: skip
    born = DateField(
        label="When were they born? (optional)", subject="The date of birth", required=False,
        help_text="It decides who is written to. For example, 27 3 2014", past=True,
    )  # fmt: skip
    parent = Text(
        label="Which parent or carer is written to? (optional)", required=False,
        longest=LONGEST["parent"], help_text="As they are addressed, like “Mrs J Lee”.",
    )  # fmt: skip
    email = Text(
        label="Email address to write to (optional)", required=False, longest=LONGEST["email"]
    )
    postal = LongText(
        label="Postal address to write to (optional)", required=False, rows=4,
        longest=LONGEST["postal"],
    )  # fmt: skip
    language = Choice(LANGUAGES, label="Which language is the letter in?", empty="Select one")
    flags = Choices(
        tuple(FLAGS.items()), label="Is there something to look at first?", required=False,
        help_text="Nothing is sent about them until somebody has looked.",
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_name(self) -> str:
        """In one line."""
        return plain(self.cleaned_data["name"])

    def clean_email(self) -> str:
        """One address, and nothing else."""
        email: str = self.cleaned_data["email"]
        if email and not is_email(email):
            raise ValidationError("Enter one email address, like name@example.org")
        return email

    @property
    def known(self) -> Known:
        """What is to be sealed."""
        told = self.cleaned_data
        lines = (plain(line) for line in told["postal"].split("\n"))
        return Known(
            name=told["name"], born=told["born"].isoformat() if told["born"] else "",
            parent=plain(told["parent"]), email=told["email"],
            postal="\n".join(line for line in lines if line),
        )  # fmt: skip

    @property
    def columns(self) -> dict[str, Any]:
        """What stands in columns of its own."""
        return {name: self.cleaned_data[name] for name in ("kind", "language", "flags")}


class AddressForm(Form):
    """Whom to write to, against the age."""

    addressed_to = Choice(
        (
            (To.SELF.value, "Themselves"),
            (To.PARENT.value, "A parent or carer"),
            ("by-age", "Whoever it is by their age"),
        ),
        label="Who is written to?", empty="Select who is written to",
    )  # fmt: skip
    reason = LongText(label="Why?", empty="Enter why", rows=3, longest=2000)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean_addressed_to(self) -> str:
        """By the age is kept as nothing."""
        answer: str = self.cleaned_data["addressed_to"]
        return "" if answer == "by-age" else answer


class UndatedForm(Form):
    """Whom to write to about everybody whose age is not known."""

    addressed_to = Choice(
        (
            (To.PARENT.value, "To their parents or carers"),
            (To.SELF.value, "To the people themselves"),
            (LATER, "Leave it for now"),
        ),
        label="Who are the letters about them sent to?", empty="Select who is written to",
    )  # fmt: skip
    reason = LongText(
        label="Why?", required=False, rows=3, longest=2000,
        help_text="For example: they are all in years 3 to 6. You can leave this empty if you leave"
        " it for now.",
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, max_length=20)

    def clean(self) -> dict[str, Any]:
        """Whoever chooses says why."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = cleaned.get("addressed_to")
        if chosen and chosen != LATER and not cleaned.get("reason"):
            self.add_error("reason", "Enter why")
        return cleaned


class WordForm(Form):
    """What whoever safeguards pupils says about one person."""

    word = Choice(
        AffectedPerson.Word.choices, label="Can they be written to?",
        empty="Select whether they can be written to",
    )  # fmt: skip
    word_of = Choice(WORDS_OF, label="Who said so?", empty="Select who said so")
    words = LongText(
        label="What did they say?", empty="Enter what they said", rows=4, longest=2000,
        help_text="For example: only to the mother, at the address we have.",
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)
