"""Headings that ask for yes or no: their column says that, and nothing more."""

import re

from tocsin.core.imported_fields import Field, Shape

TOLD_MORE = frozenset({Shape.WORDS, Shape.NAME, Shape.CODE, Shape.NUMBER})
OFF = 0.25  # what a yes or no asked for takes off the fields that need more
# Unless it asks for more.
QUESTION = re.compile(
    r"^\W*(?:\[.*?\]\s*)?(?:is|are|was|were|has|have|had|did|does|do|can|could|will|would)\b"
    r"|\b\w+(?:ed|lost|stolen)\s*\?\W*$|\by\s*/\s*n\b|\byes\s*/\s*no\b|\btick(?:ed)?\b|\bflag\b",
    re.IGNORECASE,
)
MORE = re.compile(
    r"\b(?:what|who|whom|whose|when|where|how|why|which|any|beth|pwy|pryd|ble|sut|pam|faint)\b",
    re.IGNORECASE,
)


def off_for_asking(each: Field, heading: str) -> float:
    """What to take off when yes or no is the whole answer, as to "Is pupil data involved?"."""
    if each.shape not in TOLD_MORE or MORE.search(heading):
        return 0.0
    return OFF if QUESTION.search(heading) else 0.0
