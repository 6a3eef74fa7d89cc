"""What is asked of whoever has another system told."""

from django.core.exceptions import ValidationError

from tocsin.core.errors import Refused
from tocsin.schools.models import Occasion
from tocsin.schools.webhooks.addresses import LONGEST, checked_url
from tocsin.ui.fields import Choices, Text
from tocsin.ui.forms import Form

OFFERED = [(each.value, each.label) for each in Occasion if each is not Occasion.TEST]


class WebhookForm(Form):
    """One address to send to."""

    name = Text(
        label="Name of the system", longest=100, help_text="For example, Staff chat, or SIEM.",
        empty="Enter the name of the system",
    )  # fmt: skip
    url = Text(
        label="Address to send to",
        longest=LONGEST,
        help_text="It starts with https:// and the other system shows it to you. We keep it"
        " encrypted, and show only the name of its host from then on.",
        empty="Enter the address to send to",
    )
    occasions = Choices(
        OFFERED, label="What is it told of?", empty="Select what it is told of",
        help_text="It gets a code, the time and a link. Never a name, or what happened.",
    )  # fmt: skip

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            checked_url(url)
        except Refused as refused:
            raise ValidationError([reason.message for reason in refused.reasons]) from None
        return url
