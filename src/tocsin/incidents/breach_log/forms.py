"""Narrowing the log down."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.html import format_html_join

from tocsin.core.causes import MAIN_CAUSES
from tocsin.core.closing import OUTCOMES
from tocsin.core.facts import Status
from tocsin.incidents.words import KINDS
from tocsin.ui.fields import DateField, Dropdown, Text
from tocsin.ui.forms import Form

STATUSES = (
    (Status.REPORTED.value, "Not looked at yet"),
    (Status.OPEN.value, "Open"),
    (Status.CLOSED.value, "Closed"),
)
TOLD = (("yes", "Told, or to be told"), ("no", "Not told"), ("open", "Not decided"))
CAME = (("here", "Reported here"), ("import", "An earlier log"))
ANY = ("", "Any")
ORDERS = (("", "Newest first"), ("oldest", "Oldest first"))
AUTO_ID = "filter_%s"
PICKED = (
    "status",
    "kind",
    "severity",
    "cause",
    "told",
    "closed_as",
    "came",
    "since_",
    "until_",
    "order",
)
LONGEST_KEPT = 300  # characters of answers; longer ones are nothing that these questions offer


class FilterForm(Form):
    """Every field is optional; an empty form shows the whole log."""

    q = Text(label="Words", help_text="In the report, the title or the reasons", required=False)
    status = Dropdown((ANY, *STATUSES), label="Status", required=False)
    kind = Dropdown((ANY, *KINDS.items()), label="What it was", required=False)
    severity = Dropdown(label="Severity", required=False)
    cause = Dropdown(
        (ANY, *((main.key, main.label) for main in MAIN_CAUSES)), label="Cause", required=False
    )
    told = Dropdown((ANY, *TOLD), label="Regulator", required=False)
    closed_as = Dropdown((ANY, *OUTCOMES.items()), label="Closed as", required=False)
    came = Dropdown((ANY, *CAME), label="Where it came from", required=False)
    since = DateField(label="Reported from (optional)", subject="The first day", required=False)
    until = DateField(label="Reported to (optional)", subject="The last day", required=False)
    order = Dropdown(ORDERS, label="Order", required=False)

    def __init__(self, *args: Any, levels: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.levels = tuple(levels)
        self.fields["severity"].choices = [ANY, *levels]  # type: ignore[attr-defined]

    @property
    def all_but_words(self) -> str:
        """Every question but the first, drawn. Drawing takes longer than the rest of the page."""
        asked = {name: self.data[name] for name in sorted(self.data) if name.startswith(PICKED)}
        answers = urlencode(asked)
        return (_drawn if len(answers) < LONGEST_KEPT else _drawn.__wrapped__)(self.levels, answers)


@lru_cache(maxsize=256)
def _drawn(levels: tuple[tuple[str, str], ...], answers: str) -> str:
    form = FilterForm(QueryDict(answers), levels=levels, auto_id=AUTO_ID)
    fields = [form[name].as_field_group() for name in form.fields if name != "q"]
    return format_html_join("", "{}", ([field] for field in fields))
