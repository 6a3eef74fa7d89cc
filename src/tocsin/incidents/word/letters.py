"""Letters in the school's own Word file, filled in apart from this process."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from tocsin.core.errors import Reason, Refused
from tocsin.core.when import say_date
from tocsin.incidents.models import Incident, Notice
from tocsin.incidents.notices_in_force import filled_parts, put_in
from tocsin.incidents.word.apart import BROKEN, REFUSED

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PATIENCE = 40  # seconds, and one more for each letter
TOO_LONG = (
    "It takes too long to fill in. Keep only the letterhead and the places, and save it anew."
)
Told = Mapping[str, Any]


def told_of(incident: Incident, notice: Notice, *, name: str, child: str, on: date) -> Told:
    """What a Word file may ask for, of one letter."""
    who = {"name": name, "child": child, "school": incident.school.name}
    parts = filled_parts(notice, **who)
    return {
        **who,
        "subject": put_in(notice.subject, who),
        "reference": incident.reference,
        "date": say_date(on),
        "words": "\n\n".join("\n".join(filter(None, each)) for each in parts),
        "parts": [{"heading": heading, "words": words} for heading, words in parts],
    }


def sample_of(incident: Incident, notice: Notice, *, on: date) -> Told:
    """The same for nobody, to see how it looks; what is not cleared says so."""
    told = told_of(incident, notice, name="Sam Example", child="Alex Example", on=on)
    is_cleared = notice.state == Notice.State.CLEARED
    return told if is_cleared else {**told, "subject": f"Draft, not cleared: {told['subject']}"}


def letters(paper: bytes, told: Sequence[Told]) -> list[bytes]:
    """A Word file for each. It is slow. Raises Refused, with what to do, when it cannot be done."""
    asked = BytesIO()
    with zipfile.ZipFile(asked, "w") as archive:
        archive.writestr("paper", paper)
        archive.writestr("told", json.dumps(list(told)))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tocsin.incidents.word.apart"],
            input=asked.getvalue(), capture_output=True, timeout=PATIENCE + len(told), check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise Refused(Reason("paper-slow", TOO_LONG)) from late
    if done.returncode == REFUSED:
        raise Refused(Reason("paper-words", done.stderr.decode("utf-8", "replace")))
    if done.returncode:
        raise Refused(Reason("paper-broken", BROKEN))
    with zipfile.ZipFile(BytesIO(done.stdout)) as archive:
        return [archive.read(str(place)) for place in range(len(told))]


def words_in(letter: bytes) -> str:
    """What a letter says, without its header and footer."""
    from docx import Document  # noqa: PLC0415 - slow to load

    body = Document(BytesIO(letter)).element.body
    return "".join(part.text or "" for part in body.iter() if part.tag.endswith("}t"))
