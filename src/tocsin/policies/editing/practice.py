"""What the policy says of itself, of pupils, of keeping and of reviewing, and its own wording."""

from dataclasses import replace
from typing import Any

from django.http import Http404

from tocsin.core.pack_checks import OLDEST_PUPIL
from tocsin.core.pack_compare import humanised, in_words
from tocsin.core.pack_parts import ANY
from tocsin.core.pack_practice import KeptFrom, Review
from tocsin.core.policy import WORDING, Cycle, Pack, Period, Retention
from tocsin.policies.editing.base import NOBODY, SectionForm, role_or_none, roles_of
from tocsin.policies.forms import date_boxes
from tocsin.ui.fields import DateField, Dropdown, LongText, Text, WholeNumber

PERIODS = [(period.value, period.value.capitalize()) for period in Period]
STARTS = [
    (KeptFrom.OCCURRED.value, "When it happened"),
    (KeptFrom.REPORTED.value, "When it was reported"),
    (KeptFrom.ENTERED.value, "When it was written down"),
    (KeptFrom.CLOSED.value, "When it was closed"),
    (KeptFrom.YEAR_END.value, "The end of the school year"),
]


class DocumentForm(SectionForm):
    """What the document says about itself. Source: SI-DOC."""

    title = "About the document"
    name = Text(label="What is it called?", empty="Enter what the policy is called")
    issuer = Text(label="Issued by", required=False)
    version = Text(label="Version", required=False, width=10, longest=40)
    approved_by = Text(label="Approved by", required=False)
    approved_on = DateField(
        label="When was it approved?", subject="The day it was approved", required=False
    )
    next_review_on = DateField(
        label="When is it reviewed next?", subject="The next review", required=False
    )

    def initial_of(self) -> dict[str, Any]:
        now = self.pack.identity
        return {
            "name": now.name,
            "issuer": now.issuer,
            "version": now.version,
            "approved_by": now.approved_by,
            "approved_on": date_boxes(now.approved_on),
            "next_review_on": date_boxes(now.next_review_on),
        }

    def applied(self, answers: dict[str, Any]) -> Pack:
        told = {name: answers[name] for name in self.initial_of()}
        return replace(self.pack, identity=replace(self.pack.identity, **told))


class PupilsForm(SectionForm):
    """Up to what age a pupil's parents are told instead."""

    title = "Telling pupils or their parents"
    law = (
        "Children have the same rights over their information as adults. An age is a starting"
        " point; what is best for the child decides."
    )
    age = WholeNumber(
        label="Age up to which parents or carers are told instead of the pupil",
        help_text="Leave it empty to decide for each pupil.",
        required=False,
        most=OLDEST_PUPIL,
        width=2,
    )
    advice = LongText(label="Advice for whoever decides", required=False, rows=4)

    def initial_of(self) -> dict[str, Any]:
        now = self.pack.pupils
        return {"age": now.parents_told_up_to_age, "advice": now.advice}

    def applied(self, answers: dict[str, Any]) -> Pack:
        pupils = replace(
            self.pack.pupils,
            parents_told_up_to_age=answers["age"],
            advice=answers["advice"].strip(),
        )
        return replace(self.pack, pupils=pupils)


class RetentionForm(SectionForm):
    """How long one kind of record is kept. `item` is the category, "any" for all others."""

    title = "How long records are kept"
    amount = WholeNumber(label="Amount", empty="Enter how long", least=1, most=100, width=3)
    unit = Dropdown(PERIODS, label="Unit")
    counted_from = Dropdown(STARTS, label="From when?")

    @property
    def heading(self) -> str:
        """The kind of record."""
        return self.title if self.item == ANY else f"{self.title}: {in_words(self.item)}"

    def _now(self) -> Retention:
        rows = {row.category: row for row in self.pack.retention}
        if self.item != ANY and self.item not in rows:
            raise Http404
        return rows.get(self.item, Retention(self.item, 0))

    def initial_of(self) -> dict[str, Any]:
        now = self._now()
        amount = now.amount or None
        return {"amount": amount, "unit": now.unit.value, "counted_from": now.counted_from.value}

    def applied(self, answers: dict[str, Any]) -> Pack:
        row = Retention(
            self.item,
            answers["amount"],
            Period(answers["unit"]),
            KeptFrom(answers["counted_from"]),
        )
        others = [each for each in self.pack.retention if each.category != self.item]
        return replace(self.pack, retention=(*others, row))


class CycleForm(SectionForm):
    """How often something is done again. `item` is the kind of review."""

    title = "How often"
    amount = WholeNumber(label="Every how many", empty="Enter a number", least=1, most=100, width=3)
    unit = Dropdown(PERIODS, label="Unit")
    by = Dropdown((), label="Who does it?", required=False)

    @property
    def heading(self) -> str:
        """What is done."""
        return f"{self.title}: {in_words(self.item)}"

    def initial_of(self) -> dict[str, Any]:
        if self.item not in set(Review):
            raise Http404
        now = self.pack.cycle(Review(self.item)) or Cycle(Review(self.item), 0)
        return {"amount": now.amount or None, "unit": now.unit.value, "by": now.by}

    def ask(self) -> None:
        self.offer("by", [NOBODY, *roles_of(self.pack)])

    def applied(self, answers: dict[str, Any]) -> Pack:
        review = Review(self.item)
        row = Cycle(review, answers["amount"], Period(answers["unit"]), role_or_none(answers["by"]))
        others = [each for each in self.pack.cycles if each.review is not review]
        return replace(self.pack, cycles=(*others, row))


class WordingForm(SectionForm):
    """What the product says to people, in the school's own words."""

    title = "Wording"
    intro = "Empty a box to go back to Tocsin's own words."

    def initial_of(self) -> dict[str, Any]:
        return {name: self.pack.words_for(name) for name in WORDING}

    def ask(self) -> None:
        for name in WORDING:
            self.fields[name] = LongText(label=humanised(name), required=False, rows=3)

    def applied(self, answers: dict[str, Any]) -> Pack:
        told = {name: answers[name].strip() for name in WORDING}
        own = {name: text for name, text in told.items() if text and text != WORDING[name]}
        return replace(self.pack, wording=own)
