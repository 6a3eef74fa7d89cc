"""What happened to an incident, in words, from the ledger."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tocsin.core.causes import KEYS, cause
from tocsin.core.investigation import CERTAINTIES
from tocsin.core.policy import Pack
from tocsin.core.reminding import LATE
from tocsin.core.roles import Role
from tocsin.core.third_parties import SIGNS, parties
from tocsin.core.when import is_day_only, say_instant
from tocsin.incidents.event_bodies import LATER
from tocsin.incidents.event_titles import TITLES
from tocsin.incidents.models import Incident
from tocsin.incidents.words import (
    BREACHES,
    COPIES,
    GROUNDS,
    KINDS,
    LEVELS_OF_RISK,
    RECOMMENDED,
    SCANS,
    TELLS,
)
from tocsin.ledger.queries import Event, history
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Door
from tocsin.schools.queries import names_in
from tocsin.ui.pieces import Entry

SHOWN = 25
Words = Callable[[Event, Pack], str]
People = Mapping[Role | str, Sequence[str]]
NOBODY: People = {}


def timeline(
    incident: Incident, *, newest: int | None = SHOWN, known: People = NOBODY
) -> list[Entry]:
    """The incident's entries as the page shows them, newest first. known: names by id."""
    return entries_of(incident, history(incident, newest=newest), known)


def entries_of(incident: Incident, events: Sequence[Event], known: People = NOBODY) -> list[Entry]:
    """The same of some of its events, in their order."""
    names = {UUID(who): name for who, (name, *_) in known.items() if not isinstance(who, Role)}
    if unknown := {event.by for event in events} - names.keys():
        names |= names_in(incident.school_id, unknown)
    pack = pack_of(incident.pack_version_id)
    return [_entry(event, names.get(event.by, "Tocsin"), pack) for event in events]


def _entry(event: Event, by: str, pack: Pack) -> Entry:
    happened = _happened_at(event)
    return Entry(
        title=TITLES.get(event.action, event.action),
        at=happened or event.at,
        by=by,
        body=BODIES.get(event.action, _nothing)(event, pack),
        written_at=event.at if happened and happened != event.at else None,
        is_day=event.by == Door.actor_id and is_day_only(event.at),
    )


def _happened_at(event: Event) -> datetime | None:
    for table, column in (
        ("note", "happened_at"),
        ("telling", "told_at"),
        ("thirdparty", "told_at"),
        ("regulatorletter", "happened_at"),
        ("awareness", "aware_at"),
    ):
        if found := event.row(table).get(column):
            return datetime.fromisoformat(found)
    return None


def _nothing(event: Event, pack: Pack) -> str:
    del event, pack
    return ""


def _column(table: str, column: str) -> Words:
    def words(event: Event, pack: Pack) -> str:
        del pack
        return str(event.row(table).get(column) or "")

    return words


def _said(table: str, column: str, words: Mapping[str, str]) -> Words:
    return lambda event, _: words.get(event.row(table).get(column, ""), "")


