"""The card as a PDF: tagged, one page, the same bytes for the same words and day."""

import json
from dataclasses import asdict
from datetime import date
from importlib.resources import files
from typing import Final

import typst

from tocsin.core.when import say_date
from tocsin.registers.card.content import CardContent

ACCESSIBLE: Final = "ua-1"  # PDF/UA-1: a screen reader can read it


def as_pdf(content: CardContent, made_on: date) -> bytes:
    """Draw the card. Uses no font of the machine and no clock, so equal cards are equal bytes."""
    template = files("tocsin.registers.card").joinpath("card.typ").read_bytes()
    told = {**asdict(content), "made_on": say_date(made_on)}
    return typst.compile(
        template,
        format="pdf",
        sys_inputs={"card": json.dumps(told, ensure_ascii=False)},
        pdf_standards=ACCESSIBLE,
        ignore_system_fonts=True,
        timestamp=0,
    )
