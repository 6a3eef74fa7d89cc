"""Choosing a pack, uploading one, and adopting the draft."""

from datetime import date, datetime
from typing import Any, ClassVar

from tocsin.core.clock import LONDON
from tocsin.core.pack_reading import PackError, load
from tocsin.core.policy import Pack
from tocsin.policies.commands import PAST
from tocsin.ui.fields import Choice, DateField, FileField, LongText
from tocsin.ui.forms import Form

LARGEST = 1_000_000  # characters of a pack


def date_boxes(day: date | None) -> dict[str, str]:
    """A day as the three boxes of a date hold it."""
    if day is None:
        return {}
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


class AdoptForm(Form):
    """From when, and why. The day is today unless somebody says otherwise."""

    reason = LongText(
        label="Why is the policy changed?",
        help_text="For example, the governors approved it, and when.",
        empty="Enter why the policy is changed",
        rows=3,
    )
    in_force_on = DateField(
        label="What day does it take effect?",
        help_text="Today or later. Incidents that were reported before keep the old version.",
        subject="The day it takes effect",
        empty="Enter the day it takes effect",
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        self.today = at.astimezone(LONDON).date()
        kwargs.setdefault("initial", {})["in_force_on"] = date_boxes(self.today)
        super().__init__(*args, at=at, **kwargs)

    def clean_in_force_on(self) -> date:
        """Refuse a day that has passed."""
        day: date = self.cleaned_data["in_force_on"]
        if day < self.today:
            self.add_error("in_force_on", PAST.message)
        return day


class ChooseForm(AdoptForm):
    """One of the packs that come with Tocsin."""

    field_order = ["pack", "in_force_on", "reason"]
    pack = Choice((), label="Which policy?", empty="Select a policy")

    def __init__(self, *args: Any, packs: dict[str, Pack], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pack"]
        field.choices = [(key, pack.name) for key, pack in packs.items()]  # type: ignore[attr-defined]
        field.hints = {key: _summary(pack) for key, pack in packs.items()}  # type: ignore[attr-defined]
        self.fields["reason"].required = False


def _summary(pack: Pack) -> str:
    levels = ", ".join(level.label for level in pack.levels) or "none"
    return f"Levels of severity: {levels}. Left for you to set: {len(pack.unset())}."


class PackFile(FileField):
    """A pack as a file."""

    endings: ClassVar[frozenset[str]] = frozenset({"toml", "txt"})
    kinds = "a TOML file"


class UploadForm(AdoptForm):
    """A pack of one's own, as a file or pasted. What was sent is kept when it cannot be used."""

    field_order = ["file", "text", "in_force_on", "reason"]
    file = PackFile(label="A file", required=False, largest=LARGEST)
    text = LongText(
        label="Or the text of the policy",
        help_text="TOML, as Tocsin's own policies are written. Download one to start from.",
        longest=LARGEST,
        rows=15,
        required=False,
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        """Read the pack; say every fault in it, with line and key."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file = cleaned.pop("file", None)
        if file is not None:
            self._take(file.read())
        text = cleaned.get("text", "")
        if not text.strip() and not self.errors:
            self.add_error("text", "Choose a file or enter the text of the policy")
        elif text.strip():
            self._complain(text)
        return cleaned

    def _take(self, raw: bytes) -> None:
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            self.add_error("file", "The file must be text saved as UTF-8")
            return
        self.cleaned_data["text"] = text
        # So that the page shows the text, to be put right there.
        self.data = {**dict(self.data.items()), "text": text}

    def _complain(self, text: str) -> None:
        try:
            load(text, name="policy.toml")
        except PackError as error:
            for fault in error.faults:
                self.add_error("text", f"Line {fault.line}: {fault.message}")
