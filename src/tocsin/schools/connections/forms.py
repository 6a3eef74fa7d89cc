"""What is asked of whoever connects another system."""

from typing import Any
from uuid import uuid4

from django import forms

from tocsin.schools.connections.queries import may_give
from tocsin.schools.models import Membership, Scope
from tocsin.ui.fields import Choice, Choices, Text
from tocsin.ui.forms import Form

LASTS = (("30", "30 days"), ("90", "90 days"), ("182", "6 months"), ("365", "1 year"))
HINTS = {
    Scope.ASSESS: "It sends facts, and gets an assessment. Nothing is stored.",
    Scope.REPORT: "Each report opens an incident, as if a member of staff had sent it.",
    Scope.READ_LOG: "Titles, dates, kinds and decisions of every incident. No other free text.",
    Scope.READ_DUTIES: "References, duties, roles and deadlines. No names of people.",
    Scope.READ_CASES: "What happened, was found, decided, asked for and reported, in people's own"
    " words and with names. It stops when you may no longer read cases yourself.",
}


class ConnectForm(Form):
    """One system to connect."""

    name = Text(
        label="Name of the system",
        longest=100,
        help_text="For example, Web filter. It stands on the record beside what the system does.",
        empty="Enter the name of the system",
    )
    scopes = Choices(
        Scope.choices, label="What may it do?", hints=HINTS, empty="Select what it may do"
    )
    lasts_days = Choice(
        LASTS, label="How long may it do so?", coerce=int, empty="Select how long it may do so"
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, by: Membership, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [each for each in Scope.choices if may_give(by, each[0])]
        self.fields["scopes"].choices = offered  # type: ignore[attr-defined]
