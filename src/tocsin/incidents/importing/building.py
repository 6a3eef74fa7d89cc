"""The rows that an entry of an earlier log becomes."""

import hashlib
import hmac
import re
from datetime import date, datetime, time
from uuid import uuid4

from tocsin.core.causes import cause
from tocsin.core.clock import LONDON
from tocsin.core.facts import Answer, Kind, Source, Status, Tell
from tocsin.core.imported_day import Read
from tocsin.core.imported_entry import DAYS, TEXTS, Entry
from tocsin.core.imported_fields import BY_KEY
from tocsin.core.keeping import kept_until as counted_until
from tocsin.core.pack_parts import ANY
from tocsin.core.pack_practice import KeptFrom
from tocsin.core.policy import Pack
from tocsin.core.when import at_minute
from tocsin.incidents.models import Channel, ImportBatch, Incident, Original, Report
from tocsin.incidents.words import BREACHES
from tocsin.policies.models import PackVersion
from tocsin.schools.models import School

UNTITLED = "Entry of an earlier log"
FROM_LOG = "So it stands in an earlier log."
NOT_SAID = "The earlier log does not say."
SHORTEST_TITLE, LONGEST_TITLE = 8, 80  # characters: “Breach” alone says nothing
LONGEST_NUMBER, MOST_PEOPLE = 100, 2_147_483_647
# What an incident has a column for; the rest of what was said stands in the words of the report.
HELD = frozenset({"what", "contained", "prevented", "outcome", "regulator_reason", "told_reason"})
ALSO_TOLD = ("severity", "risk", "records", "people", "kind", "status", "regulator_reference")


class Builder:
    """Makes the rows of one school's import."""

    def __init__(
        self, school: School, version: PackVersion, pack: Pack, batch: ImportBatch
    ) -> None:
        self.school, self.version, self.pack, self.batch = school, version, pack, batch

    def rows(self, entry: Entry, key: bytes) -> tuple[Incident, Report, Original]:
        """The incident, closed; its report; and what stood in the log. Not saved, not numbered."""
        at = self.batch.at
        incident = Incident(
            id=uuid4(), school=self.school, pack_version=self.version, batch=self.batch,
            title=title_of(entry),
            status=Status.CLOSED.value, source=Source.OTHER.value,
            their_number=entry.said.get("reference", "")[:LONGEST_NUMBER] or None,
            occurred_from=_when(entry.day("occurred")), occurred_to=_until(entry),
            is_continuing=Answer.NO.value, discovered_at=_instant(entry.day("discovered")),
            reported_at=reported_at(entry, at), kind=entry.kind.value, cause=entry.cause,
            kind_reason="" if entry.kind is Kind.CONFIRMED else FROM_LOG,
            people=entry.people.count, people_words=entry.people.band,
            containment=entry.said.get("contained", ""), severity=self._severity(entry),
            closed_at=_instant(entry.day("closed")) or at,
            retention_on=kept_until(self.pack, entry, at),
            lessons="\n\n".join(
                entry.said[key] for key in ("outcome", "prevented") if entry.said.get(key)
            ),
            **{name: name in entry.breaches for name, _ in BREACHES},
            **_telling(entry),
        )  # fmt: skip
        return incident, self._report(incident, entry), self._original(incident, entry, key)

    def _report(self, incident: Incident, entry: Entry) -> Report:
        return Report(
            incident=incident, school=self.school, at=incident.reported_at, what="other",
            story=story_of(entry), is_continuing=Answer.NO.value,
            discovered_at=incident.discovered_at,
            discovered_words="date" if incident.discovered_at else Answer.UNSURE.value,
            whose=list(entry.whose), how_many=entry.people.band or Answer.UNSURE.value,
            already_done=incident.containment or NOT_SAID, channel=Channel.IMPORT.value,
            reporter_name=entry.said.get("reporter", "")[:150] or None,
        )  # fmt: skip

    def _original(self, incident: Incident, entry: Entry, key: bytes) -> Original:
        return Original(
            incident=incident, school=self.school, by_id=self.batch.by_id, at=self.batch.at,
            place=entry.where[:200], cells=[list(cell) for cell in entry.original],
            digest=digest_of(entry, key), likeness=likeness_of(entry, key),
        )  # fmt: skip

    def _severity(self, entry: Entry) -> str:
        """The level of the school's policy that the log names; "" when it names none of them."""
        said = entry.said.get("severity", "").strip().lower()
        named = (level for level in self.pack.levels if said in {level.key, level.label.lower()})
        return next((level.key for level in named), "")


