"""Which form changes which part of the policy."""

from tocsin.core.pack_compare import Unset
from tocsin.policies.editing.base import SectionForm
from tocsin.policies.editing.checklists import ChecklistForm
from tocsin.policies.editing.levels import LevelForm, SeverityForm
from tocsin.policies.editing.people import ClearanceForm, EscalationForm, MatrixForm
from tocsin.policies.editing.practice import (
    CycleForm,
    DocumentForm,
    PupilsForm,
    RetentionForm,
    WordingForm,
)
from tocsin.policies.editing.reporter import ReporterForm
from tocsin.policies.editing.timescales import BETWEEN, TimescaleForm

SECTIONS: dict[str, type[SectionForm]] = {
    "document": DocumentForm,
    "level": LevelForm,
    "severity": SeverityForm,
    "matrix": MatrixForm,
    "timescale": TimescaleForm,
    "escalation": EscalationForm,
    "clearance": ClearanceForm,
    "pupils": PupilsForm,
    "reporter": ReporterForm,
    "retention": RetentionForm,
    "cycle": CycleForm,
    "checklist": ChecklistForm,
    "wording": WordingForm,
}
# Those of which there are several: their address says which one.
WITH_ITEM = frozenset({"level", "matrix", "timescale", "retention", "cycle", "checklist"})


def section_of(unset: Unset) -> tuple[str, str]:
    """The form, and the item in it, that sets what the policy leaves open."""
    first, *rest = unset.key.split(".")
    if first == "timescales":
        return "timescale", BETWEEN.join(rest)
    if first in {"levels", "matrix", "retention", "cycles"}:
        return {"levels": "level", "cycles": "cycle"}.get(first, first), rest[0]
    return {"pack": "document"}.get(first, first), ""
