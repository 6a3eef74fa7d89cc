"""The card as a PDF: tagged, one page, the same bytes for the same words and day."""

from dataclasses import asdict
from datetime import date

from tocsin.core.when import say_date
from tocsin.registers.card.content import CardContent
from tocsin.ui.paper import drawn


def as_pdf(content: CardContent, made_on: date) -> bytes:
    """Draw the card."""
    told = {**asdict(content), "made_on": say_date(made_on)}
    return drawn("tocsin.registers.card", "card.typ", told)
