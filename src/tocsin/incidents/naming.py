"""The last question: whether to give one's name, and who should not see the report."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from tocsin.core.roles import LABELS, Role
from tocsin.incidents.models import Protection
from tocsin.ui.fields import Choice, Choices, Text
from tocsin.ui.forms import Form

OPTIONS = (
    (Protection.NAMED.value, "Yes, give my name"),
    (Protection.CONFIDENTIAL.value, "Yes, but keep my name sealed"),
    (Protection.ANONYMOUS.value, "No, report without my name"),
)
HINTS = {
    Protection.CONFIDENTIAL.value: "Those who look after the report do not see it. It can be"
    " opened only for a reason, by few people, and each opening is on the record.",
    Protection.ANONYMOUS.value: "You get a code to come back with. We keep the day and not the"
    " minute, and nothing about your device.",
}
ABOUT = (Role.OFFICE, Role.DEPUTY_DPO, Role.HEAD, Role.DPO)


class AboutForm(Form):
    """Who should not see the report, because it is about them."""

    about = Choices(
        [(role.value, LABELS[role]) for role in ABOUT],
        label="Who is it about?",
        help_text="They will not see the report and will not be told of it. If it is about all of"
        " them, it goes to the Data Protection Officer.",
        required=False,
        coerce=Role,
    )


class NameForm(AboutForm):
    """Do you want to give your name? For somebody who is not signed in."""

    heading_field = "protection"
    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "protection": {
            "named": ["own_name", "own_contact"],
            "confidential": ["sealed_name", "sealed_contact"],
        }
    }
    protection = Choice(
        OPTIONS,
        label="Do you want to give your name?",
        hints=HINTS,
        empty="Select whether you want to give your name",
    )
    own_name = Text(label="Your name", longest=150, empty="Enter your name")
    own_contact = Text(
        label="Email address or phone number", longest=200, required=False,
        help_text="So that we can ask you more. You can leave it empty.",
    )  # fmt: skip
    sealed_name = Text(label="Your name", longest=150, empty="Enter the name to seal")
    sealed_contact = Text(
        label="Email address or phone number", longest=200, required=False,
        help_text="It is sealed together with your name. You can leave it empty.",
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Collection[Protection], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["protection"].choices = offer(offered)  # type: ignore[attr-defined]
        self.order_fields([*self.reveals, "own_name", "own_contact"])

    @property
    def name(self) -> str:
        """The name that was given, openly or to be sealed."""
        return str(self.cleaned_data["own_name"] or self.cleaned_data["sealed_name"] or "")

    @property
    def contact(self) -> str:
        """The address or number that was given."""
        return str(self.cleaned_data["own_contact"] or self.cleaned_data["sealed_contact"] or "")


class OwnNameForm(AboutForm):
    """The same for somebody who is signed in, and whose name is known."""

    protection = Choice(
        OPTIONS,
        label="Do you want to give your name?",
        hints=HINTS,
        initial=Protection.NAMED.value,
        required=False,
        coerce=Protection,
        empty_value=Protection.NAMED,
    )

    def __init__(self, *args: Any, offered: Collection[Protection], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["protection"].choices = offer(offered)  # type: ignore[attr-defined]
        self.order_fields(["protection"])


def offer(protections: Collection[Protection]) -> list[tuple[str, str]]:
    """The options that the school has."""
    return [(value, label) for value, label in OPTIONS if Protection(value) in protections]
