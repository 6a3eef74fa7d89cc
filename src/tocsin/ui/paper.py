"""Documents as PDF: tagged, and the same bytes for the same words, so a digest is evidence."""

import json
from importlib.resources import files
from typing import Any, Final

import typst

ACCESSIBLE: Final = "ua-1"  # PDF/UA-1: a screen reader can read it


def drawn(package: str, template: str, told: dict[str, Any]) -> bytes:
    """Draw `told` with the Typst template that lies beside the code of `package`.

    The template finds it as JSON in `sys.inputs.told`. Uses no font of the machine and no clock.
    """
    return typst.compile(
        files(package).joinpath(template).read_bytes(),
        format="pdf",
        sys_inputs={"told": json.dumps(told, ensure_ascii=False)},
        pdf_standards=ACCESSIBLE,
        ignore_system_fonts=True,
        timestamp=0,
    )
