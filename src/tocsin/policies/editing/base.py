"""What every form that changes a part of the policy has in common."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.http import Http404

from tocsin.core.errors import NotYet, Reason
from tocsin.core.pack_parts import Level
from tocsin.core.pack_reading import PackError, dump, load
from tocsin.core.policy import Pack
from tocsin.core.roles import Role
from tocsin.ui.forms import Form

NOBODY = ("", "Not set")


class SectionForm(Form):
    """Changes one part of `pack`; `item` says which one of several, such as the key of a level.

    A kind of form says what it shows (`initial_of`) and what it makes of the answers (`applied`).
    `changed` is the text of the changed pack, once the form is valid.
    """

    title: ClassVar[str]
    intro: ClassVar[str] = ""
    law: ClassVar[str] = ""  # what no answer can change
    back: ClassVar[str] = "policies:changes"
    seen = forms.CharField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, pack: Pack, item: str = "", seen: str = "", **kw: Any) -> None:
        self.pack, self.item, self.changed = pack, item, ""
        kw["initial"] = {**self.initial_of(), "seen": seen}
        super().__init__(*args, **kw)
        self.ask()

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.title

    def initial_of(self) -> dict[str, Any]:
        """What the policy says now, as answers."""
        return {}

    def ask(self) -> None:
        """Fill in the options that depend on the policy."""

    def applied(self, answers: dict[str, Any]) -> Pack:
        """The pack with the answers in it."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Let the pack's own rules judge the whole."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            self.changed = checked(self.applied(cleaned))
        except PackError as error:
            for fault in error.faults:
                self.add_error(None, fault.message)
        return cleaned

    def offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Give the question `name` its options."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def checked(pack: Pack) -> str:
    """The pack as text. Raises PackError when its parts do not fit together."""
    text = dump(pack)
    load(text, name="policy.toml")
    return text


def fitting(pack: Pack) -> str:
    """The pack as text. Raises NotYet, saying what to change first, when its parts do not fit."""
    try:
        return checked(pack)
    except PackError as error:
        reasons = [Reason("pack", fault.message) for fault in error.faults]
        raise NotYet(*reasons) from error


def roles_of(pack: Pack) -> list[tuple[str, str]]:
    """Everybody a policy can name, by what the school calls them."""
    return [(role.value, pack.label_of(role)) for role in Role if role is not Role.SYSTEM]


def role_or_none(value: str | None) -> Role | None:
    """The role that was selected, if one was."""
    return Role(value) if value else None


def roles_from(values: Sequence[str]) -> tuple[Role, ...]:
    """The roles that were selected."""
    return tuple(Role(value) for value in values)


def level_in(pack: Pack, key: str) -> Level:
    """The level of that key; 404 when the policy has none."""
    try:
        return pack.level(key)
    except KeyError:
        raise Http404 from None
