"""What a form says when an answer is missing or wrong: what to do, never that it is invalid."""

from collections.abc import Mapping

from django import forms

# Said when the field has no words of its own. `{name}` is its label, `{it}` the same in a sentence.
SAID: Mapping[str, str] = {
    "required": "Enter {it}",
    "invalid": "Check {it}. We could not read it",
    "max_length": "{name} must be %(limit_value)d characters or fewer. It is %(show_value)d",
    "min_length": "{name} must be %(limit_value)d characters or more",
    "null_characters_not_allowed": "Type {it} again: it has hidden “null” characters in it",
    "min_value": "{name} must be %(limit_value)s or more",
    "max_value": "{name} must be %(limit_value)s or less",
    "invalid_choice": "Select {it} from the list",
    "invalid_list": "Select {it} from the list",
    "missing": "Select a file",
    "empty": "The file is empty. Select another",
    "contradiction": "Select a file or take the old one away, not both",
    "invalid_image": "Select a picture. We could not open that file as one",
}
OF_A_LIST = ("invalid_choice", "invalid_list")
LOST = "Open the page again and send it once more: a part that it keeps for itself is missing"
CHOSEN = (forms.ChoiceField, forms.BooleanField, forms.FileField, forms.ModelChoiceField)
SPECIAL: tuple[tuple[type[forms.Field], Mapping[str, str]], ...] = (
    (forms.EmailField, {"invalid": "Enter an email address, like name@school.sch.uk"}),
    (forms.URLField, {"invalid": "Enter a web address, like https://www.school.sch.uk"}),
    (forms.IntegerField, {"invalid": "{name} must be a whole number, like 12"}),
    (forms.FileField, {"required": "Select a file", "invalid": "Select a file"}),
)


def in_a_sentence(label: str) -> str:
    """The label inside a sentence: "Full name" → "full name", but "ICO reference" stays."""
    start = label[:2]
    return label[:1].lower() + label[1:] if start[1:].islower() else label


def put_in_our_words(field: forms.Field, label: str) -> None:
    """Replace each message of Django's own that `field` would show; keep what an author wrote."""
    if field.widget.is_hidden:
        field.error_messages = dict.fromkeys(field.error_messages, LOST)
        return
    names = {"name": label, "it": in_a_sentence(label)}
    said = dict(SAID)
    if isinstance(field, CHOSEN) or label.endswith("?"):
        said["required"] = "Select {it}" if not label.endswith("?") else "Answer “{name}”"
    if label.endswith("?"):
        said |= dict.fromkeys(OF_A_LIST, "Select an answer to “{name}” from the list")
    for kind, messages in SPECIAL:
        if isinstance(field, kind):
            said.update(messages)
    defaults = _defaults_of_django(type(field))
    for code, words in said.items():
        mine = field.error_messages.get(code)
        # Compared as what they are, not as what they say: Django would translate each of them.
        if mine is None or mine is defaults.get(code):
            field.error_messages[code] = words.format(**names)


def _defaults_of_django(kind: type[forms.Field]) -> dict[str, object]:
    found: dict[str, object] = {}
    for cls in reversed(kind.__mro__):
        if cls.__module__.startswith("django."):
            found.update(vars(cls).get("default_error_messages", {}))
    return found