def title_of(entry: Entry) -> str:
    """What the log says it was: its kind of cause, else its type, else its first words."""
    if entry.cause:
        return cause(entry.cause).label
    said = (" ".join(entry.said.get(key, "").split()) for key in ("kind", "what", "cause"))
    words = next((each for each in said if len(each) >= SHORTEST_TITLE), "")
    first = re.split(r"(?<=[.!?])\s", words)[0].rstrip(".")
    if len(first) > LONGEST_TITLE:
        first = f"{first[:LONGEST_TITLE].rsplit(' ', 1)[0]}…"
    return f"{first[:1].upper()}{first[1:]}" or UNTITLED


def digest_of(entry: Entry, key: bytes) -> str:
    """One line for the words of an entry, the same whatever the order of the columns."""
    return hmac.digest(key, b"entry of an earlier log" + entry.digest_of.encode(), "sha256").hex()


def likeness_of(entry: Entry, key: bytes) -> str | None:
    """One line for its number and day; None when it has not both. Never a test of a guess."""
    number = entry.said.get("reference", "").strip().lower()
    day = next((entry.day(name).day for name in DAYS if entry.day(name).day), None)
    if not number or day is None:
        return None
    return hmac.new(key, f"likeness {number} {day}".encode(), hashlib.sha256).hexdigest()


def reported_at(entry: Entry, at: datetime) -> datetime:
    """When the school was told, as the log says; else the first day it could know; else now."""
    known = (_instant(entry.day(name)) for name in ("reported", "discovered", "occurred"))
    return min(next(filter(None, known), at), at)


def kept_until(pack: Pack, entry: Entry, at: datetime) -> date | None:
    """Until when it is kept, counted from the incident's last possible day. Source: BR-5.27.1."""
    rule = pack.retention_of(ANY)
    if rule is None:
        return None
    known = (entry.day(name) for name in DAYS)
    latest = next((found.end.latest or found.start.latest for found in known if found.day), None)
    start = (latest or at).astimezone(LONDON).date()
    return counted_until(rule, {KeptFrom.OCCURRED: start})


def story_of(entry: Entry) -> str:
    """What happened, then everything else the log says, each under what it is."""
    told = [entry.said.get("what", "")]
    also = [key for key in (*ALSO_TOLD, *TEXTS) if key not in HELD and entry.said.get(key)]
    told += [f"{BY_KEY[key].label}: {entry.said[key]}" for key in dict.fromkeys(also)]
    words = "\n".join(filter(None, told))
    return words or "\n".join(f"{heading}: {cell}" for heading, cell in entry.original) or NOT_SAID


def _telling(entry: Entry) -> dict[str, object]:
    """Whom the school told, as the log says. Yes without a day stays yes."""
    return {
        "tell_regulator": _tell(entry.regulator.answer),
        "regulator_reason": entry.regulator.words or entry.said.get("regulator_reason", ""),
        "regulator_told_at": _instant(entry.regulator.on),
        "tell_people": _tell(entry.told.answer),
        "people_told_at": _instant(entry.told.on),
        "referred_at": _instant(entry.dpo.on),
    }


def _tell(answer: Answer) -> str:
    return {Answer.YES: Tell.YES.value, Answer.NO: Tell.NO.value}.get(answer, "")


def _when(found: Read) -> str:
    if found.clock and found.day and not found.end.start:
        return at_minute(datetime.combine(found.day, found.clock, LONDON)).as_text()
    return found.start.as_text()


def _until(entry: Entry) -> str:
    return entry.day("occurred").end.as_text() or entry.day("occurred_to").start.as_text()


def _instant(found: Read) -> datetime | None:
    """The first instant it can have been."""
    if found.day is None:
        return None
    return datetime.combine(found.day, found.clock or time.min, LONDON)
