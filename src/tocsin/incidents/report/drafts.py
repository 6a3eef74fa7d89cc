"""A report being written: every answer is kept as typed, before anything is checked."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, QueryDict

from tocsin.core.clock import LONDON
from tocsin.incidents.models import Draft
from tocsin.incidents.questions import NAMES, STEPS
from tocsin.ledger.tenancy import entering, reading
from tocsin.registers.models import Supplier
from tocsin.schools.models import Membership
from tocsin.ui.forms import Form

MOST_SHOWN = 5
COMPANY, BY_SUPPLIER = "supplier", "supplier"
TYPED_AT = "typed-at"  # beside the answers of a step: "yesterday" was said on some day


def begin(by: Membership, at: datetime, *, supplier: Supplier | None = None) -> Draft:
    """A new draft: empty, or about a problem with a company that the school uses."""
    answers: dict[str, Any] = {}
    if supplier:
        answers = {NAMES[0]: {"what": [BY_SUPPLIER]}, COMPANY: {COMPANY: [str(supplier.pk)]}}
    with transaction.atomic(), entering(by.school_id):
        return Draft.objects.create(
            school=by.school, person_id=by.person_id, changed_at=at, answers=answers
        )


def company_of(draft: Draft) -> Supplier | None:
    """The company with which there is a problem, where the draft began with it."""
    typed = draft.answers.get(COMPANY)
    with reading(draft.school_id):
        rows = Supplier.objects.filter(school_id=draft.school_id)
        return rows.filter(pk=typed[COMPANY][0]).first() if typed else None


def draft_for(by: Membership, draft_id: UUID) -> Draft:
    """The person's own draft, or 404."""
    with reading(by.school_id):
        found = Draft.objects.filter(
            pk=draft_id, school_id=by.school_id, person_id=by.person_id
        ).first()
    if found is None:
        raise Http404
    return found


def unfinished(by: Membership) -> list[Draft]:
    """Drafts the person began and did not send, newest first."""
    with reading(by.school_id):
        return list(
            Draft.objects.filter(school_id=by.school_id, person_id=by.person_id)
            .exclude(answers={})
            .order_by("-changed_at")[:MOST_SHOWN]
        )


def throw_away(draft: Draft) -> None:
    """Delete what the person typed and did not send."""
    with transaction.atomic(), entering(draft.school_id):
        Draft.objects.filter(pk=draft.pk, school_id=draft.school_id).delete()


def keep(draft: Draft, step: str, posted: QueryDict, at: datetime) -> None:
    """Keep what was typed at a step, right or wrong."""
    # PostgreSQL holds no NUL in JSON, and it is nothing that anybody typed.
    typed = {
        name.replace("\0", ""): [value.replace("\0", "") for value in posted.getlist(name)]
        for name in posted
        if name != "csrfmiddlewaretoken"
    }
    draft.answers = {**draft.answers, step: {**typed, TYPED_AT: [at.isoformat()]}}
    draft.changed_at = at
    with transaction.atomic(), entering(draft.school_id):
        # It may have been sent from another window meanwhile; then there is nothing to keep.
        Draft.objects.filter(pk=draft.pk).update(answers=draft.answers, changed_at=at)


def taken_along(draft: Draft) -> list[tuple[str, str]]:
    """Every answer as the pages without a name carry it; the draft itself is gone for good.

    Nothing then links the words to whoever wrote them.
    """
    found = [
        (name, value)
        for step in NAMES
        for name, values in draft.answers.get(step, {}).items()
        if name != TYPED_AT
        for value in values
    ]
    day = found_said_at(draft).astimezone(LONDON).date()
    throw_away(draft)
    return [*found, ("said_on", day.isoformat()), *(("answered", name) for name in NAMES)]


def form_of(draft: Draft, step: str, at: datetime) -> Form:
    """The step's form with what was typed there, or fresh when nothing was."""
    typed = draft.answers.get(step)
    if typed is None:
        company = company_of(draft) if step == "story" else None
        begun = {"story": f"{company.name}: "} if company else {}
        return STEPS[step](at=at, initial=begun)
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        if name != TYPED_AT:
            data.setlist(name, values)
    return STEPS[step](data, at=at)


def first_gap(draft: Draft, at: datetime) -> str | None:
    """The first step that is missing or has something to put right; None when all are done."""
    return next((name for name in NAMES if not form_of(draft, name, at).is_valid()), None)


def cleaned(draft: Draft, at: datetime) -> dict[str, Any]:
    """The answers of every step; call it only when there is no gap."""
    answers: dict[str, Any] = {}
    for name in NAMES:
        form = form_of(draft, name, at)
        form.is_valid()
        answers |= form.cleaned_data
    return answers


def found_said_at(draft: Draft) -> datetime:
    """When the reporter said when they found out; call it only when there is no gap."""
    return datetime.fromisoformat(draft.answers["found"][TYPED_AT][0])
