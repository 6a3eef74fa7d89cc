"""A report that came by phone, on paper, in person or by email, keyed in by the office."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError

from tocsin.core.causes import REPORT_KINDS
from tocsin.core.facts import Answer
from tocsin.core.when import When
from tocsin.incidents.keying.sheets import read_code
from tocsin.incidents.models import Channel, Protection
from tocsin.incidents.naming import AboutForm
from tocsin.incidents.questions import DoneForm, KindForm, StoryForm, WhoseForm
from tocsin.incidents.sealing import Identity
from tocsin.incidents.words import ANYBODY
from tocsin.ui.fields import Choice, DateTimeField, PartialDateField, Text

CAME = tuple((each.value, str(each.label)) for each in (
    Channel.PHONE, Channel.PAPER, Channel.IN_PERSON, Channel.EMAIL,
))  # fmt: skip
WHO = (
    (Protection.NAMED.value, "They gave their name"),
    (Protection.CONFIDENTIAL.value, "They gave their name and want it sealed"),
    (Protection.ANONYMOUS.value, "They want nobody to know their name"),
)


class KeyForm(AboutForm, KindForm, StoryForm, WhoseForm, DoneForm):
    """All five questions on one page, and how, when and from whom the report came."""

    heading_field = ""
    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "came": {"paper": ["sheet"]},
        "who": {
            "named": ["reporter_name", "reporter_contact"],
            "confidential": ["sealed_name", "sealed_contact"],
        },
    }
    field_order = (
        "came", "sheet", "received_at", "relation", "who", "reporter_name", "reporter_contact",
        "sealed_name", "sealed_contact", "about", "what", "story",
        "is_continuing", "discovered", "whose", "how_many", "already_done", "key",
    )  # fmt: skip

    came = Choice(CAME, label="How did it come in?", empty="Select how it came in")
    sheet = Text(
        label="Code at the top of the sheet",
        help_text="For example, ABCD-EFGH. Leave it empty for another kind of paper.",
        required=False,
        width=10,
    )
    received_at = DateTimeField(
        label="When did the school receive it?",
        help_text="The 72 hours count from here or earlier, not from when you type it in.",
        subject="When the school received it",
        empty="Enter when the school received it",
        past=True,
    )
    who = Choice(
        WHO,
        label="Who told you?",
        hints={
            Protection.CONFIDENTIAL.value: "It is locked away. Few people can open it, for a"
            " reason. Do not write it anywhere else on this page.",
            Protection.ANONYMOUS.value: "Do not write their name anywhere on this page.",
        },
        empty="Select whether they gave their name",
    )
    relation = Choice(
        ANYBODY,
        label="Who are they to the school? (optional)", required=False,
        help_text="This is not a name. The log says how each incident came to light.",
    )  # fmt: skip
    reporter_name = Text(label="Their name", longest=150, required=False)
    reporter_contact = Text(
        label="Their phone number or email address", longest=254, required=False
    )
    sealed_name = Text(label="Their name", longest=150, empty="Enter the name to seal")
    sealed_contact = Text(
        label="Their phone number or email address", longest=200, required=False,
        help_text="It is sealed together with the name.",
    )  # fmt: skip
    discovered = PartialDateField(
        label="When did they find out?",
        help_text="As exactly as they know. Leave it empty if they do not know.",
        subject="When they found out",
        required=False,
        past=True,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, school_id: UUID, may_seal: bool, **options: Any) -> None:
        at = options.get("at")
        options.setdefault("initial", {"key": uuid4(), "received_at": at})
        super().__init__(*args, **options)
        self.school_id = school_id
        self.fields["about"].label = "Is it about someone who normally gets these reports?"
        if not may_seal:
            offered = [row for row in WHO if row[0] != Protection.CONFIDENTIAL.value]
            self.fields["who"].choices = offered  # type: ignore[attr-defined]

    def clean_sheet(self) -> str | None:
        """The code of the sheet, if it has one of ours."""
        typed = self.cleaned_data["sheet"]
        if not typed:
            return None
        code = read_code(typed, self.school_id)
        if code is None:
            words = (
                "Check the code: no sheet of this school bears it. Leave it empty if you cannot"
                " read it"
            )
            raise ValidationError(words, code="wrong")
        return code

    def clean(self) -> dict[str, Any]:
        """Nobody can tell the school before they find out."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        found, received = cleaned.get("discovered"), cleaned.get("received_at")
        if isinstance(found, When) and found.earliest and received and found.earliest > received:
            words = "When they found out must be before the school received it"
            self.add_error("discovered", words)
        return cleaned


def keyed_answers(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the report from the cleaned answers."""
    found = cleaned["discovered"]
    known = found.earliest if isinstance(found, When) else None
    return {
        "what": cleaned["what"] or REPORT_KINDS[-1].key,
        "story": cleaned["story"],
        "is_continuing": cleaned["is_continuing"] or Answer.UNSURE.value,
        "discovered_at": known,
        "discovered_words": "date" if known else Answer.UNSURE.value,
        "whose": cleaned["whose"] or [],
        "how_many": cleaned["how_many"] or Answer.UNSURE.value,
        "already_done": cleaned["already_done"],
        "channel": cleaned["came"],
        "relation": cleaned["relation"] or None,
        "sheet": cleaned["sheet"] or None,
        "protection": cleaned["who"],
        "reporter_name": cleaned["reporter_name"] or None,
        "reporter_contact": cleaned["reporter_contact"] or None,
    }


def sealed_in(cleaned: Mapping[str, Any]) -> Identity | None:
    """Who told it, when they want their name sealed."""
    name, contact = cleaned["sealed_name"], cleaned["sealed_contact"]
    return Identity(name, contact or "") if name else None