def _triaged(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("incident")
    return _sentences(KINDS.get(row.get("kind", ""), ""), row.get("kind_reason"))


def _classified(event: Event, pack: Pack) -> str:
    row = event.row("classification")
    key = row.get("severity", "")
    label = pack.level(key).label if key in pack.level_keys else key
    told = "The DPO has been told." if event.row("referral") else ""
    return _sentences(label, row.get("reason"), told)


def _referred(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("referral")
    said = "The DPO was told" if row.get("referral") == "referred" else "The DPO was not told"
    phone = ""
    if row.get("by_phone_at"):
        when = say_instant(datetime.fromisoformat(row["by_phone_at"]))
        phone = f"By phone at {when}, to {row['spoke_to']}: {row['what_was_said']}"
    return _sentences(said, row.get("reason"), phone)


def _described(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("incident")
    key, people = row.get("cause"), row.get("people")
    happened = [name for name, _ in BREACHES if row.get(name)]
    return _sentences(
        ", ".join(happened).capitalize(),
        f"Cause: {cause(key).label.lower()}" if key in KEYS else "",
        "" if people is None else f"People affected: {people:,}",
        _because("The clock moved, because", event.row("note").get("words")),
    )


def _reminded(event: Event, pack: Pack) -> str:
    del pack
    stages = [value for name, value in event.facts.items() if name != "people"]
    late = sum(str(stage).startswith(LATE) for stage in stages)
    people = event.facts.get("people", 0)
    return _sentences(
        f"To {people} {'person' if people == 1 else 'people'}",
        f"Late: {late}" if late else "",
        f"Close to their deadline: {len(stages) - late}" if len(stages) > late else "",
    )


def _decided(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("decision")
    return _sentences(
        f"Tell the regulator: {TELLS.get(row.get('tell_regulator', ''), '')}",
        row.get("regulator_reason"),
        f"Tell the people affected: {TELLS.get(row.get('tell_people', ''), '')}",
        row.get("people_reason"),
        GROUNDS.get(row.get("people_ground", "")) if event.facts.get("number") else "",
        _because("Not as recommended, because", row.get("departure_reason")),
        _because("Without an assessment, because", row.get("without_assessment")),
        _because("Without the DPO, because", row.get("without_dpo")),
        _because("Before an agreement, because", row.get("without_agreement")),
    )


def _assessed(event: Event, pack: Pack) -> str:
    del pack
    result = event.row("assessment").get("result", {})
    figure = (result.get("enisa") or {}).get("score")
    return _sentences(
        f"Version {event.facts.get('number')}",
        LEVELS_OF_RISK.get(result.get("risk_level", ""), ""),
        RECOMMENDED.get(result.get("recommendation", ""), ""),
        f"ENISA severity {figure}" if figure else "",
    )


def _advised(event: Event, pack: Pack) -> str:
    del pack
    row = event.row("advice")
    return _sentences(
        f"Tell the regulator: {row.get('regulator')}",
        f"Tell the people affected: {row.get('people')}",
        row.get("words"),
    )


def _party(event: Event, pack: Pack) -> str:
    row = event.row("thirdparty")
    reference = f"Reference {row['reference']}" if row.get("reference") else ""
    spoke_to = f"{row['spoke_to']} answered" if row.get("spoke_to") else ""
    key = str(event.facts.get("party"))
    return _sentences(parties(pack).get(key, key), spoke_to, reference, row.get("reason"))


def _signs(event: Event, pack: Pack) -> str:
    del pack
    return _sentences(*(SIGNS.get(key) for key in event.row("incident").get("signs") or ()))


def _because(start: str, words: str | None) -> str:
    return f"{start}: {words}" if words else ""


def _told(event: Event, pack: Pack) -> str:
    del pack
    row: Mapping[str, Any] = event.row("telling")
    late = f"Late, because: {row['late_reason']}" if row.get("late_reason") else ""
    reference = f"Reference {row['reference']}" if row.get("reference") else ""
    return _sentences(
        reference, row.get("details"), late,
        _because("Before the log was complete, because", row.get("without_log")),
        _because("Without approval, because", row.get("without_approval")),
    )  # fmt: skip


def _step(event: Event, pack: Pack) -> str:
    row = event.row("planstep")
    titles = {
        (playbook.key, step.key): step.title
        for playbook in pack.playbooks
        for step in playbook.steps
    }
    title = titles.get((row.get("playbook", ""), row.get("step", "")), "")
    is_needed = row.get("state") != "not_applicable"
    return _sentences(
        title, CERTAINTIES.get(row.get("certainty", ""), ""), "" if is_needed else "Not needed",
        row.get("words"),
    )  # fmt: skip


def _sentences(*parts: str | None) -> str:
    kept = [part.strip().rstrip(".") for part in parts if part and part.strip()]
    return ". ".join(kept) + ("." if kept else "")


LETTER, SAID_BACK = _column("regulatorletter", "words"), _column("action", "said_back")
OPENING = _column("nameopening", "reason")
BODIES: Mapping[str, Words] = {
    "incident.reported": _column("incident", "title"),
    "report.added-to": _column("addition", "words"),
    "reporter.wrote": _column("message", "words"),
    **dict.fromkeys((f"reporter-name.{done}" for done in ("asked", "agreed", "opened")), OPENING),
    "incident.triaged": _triaged,
    "incident.containment-recorded": _column("incident", "containment"),
    "incident.awareness-found": _column("awareness", "grounds"),
    "incident.described": _described,
    "incident.classified": _classified,
    "incident.referral-decided": _referred,
    "incident.decided": _decided,
    **dict.fromkeys(("regulator.told", "regulator.told-more", "regulator.told-no-breach"), _told),
    "regulator.time-corrected": _column("telling", "why_corrected"),
    **dict.fromkeys(("regulator-letter.in", "regulator-letter.out"), LETTER),
    "people.told": _told,
    **LATER,
    "incident.reopened": _column("note", "words"),
    "step.recorded": _step,
    "outcome.returned": _column("outcomereport", "comments"),
    "recommendation.made": _column("recommendation", "words"),
    "action.asked": _column("action", "words"),
    "action.answered": _column("action", "answer"),
    **dict.fromkeys(("action.given-back", "action.withdrawn", "action.checked"), SAID_BACK),
    "note.written": _column("note", "words"),
    "team.changed": _column("teammember", "reason"),
    "incident.access-changed": _column("recusal", "reason"),
    "mail.files-added": _column("note", "words"),
    "file.added": _column("attachment", "name"),
    "file.opened": _column("attachment", "name"),
    "file.original-opened": _column("note", "words"),
    "file.scanned": _said("filescan", "result", SCANS),
    "file.held-back": _column("filescan", "finding"),
    "file.copied": _said("filecopy", "fault", COPIES),
    "assessment.recorded": _assessed,
    "decision.agreed": _column("voice", "words"),
    "decision.dissented": _column("voice", "words"),
    **dict.fromkeys(
        ("decision.reviewed", "delay.continued", "delay.ended"), _column("note", "words")
    ),
    "advice.given": _advised,
    **dict.fromkeys(("party.told", "party.asked", "party.declined", "party.taken-back"), _party),
    "incident.signs-recorded": _signs,
    "order.recorded": _column("regulatororder", "words"),
    "reminder.sent": _reminded,
}
