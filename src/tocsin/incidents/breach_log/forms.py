"""Narrowing the log down."""

from collections.abc import Sequence
from typing import Any

from tocsin.core.causes import MAIN_CAUSES
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
ANY = ("", "Any")
ORDERS = (("", "Newest first"), ("oldest", "Oldest first"))


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
    since = DateField(label="Reported from (optional)", subject="The first day", required=False)
    until = DateField(label="Reported to (optional)", subject="The last day", required=False)
    order = Dropdown(ORDERS, label="Order", required=False)

    def __init__(self, *args: Any, levels: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["severity"].choices = [ANY, *levels]  # type: ignore[attr-defined]
