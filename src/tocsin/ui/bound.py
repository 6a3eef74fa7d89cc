"""A field on a form, with what its markup needs to know."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField as DjangoBoundField

from tocsin.ui.words import put_in_our_words

CLASSES = {"textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload"}
PASSWORD_CLASSES = "govuk-password-input__input govuk-js-password-input-input"  # noqa: S105
# The server explains what is wrong; the browser must not stop people or cut what they paste.
BROWSER_OWN = ("required", "maxlength", "minlength", "placeholder", "aria-invalid", "min", "max")


class BoundField(DjangoBoundField):
    """Adds GOV.UK classes, and where the error summary must point."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        put_in_our_words(field, str(self.label))

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        attrs |= dict.fromkeys(BROWSER_OWN, False)  # which leaves them out
        if self.kind in {"hidden", "radios", "checkboxes"}:
            return attrs
        own = self.field.widget.attrs
        base = CLASSES.get(self.field.widget.template_name.rpartition("/")[2][:-5], "govuk-input")
        classes = [base, PASSWORD_CLASSES if self.kind == "password" else "", own.get("class", "")]
        classes += [f"{base}--error"] if self.errors else []
        attrs["class"] = " ".join(filter(None, classes))
        if self.kind == "password":
            attrs |= {"spellcheck": "false", "autocapitalize": "none"}
        return attrs

    @property
    def kind(self) -> str:
        """Which markup draws it."""
        widget = self.field.widget
        if widget.is_hidden:
            return "hidden"
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return "checkboxes"
        if isinstance(widget, forms.RadioSelect):
            return "radios"
        if isinstance(widget, forms.CheckboxInput):
            return "tick"
        if isinstance(widget, forms.PasswordInput):
            return "password"
        return str(getattr(widget, "kind", "control"))

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}_error"

    @property
    def is_heading(self) -> bool:
        """Whether the question is the page's only one, so that its label is the h1."""
        return getattr(self.form, "heading_field", "") == self.name

    @property
    def is_plain(self) -> bool:
        """Whether the label is set in normal weight, as below an option that reveals it."""
        return self.name in getattr(self.form, "revealed_names", ())

    @property
    def target_id(self) -> str:
        """The id of the box to put right: the first option, or the part of the date at fault."""
        if self.kind in {"radios", "checkboxes"}:
            return f"{self.auto_id}_0"
        if self.kind == "parts":
            return f"{self.auto_id}_{self.parts_at_fault[0]}"
        return self.auto_id

    @property
    def parts_at_fault(self) -> tuple[str, ...]:
        """Which boxes of a date or time the error is about; all of them when it says nothing."""
        for error in self.form.errors.get(self.name, forms.utils.ErrorList()).as_data():
            params = getattr(error, "params", None) or {}
            if "parts" in params:
                return tuple(params["parts"])
        return tuple(part.name for part in self.field.widget.parts)

    @property
    def parts(self) -> Iterator[dict[str, Any]]:
        """The boxes of a date or time."""
        typed = self.value() or {}
        for part in self.field.widget.parts:
            yield {
                "id": f"{self.auto_id}_{part.name}",
                "name": f"{self.html_name}_{part.name}",
                "label": part.label,
                "width": part.width,
                "numeric": part.is_numeric,
                "value": typed.get(part.name, "") if isinstance(typed, dict) else "",
                "is_wrong": bool(self.errors) and part.name in self.parts_at_fault,
            }

    @property
    def options(self) -> Iterator[dict[str, Any]]:
        """The radios or checkboxes, each with its hint and the fields it reveals."""
        hints = getattr(self.field, "hints", {})
        exclusive = {str(value) for value in getattr(self.field, "exclusive", ())}
        reveals = getattr(self.form, "reveals", {}).get(self.name, {})
        for option in self.subwidgets:
            value = str(option.data["value"])
            yield {
                "id": option.data["attrs"]["id"],
                "name": option.data["name"],
                "value": value,
                "label": option.choice_label,
                "is_checked": option.data["selected"],
                "hint": hints.get(value, ""),
                "is_exclusive": value in exclusive,
                "revealed": [self.form[name] for name in reveals.get(value, ())],
            }
