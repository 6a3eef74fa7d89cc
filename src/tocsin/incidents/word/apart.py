"""Filling in a Word file, in a process of its own that has little time and memory.

Reads one archive from its input: "paper" and "told" (JSON, one object for each letter). Writes one
archive of letters. When the file cannot be filled in, it says why in a sentence, and ends with 3.
"""

import json
import re
import resource
import sys
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml.etree import LxmlError

from tocsin.incidents.word.sandbox import NotLet, Strict

REFUSED = 3
BYTES = 1024**3  # of memory
SECONDS, LETTERS_A_SECOND = 10, 5  # of the processor
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
BULLET = re.compile(r"^- ", re.MULTILINE)
BROKEN = (
    "We could not fill it in. Check that each {{ place }} is written in one piece, and save it."
)


def filled(paper: bytes, told: Mapping[str, Any]) -> bytes:
    """The letter. Raises NotLet for a file that asks for something else, or cannot be read."""
    template, letter = DocxTemplate(BytesIO(paper)), BytesIO()
    try:
        template.render(_shown(told), jinja_env=Strict(), autoescape=True)
        template.save(letter)
        Document(BytesIO(letter.getvalue()))  # what Word could not open is no letter
    except NotLet:
        raise
    except (TemplateError, LxmlError, BadZipFile, KeyError, ValueError, TypeError) as fault:
        raise NotLet(BROKEN) from fault
    return letter.getvalue()


def _shown(value: Any) -> Any:
    """The same without signs that no letter may have; lists get dots."""
    if isinstance(value, str):
        return BULLET.sub("• ", UNSEEN.sub("", value))
    if isinstance(value, Mapping):
        return {key: _shown(each) for key, each in value.items()}
    return [_shown(each) for each in value]


def main() -> int:
    """Fill in every letter that was asked for."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    with zipfile.ZipFile(BytesIO(sys.stdin.buffer.read())) as asked:
        paper, told = asked.read("paper"), json.loads(asked.read("told"))
    seconds = SECONDS + len(told) // LETTERS_A_SECOND
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    answer = BytesIO()
    try:
        with zipfile.ZipFile(answer, "w") as letters:
            for place, each in enumerate(told):
                letters.writestr(str(place), filled(paper, each))
    except NotLet as why:
        sys.stderr.write(str(why))
        return REFUSED
    sys.stdout.buffer.write(answer.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main())
