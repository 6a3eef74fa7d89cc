"""What the pages on letters show, in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from tocsin.core.errors import Reason
from tocsin.incidents.letter_plans import why_not_now
from tocsin.incidents.letters import Content, content_of
from tocsin.incidents.models import Dispatch, Incident, Letter
from tocsin.incidents.people import key_of

LEFT_OUT = {
    "told": "told already, or a letter is on its way",
    "spared": "not written to, as safeguarding said",
    "flag": "held until safeguarding has looked",
    "whom": "held until somebody says who is written to",
    "no-parent": "held until a parent or carer is named",
    "no-notice": "no cleared notice is meant for them",
    "no-email": "no email address",
    "no-postal": "no postal address",
}
FAULTS = {
    "refused": "The mail server says that there is no such address, or will not take it.",
    "bounce": "It came back. Find another way.",
    "delay": "Somebody in authority asked to wait.",
    "not-decided": "It is no longer decided that people are told.",
    "withdrawn": "Its notice was withdrawn.",
    "by-hand": "Somebody stopped it.",
}
NOTICES = ("See what people are told, and who has cleared it", "notices:notices")
WHERE = {  # what stands in the way, and the page on which somebody who decides puts it right
    "not-decided": ("Decide whom to tell", "decision:decide"),
    "delay": ("Record that the delay is over, or ask again", "decision:delay"),
    "closed": ("Open it again", "outcome:reopen"),
    "no-list": ("Make a list of the people affected", "affected:front"),
}
NO_LIST = Reason(
    "no-list", "Nobody is on the list yet. Put the people affected on it first.", "BR-5.17"
)
SLOW = timedelta(minutes=10)
ORDER = ("queued", "sent", "spoken", "failed", "bounced", "returned", "stopped")
ASTRAY = ("failed", "bounced", "returned")
LABELS = dict(Letter.State.choices)
AT_ONCE = 500  # letters in one archive
ON_PAPER = 100  # Word files in one archive, which take longer


@dataclass(frozen=True)
class Batch:
    """One batch as the page shows it: numbers alone."""

    row: Dispatch
    states: Sequence[tuple[str, int]]
    waiting: int
    is_slow: bool  # emails that the mail server has not taken
    unreached: int  # letters that did not arrive


@dataclass(frozen=True)
class LetterLine:
    """One letter, with the name of whoever it goes to."""

    row: Letter
    content: Content
    fault: str
    can_follow: bool


@dataclass(frozen=True)
class Obstacle:
    """What stands in the way of letters, and where it is put right."""

    words: str
    link: str
    href: str


def obstacles(incident: Incident, *, may_send: bool) -> list[Obstacle]:
    """Everything that stands in the way of letters now; none when they can be made."""
    reasons = why_not_now(incident) or (() if incident.people_listed else (NO_LIST,))
    found = []
    for each in reasons:
        link, page = WHERE.get(each.code, NOTICES) if may_send else NOTICES
        href = reverse(f"incidents:{page}", args=[incident.school.slug, incident.pk])
        found.append(Obstacle(each.message, link, href))
    return found


def batch_of(dispatch: Dispatch, counts: Counter[str], at: datetime) -> Batch:
    """The batch in numbers."""
    waiting = counts["queued"]
    states = [(str(LABELS[each]), counts[each]) for each in ORDER if counts[each]]
    is_mail = dispatch.way == Dispatch.Way.EMAIL
    is_slow = bool(is_mail and waiting and dispatch.at + SLOW < at)
    unreached = sum(counts[each] for each in ASTRAY)
    return Batch(dispatch, states, waiting, is_slow, unreached)


def lines_of(letters: Sequence[Letter]) -> list[LetterLine]:
    """The letters by name. Whoever calls this has recorded that the names are looked at."""
    if not letters:
        return []
    key = key_of(letters[0].incident)
    return [
        LetterLine(
            each, content_of(each, key), FAULTS.get(each.fault, ""),
            each.state not in {Letter.State.STOPPED, Letter.State.SPOKEN},
        )
        for each in letters
    ]  # fmt: skip


def left_out_words(left_out: Counter[str]) -> list[str]:
    """How many are left out, and why."""
    return [f"{left_out[each]} {words}" for each, words in LEFT_OUT.items() if left_out[each]]


def parts_of(count: int, size: int = AT_ONCE) -> list[tuple[int, int]]:
    """The first and last place of each archive."""
    return [(first, min(first + size - 1, count)) for first in range(1, count + 1, size)]
