"""An assessment being written: every page is kept as typed, and two editors do not overwrite."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import QueryDict

from tocsin.core.errors import Stale
from tocsin.incidents.assessment.commands import CHANGED
from tocsin.incidents.assessment.forms import NAMES, PAGES, HarmForm, PageForm
from tocsin.incidents.assessment.prefilled import complete, prefilled
from tocsin.incidents.models import Assessment, AssessmentDraft, Incident
from tocsin.ledger.tenancy import entering, reading
from tocsin.schools.models import Membership

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "seen"})


@dataclass(frozen=True)
class Writing:
    """The assessment as far as it is written, with what it began from."""

    incident: Incident
    last: Assessment | None
    typed: Mapping[str, Mapping[str, list[str]]]
    revision: int

    def form(self, name: str, posted: QueryDict | None = None) -> PageForm:
        """The page with what was typed, or with what it begins from."""
        if posted is None and name in self.typed:
            posted = QueryDict(mutable=True)
            for field, values in self.typed[name].items():
                posted.setlist(field, values)
            posted["seen"] = str(self.revision)
        return PAGES[name](posted, initial={"seen": self.revision, **self._initial(name)})

    def gap(self) -> str | None:
        """The first page with something to put right; None when there is none."""
        return next((name for name in self.typed if not self.form(name).is_valid()), None)

    def answers(self) -> dict[str, Any]:
        """Every fact as it stands now; call it only when there is no gap."""
        found: dict[str, Any] = {}
        begun = prefilled(self.incident, self.last)
        for name in NAMES:
            form = self.form(name)
            if form.is_valid():
                found |= form.known()
            else:
                found |= {fact: begun.get(fact) for fact in form.facts()}
        return complete(self.incident, found)

    def reasons(self) -> dict[str, str]:
        """The assessor's own words, by page; call it only when there is no gap."""
        before = self.last.reasons if self.last else {}
        own = {name: self.form(name) for name in NAMES}
        said = {
            name: form.cleaned_data["reason"] if form.is_valid() else before.get(name, "")
            for name, form in own.items()
        }
        return {name: words for name, words in said.items() if words}

    def consequences(self) -> dict[str, dict[str, str]]:
        """What was judged of each consequence; call it only when there is no gap."""
        form = self.form("harm")
        if isinstance(form, HarmForm) and form.is_valid():
            return form.consequences()
        return dict(self.last.consequences) if self.last else {}

    def _initial(self, name: str) -> dict[str, Any]:
        begun = prefilled(self.incident, self.last)
        initial = {fact: _as_typed(begun[fact]) for fact in PAGES[name].facts() if fact in begun}
        if self.last:
            initial["reason"] = self.last.reasons.get(name, "")
            for code, judged in self.last.consequences.items():
                initial |= {f"{code}_{part}": value for part, value in judged.items()}
        return initial


def writing_of(incident: Incident) -> Writing:
    """The assessment of the incident that is being written, begun or not."""
    with reading(incident.school_id):
        draft = AssessmentDraft.objects.filter(pk=incident.pk, school_id=incident.school_id).first()
        last = newest(incident)
    return Writing(incident, last, draft.answers if draft else {}, draft.revision if draft else 0)


def newest(incident: Incident) -> Assessment | None:
    """The newest version; None when there is none."""
    with reading(incident.school_id):
        found = Assessment.objects.filter(school_id=incident.school_id, incident=incident)
        return found.select_related("by").order_by("-number").first()


def keep(incident: Incident, name: str, posted: QueryDict, *, by: Membership, at: datetime) -> None:
    """Keep what was typed on a page, right or wrong.

    Raises Stale when somebody else has changed the draft since the page was opened.
    """
    # PostgreSQL holds no NUL in JSON, and it is nothing that anybody typed.
    typed = {
        field.replace("\0", ""): [value.replace("\0", "") for value in posted.getlist(field)]
        for field in posted
        if field not in NOT_TYPED
    }
    with transaction.atomic(), entering(incident.school_id):
        begun = {"school_id": incident.school_id, "changed_at": at, "changed_by_id": by.person_id}
        draft, _ = AssessmentDraft.objects.select_for_update().get_or_create(
            incident=incident, defaults=begun
        )
        if posted.get("seen") != str(draft.revision):
            raise Stale(CHANGED)
        draft.answers = {**draft.answers, name: typed}
        draft.revision, draft.changed_at, draft.changed_by_id = draft.revision + 1, at, by.person_id
        draft.save()


def _as_typed(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
