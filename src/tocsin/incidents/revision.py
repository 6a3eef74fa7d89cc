"""A form about an incident remembers which revision it was opened at."""

from datetime import datetime
from typing import Any

from django import forms

from tocsin.incidents.models import Incident
from tocsin.ui.forms import Form


class IncidentForm(Form):
    """A form that changes an incident; `seen` is the revision that was on screen."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, incident: Incident, at: datetime | None = None, **options: Any
    ) -> None:
        given = {"seen": incident.revision, **options.pop("initial", {})}
        super().__init__(*args, at=at, initial=given, **options)
        self.incident = incident
