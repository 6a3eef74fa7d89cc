"""What is the same for all, which schools they are, and when each was told of which supplier."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms

from tocsin.core.company_names import is_same
from tocsin.incidents.events.commands import Shared
from tocsin.incidents.words import YES_NO_UNSURE
from tocsin.registers.models import Supplier
from tocsin.schools.models import Membership
from tocsin.ui.fields import Choice, Choices, DateTimeField, Dropdown, LongText, Text
from tocsin.ui.forms import Form


class EventForm(Form):
    """The event at the company, and the schools that it concerns."""

    company = Text(label="Which company?", longest=200, empty="Enter the name of the company")
    under_them = Text(
        label="Did it happen at a company that works for them? Which one? (optional)",
        longest=200, required=False,
    )  # fmt: skip
    words = LongText(
        label="What does the company say has happened?",
        help_text="These words are copied into the incident of every school you choose. Name"
        " nobody, and no school.",
        empty="Enter what has happened", rows=5,
    )  # fmt: skip
    is_continuing = Choice(YES_NO_UNSURE, label="Is it still happening?", empty="Select an answer")
    aware_at = DateTimeField(
        label="When did the company itself become aware? (optional)",
        help_text="This starts no clock.", subject="The time the company became aware",
        required=False, past=True,
    )  # fmt: skip
    told_at = DateTimeField(
        label="When did the company tell the schools?",
        help_text="Each school's 72 hours run from when it was told. On the next page you can give"
        " each school a time of its own.",
        subject="The time the company told the schools", empty="Enter when the schools were told",
        past=True,
    )  # fmt: skip
    schools = Choices(label="Which schools?", empty="Select the schools it concerns")
    event = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, members: Sequence[Membership], **options: Any) -> None:
        given = {"event": uuid4(), **options.pop("initial", {})}
        super().__init__(*args, initial=given, **options)
        self.members = members
        self.fields["schools"].choices = [  # type: ignore[attr-defined]
            (str(each.school_id), each.school.name) for each in members
        ]

    @property
    def chosen(self) -> list[Membership]:
        """The memberships in the schools chosen."""
        wanted = set(self.cleaned_data["schools"])
        return [each for each in self.members if str(each.school_id) in wanted]

    @property
    def shared(self) -> Shared:
        """What is the same for all of them."""
        names = ("event", "company", "under_them", "aware_at", "is_continuing", "words")
        return Shared(**{name: self.cleaned_data[name] for name in names})

    def clean(self) -> dict[str, Any]:
        """Nobody can tell what they do not know yet."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        told, aware = answers.get("told_at"), answers.get("aware_at")
        if told and aware and told < aware:
            self.add_error("aware_at", "They cannot have told us before they knew: check both")
        return answers


class TimesForm(Form):
    """When each school was told, as each has its own 72 hours; and which company it is there."""

    def __init__(
        self, *args: Any, chosen: Sequence[Membership], shared: Shared, told_at: datetime,
        suppliers: Mapping[UUID, Sequence[Supplier]], at: datetime | None = None, **options: Any,
    ) -> None:  # fmt: skip
        initial = {_box(each.school_id): told_at for each in chosen}
        super().__init__(*args, at=at, initial=initial, **options)
        self.aware_at = shared.aware_at
        self.known = {row.pk: row for rows in suppliers.values() for row in rows}
        for each in chosen:
            name = each.school.name
            self.fields[_box(each.school_id)] = DateTimeField(
                label=f"When was {name} told?", subject=f"The time {name} was told", past=True,
                empty=f"Enter when {name} was told",
            )  # fmt: skip
            if likely := suppliers.get(each.school_id):
                self.fields[_supplier(each.school_id)] = _which(name, shared.company, likely)

    def told_at(self, school_id: UUID) -> datetime:
        """When that school was told."""
        told: datetime = self.cleaned_data[_box(school_id)]
        return told

    def supplier(self, school_id: UUID) -> Supplier | None:
        """The company in that school's register; None where it is not in it."""
        chosen: UUID | None = self.cleaned_data.get(_supplier(school_id))
        return self.known[chosen] if chosen else None

    def clean(self) -> dict[str, Any]:
        """Nobody can tell what they do not know yet."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        for name, told in list(answers.items()):
            is_time = isinstance(told, datetime)
            if is_time and self.aware_at and told < self.aware_at:
                self.add_error(name, "That is before the company knew: check the time")
        return answers


class NewsForm(Form):
    """What was learnt later, for every school in which the incident is open."""

    words = LongText(
        label="What is new?",
        help_text="These words are copied into the incident of every school above that is still"
        " open. Name nobody, and no school.",
        empty="Enter what is new", rows=4,
    )  # fmt: skip
    news = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, initial={"news": uuid4()}, **options)


def _which(school: str, company: str, likely: Sequence[Supplier]) -> Dropdown:
    """Which company of the school's register it is; the first is, where its name is the same."""
    first = likely[0]
    return Dropdown(
        [("", "None of these"), *((str(each.pk), each.name) for each in likely)], coerce=UUID,
        label=f"Which company is it in the register of {school}?", required=False,
        initial=str(first.pk) if is_same(first.name, company) else "",
    )  # fmt: skip


def _supplier(school_id: UUID) -> str:
    return f"supplier_{school_id.hex}"


def _box(school_id: UUID) -> str:
    return f"told_{school_id.hex}"
