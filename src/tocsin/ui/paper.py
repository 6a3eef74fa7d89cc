"""Documents as PDF: tagged, and the same bytes for the same words, so a digest is evidence."""

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

import typst

ACCESSIBLE: Final = "ua-1"  # PDF/UA-1: a screen reader can read it
CONTROLS = re.compile(r"[^\S \n]|[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # nobody sees them


def drawn(package: str, template: str, told: dict[str, Any]) -> bytes:
    """Draw `told` with the Typst template that lies beside the code of `package`.

    The template finds it as JSON in `sys.inputs.told`. Uses no font of the machine and no clock.
    """
    source = files(package).joinpath(template).read_bytes()
    words = json.dumps(_visible(told), ensure_ascii=False)
    try:
        return _compiled(source, words, pdf_standards=ACCESSIBLE)
    except typst.TypstError:
        # A sign that the font has not, such as Thai, may not stand in PDF/UA. Nothing is lost to
        # it: the sign is drawn as a box, and the words themselves are in the row.
        return _compiled(source, words)


def _compiled(source: bytes, words: str, **how: Any) -> bytes:
    content: bytes = typst.compile(
        source,
        format="pdf",
        sys_inputs={"told": words},
        ignore_system_fonts=True,
        timestamp=0,
        **how,
    )
    return content


def _visible(value: Any) -> Any:
    """The same without signs that nobody can see, and no font has."""
    if isinstance(value, str):
        return CONTROLS.sub(" ", value)
    if isinstance(value, Mapping):
        return {key: _visible(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_visible(each) for each in value]
    return value
