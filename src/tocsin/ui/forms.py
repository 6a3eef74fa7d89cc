"""The form every page's form is made from."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms

from tocsin.ui.bound import BoundField
from tocsin.ui.typed import note_form


class Form(forms.Form):
    """Questions on a page; pass `at`, the instant of the request, where an answer may not be later.

    `heading_field` names the question whose label is the page's heading. `reveals` says which
    questions an answer brings out: `{"found": {"date": ["found_on"]}}`. What is typed into a
    question that was not brought out is ignored, and its value is None, "" or [].
    """

    bound_field_class = BoundField
    use_required_attribute = False
    heading_field: ClassVar[str] = ""
    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        names = [n for answers in cls.reveals.values() for each in answers.values() for n in each]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise TypeError(f"{cls.__name__} draws these in two places: {', '.join(twice)}")

    def __init__(self, *args: Any, at: datetime | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.at = at
        note_form(self)
        for field in self.fields.values():
            if getattr(field, "past", False):
                if at is None:
                    raise ValueError(f"{type(self).__name__} has to be told what time it is.")
                field.at = at  # type: ignore[attr-defined]

    @property
    def revealed_names(self) -> frozenset[str]:
        """The questions that another answer brings out."""
        return frozenset(
            name
            for answers in self.reveals.values()
            for names in answers.values()
            for name in names
        )

    @property
    def hidden_names(self) -> frozenset[str]:
        """The questions that no answer given here brings out."""
        shown: set[str] = set(self.fields) - self.revealed_names
        # A question can only bring out those after it, so one pass in order of asking is enough.
        for asker in self.fields:
            if asker in shown and asker in self.reveals:
                given = self._given(asker)
                shown.update(
                    n for v, names in self.reveals[asker].items() if v in given for n in names
                )
        return frozenset(self.fields) - shown

    @property
    def shown_first(self) -> list[forms.BoundField]:
        """The questions to draw in order; the rest are drawn below the answer that reveals them."""
        return [self[name] for name in self.fields if name not in self.revealed_names]

    @property
    def heading_label(self) -> str:
        """The question that is the page's heading, for its title."""
        return str(self[self.heading_field].label) if self.heading_field else ""

    @property
    def summary(self) -> Iterator[tuple[str, str]]:
        """Each error with the id it links to; an empty id when it is about the whole form."""
        return problems_of(self)

    @property
    def notices(self) -> list[str]:
        """What people should know of an answer that was taken: a time that happens twice."""
        found = (getattr(field, "notice", "") for field in self.fields.values())
        return [notice for notice in found if notice]

    def _given(self, name: str) -> set[str]:
        answer = self[name].data if self.is_bound else self[name].initial
        several = answer if isinstance(answer, list | tuple | set) else [answer]
        return {str(one) for one in several}

    def _clean_fields(self) -> None:
        everything, hidden = self.fields, self.hidden_names
        for name in hidden:
            self.cleaned_data[name] = _nothing(everything[name])
        try:
            self.fields = {name: everything[name] for name in everything if name not in hidden}
            super()._clean_fields()  # type: ignore[misc]
        finally:
            self.fields = everything


def problems_of(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    """Each error of `form` with the id of the box to put right; an empty id when there is none."""
    yield from ((str(error), "") for error in form.non_field_errors())
    for name in form.fields:
        bound = form[name]
        target = "" if bound.is_hidden else getattr(bound, "target_id", "")
        yield from ((str(error), target) for error in bound.errors)


def _nothing(field: forms.Field) -> Any:
    if isinstance(field, forms.MultipleChoiceField):
        return []
    return getattr(field, "empty_value", None)
