"""The questions a form can ask, and the renderer that draws every form in one markup."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import DjangoTemplates

from tocsin.ui.bound import BoundField
from tocsin.ui.dates import DateField, DateTimeField, PartialDateField
from tocsin.ui.times import TimeField

__all__ = [
    "Choice",
    "Choices",
    "DateField",
    "DateTimeField",
    "Dropdown",
    "FileField",
    "FilesField",
    "LongText",
    "PartialDateField",
    "PhoneField",
    "Renderer",
    "Text",
    "Tick",
    "TimeField",
    "WholeNumber",
]

LONGEST = 100_000
MEGABYTE = 1024 * 1024
PHONE = re.compile(r"\+?[0-9(][0-9() ./,+-]{2,}(?: ?(?:ext|x)\.? ?[0-9]+)?", re.ASCII)
WHOLE = re.compile(r"-?\d{1,3}(?:[ ,]?\d{3})*|-?\d+", re.ASCII)
FAMILIAR = (
    "pdf png jpg jpeg gif webp heic tif tiff txt csv doc docx xls xlsx odt ods ppt pptx eml msg"
)
Labels = Sequence[tuple[Any, str]]


class Renderer(DjangoTemplates):
    """Draws every form of the product, and those of the sign-in library, with `ui/field.html`."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = BoundField


def _words(options: dict[str, Any], empty: str) -> dict[str, Any]:
    if empty:
        options["error_messages"] = {"required": empty} | options.get("error_messages", {})
    return options


class Text(forms.CharField):
    """One line. `empty` is what to say when nothing was entered; `width` is in characters."""

    def __init__(
        self, *, longest: int = 200, empty: str = "", width: int | None = None, **options: Any
    ) -> None:
        super().__init__(max_length=longest, **_words(options, empty))
        if width:
            self.widget.attrs["class"] = f"govuk-input--width-{width}"


class PhoneField(Text):
    """A phone number as people write it; may be left out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(longest=40, width=20, required=False, **options)
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value: Any) -> str:
        """Digits with the signs people put between them."""
        number: str = super().clean(value)
        if number and not PHONE.fullmatch(number):
            raise ValidationError("Enter a phone number, like 01632 960 123", code="phone")
        return number


class LongText(forms.CharField):
    """Several lines, kept as written in whatever language; line ends become one form."""

    def __init__(
        self, *, longest: int = LONGEST, empty: str = "", rows: int = 6, **options: Any
    ) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows, "cols": False}))
        super().__init__(max_length=longest, **_words(options, empty))

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


class _Asked:
    """Options with hints, and options such as "I do not know" which exclude the others."""

    hints: Mapping[str, str]
    exclusive: tuple[str, ...]

    def _ask(self, hints: Mapping[Any, str] | None, exclusive: Sequence[Any]) -> None:
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.exclusive = tuple(str(value) for value in exclusive)


class _OneOf(_Asked, forms.TypedChoiceField):
    def __init__(
        self,
        choices: Labels | Callable[[], Labels] = (),
        *,
        empty: str = "",
        hints: Mapping[Any, str] | None = None,
        exclusive: Sequence[Any] = (),
        **options: Any,
    ) -> None:
        options.setdefault("empty_value", None)
        super().__init__(choices=choices, **_words(options, empty))
        self._ask(hints, exclusive)


class Choice(_OneOf):
    """One of several, as radios. Gives what `coerce` makes of it; None when nothing is selected."""

    widget = forms.RadioSelect


class Dropdown(_OneOf):
    """One of many, in a drop-down list."""

    widget = forms.Select


class Choices(_Asked, forms.TypedMultipleChoiceField):
    """Any number of several, as checkboxes. Gives a list."""

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self,
        choices: Labels | Callable[[], Labels] = (),
        *,
        empty: str = "",
        hints: Mapping[Any, str] | None = None,
        exclusive: Sequence[Any] = (),
        **options: Any,
    ) -> None:
        super().__init__(choices=choices, **_words(options, empty))
        self._ask(hints, exclusive)

    def validate(self, value: Any) -> None:
        super().validate(value)
        alone = [label for each, label in self.choices if str(each) in self.exclusive]  # type: ignore[union-attr, misc]
        if len(value) > 1 and not {str(each) for each in value}.isdisjoint(self.exclusive):
            words = f"Select either “{alone[0]}” or the others, not both"
            raise ValidationError(words, code="exclusive")


class Tick(forms.BooleanField):
    """A statement to agree to, or a thing to switch on."""

    def __init__(self, *, empty: str = "", **options: Any) -> None:
        super().__init__(**_words(options, empty))


class WholeNumber(forms.IntegerField):
    """How many. Takes "1,200" and "1 200"."""

    widget = forms.TextInput

    def __init__(
        self,
        *,
        least: int = 0,
        most: int = 10_000_000,
        empty: str = "",
        width: int = 5,
        **options: Any,
    ) -> None:
        super().__init__(min_value=least, max_value=most, **_words(options, empty))
        self.widget.attrs |= {"inputmode": "numeric", "class": f"govuk-input--width-{width}"}

    def to_python(self, value: Any) -> int | None:
        text = str(value).strip() if value is not None else ""
        if text and not WHOLE.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(re.sub(r"[ ,]", "", text))


class FileField(forms.FileField):
    """A file of a familiar kind, by its ending. What is in it is looked at after it is kept."""

    endings: ClassVar[frozenset[str]] = frozenset(FAMILIAR.split())
    kinds = "a PDF, picture, Word, Excel, PowerPoint, text or email file"

    def __init__(self, *, largest: int = 20 * MEGABYTE, empty: str = "", **options: Any) -> None:
        options.setdefault("widget", forms.FileInput())
        super().__init__(**_words(options, empty))
        self.largest = largest  # bytes

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if isinstance(file, UploadedFile):
            self._check(file)
        return file

    def _check(self, file: "UploadedFile[Any]") -> None:
        name = file.name or "The file"
        if PurePath(name).suffix.lower().lstrip(".") not in self.endings:
            raise ValidationError(f"“{name}” must be {self.kinds}", code="kind")
        if (file.size or 0) > self.largest:
            words = f"“{name}” must be smaller than {self.largest // MEGABYTE}MB"
            raise ValidationError(words, code="too_large")


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(FileField):
    """Several files at once. Gives a list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=_SeveralFiles(attrs={"multiple": True}), **options)

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        several = data if isinstance(data, list | tuple) else [data]
        kept = [super(FilesField, self).clean(one, initial) for one in several or [None]]
        return [file for file in kept if file]
