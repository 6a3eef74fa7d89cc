"""What is written about an incident. The form's key makes sending it twice one message."""

from typing import Any
from uuid import uuid4

from django import forms

from tocsin.ui.fields import LongText, Tick
from tocsin.ui.forms import Form

LONGEST = 10_000


class MessageForm(Form):
    """One message. `anyway` says which words are sent although they could reveal somebody."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = LongText(label="Your message", empty="Enter your message", rows=6, longest=LONGEST)

    def __init__(self, *args: Any, label: str = "", **options: Any) -> None:
        options["initial"] = {"key": uuid4(), **options.get("initial", {})}
        super().__init__(*args, **options)
        if label:
            self.fields["words"].label = label


class ToReporterForm(MessageForm):
    """A question, an answer, or what to do to stop it getting worse."""

    is_instruction = Tick(
        label="This is something to do now, to stop it getting worse. Show it at the top of their"
        " page until the incident is closed.",
        required=False,
    )
