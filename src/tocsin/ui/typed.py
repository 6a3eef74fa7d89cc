"""What somebody typed, given back in words when it could not be saved."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest

from tocsin.core.when import When, say_date, say_instant

SECRET = ("password", "token", "code", "otp", "credential", "secret")
FOR_MACHINES = ("seen", "next", "action")
FORMS = "read_by"  # on what was posted: the forms that read it


def note_form(form: forms.BaseForm) -> None:
    """Let what was posted know the form that reads it, whose words say what the answers mean."""
    if hasattr(form.data, "urlencode"):  # it came with a request
        form.data.__dict__.setdefault(FORMS, []).append(form)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, by field name, without secrets; empty when it could not be read."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not _is_secret(name)
        for value in values
        if isinstance(value, str)
    ]


def readable(request: HttpRequest) -> list[tuple[str, str]]:
    """The same for people: questions and answers as the form showed them, dates in words.

    Nothing that is empty or only for the machine. What no form read goes by its name.
    """
    asked = getattr(request.POST, FORMS, [])
    found = [(label, words) for form in asked for label, words in _answers(form)]
    read = tuple(form.add_prefix(name) for form in asked for name in form.fields)
    found += [
        (name.replace("_", " ").strip().capitalize(), value)
        for name, value in typed(request)
        if not name.startswith(FOR_MACHINES) and not _is_of(name, read)
    ]
    return [(label, words) for label, words in found if words.strip()]


def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in SECRET)


def _is_of(name: str, read: tuple[str, ...]) -> bool:
    return any(name == each or name.startswith(f"{each}_") for each in read)


def _answers(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    for name, field in form.fields.items():
        bound = form[name]
        is_shown = not bound.is_hidden and not isinstance(field, forms.FileField)
        if is_shown and not _is_secret(bound.html_name):
            clean = getattr(form, "cleaned_data", {}).get(name)
            yield str(bound.label), _words(field, bound.data, clean)


def _words(field: forms.Field, sent: Any, clean: Any) -> str:
    """The answer as the form showed it; as it was typed where it could not be understood."""
    if isinstance(field, forms.ChoiceField):
        labels = dict(_labels(field.choices))
        several = sent if isinstance(sent, list | tuple) else [sent]
        return ", ".join(labels.get(str(each), str(each)) for each in several if each)
    if isinstance(clean, When):
        return "" if clean.start is None else clean.words()
    if isinstance(clean, datetime):
        return say_instant(clean)
    if isinstance(clean, date):
        return say_date(clean)
    if isinstance(field, forms.BooleanField):
        return "Yes" if sent else ""
    return " ".join(filter(None, sent.values())) if isinstance(sent, dict) else str(sent or "")


def _labels(choices: Any) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _labels(label)
        else:
            yield str(value), str(label)
