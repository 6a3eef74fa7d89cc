"""What a file is called on pages. A name is only ever shown: it is never a path."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 200
# Control characters, marks that turn the direction of writing, and what no font can show.
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown_name(given: str) -> str:
    """The last part of a name as somebody's computer gave it, with nothing hidden in it.

    "../../x.pdf" is "x.pdf"; a name that a hidden mark made look like another shows as it is. When
    it is too long its middle goes, and its ending stays. A name with nothing left is "file".
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    seen = "".join(each for each in last if unicodedata.category(each) not in HIDDEN)
    name = " ".join(seen.split()).strip(". ") or "file"
    if len(name) <= LONGEST:
        return name
    ending = ending_of(name)
    return f"{name[: LONGEST - len(ending) - 2].rstrip()}….{ending}" if ending else name[:LONGEST]


def ending_of(name: str) -> str:
    """What comes after the last dot, in small letters: "pdf". Empty when there is none."""
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    return ending if len(ending) <= 10 else ""  # noqa: PLR2004 - longer ones are sentences
