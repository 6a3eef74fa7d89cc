"""A notice as the case already tells it: a draft, which people finish and make their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tocsin.core.causes import KEYS, cause
from tocsin.core.clock import LONDON
from tocsin.core.notice_advice import advice_for
from tocsin.core.notice_parts import CHILDREN, LINES, PARTS, PERSONAL, PRESS, WELSH
from tocsin.core.notice_words import (
    ASK,
    BREACHES,
    BREACHES_FOR_CHILDREN,
    EFFECTS,
    FOR_CHILDREN,
    GREETINGS,
    SILENT,
    STATEMENT,
    SUBJECTS,
    TO_TAKE,
    spoken_to,
)
from tocsin.core.regulator import regulator_on
from tocsin.core.roles import Role
from tocsin.core.when import from_text, say_date
from tocsin.incidents.consequences import LIKELIHOODS
from tocsin.incidents.data_kinds import DATA_KINDS
from tocsin.incidents.models import Assessment, Incident
from tocsin.policies.queries import pack_of
from tocsin.registers.models import Contact
from tocsin.schools.queries import holders

NOT_EXPECTED = frozenset({"", "unlikely", "unsure"})
LIKELY = frozenset(code for code, _ in LIKELIHOODS) - NOT_EXPECTED


@dataclass(frozen=True)
class Told:
    """What of the case a draft is made from, read once, within the school."""

    incident: Incident
    effects: frozenset[str]  # codes of consequences that are possible or worse
    reached: str  # who answers questions, and how to reach them; "" when nobody does

    @property
    def asked(self) -> str:
        """The same as a sentence."""
        if not self.reached:
            return ASK["contact"]
        return f"Our Data Protection Officer answers your questions: {self.reached}"

    @property
    def is_unsafe(self) -> bool:
        return "safety" in self.effects


def told_by(incident: Incident) -> Told:
    """Read what a draft is made from; inside a reading of the school."""
    newest = Assessment.objects.filter(school_id=incident.school_id, incident=incident)
    row = newest.order_by("-number").first()
    judged = (row.consequences if row else None) or {}
    effects = {code for code, each in judged.items() if each.get("likelihood") in LIKELY}
    return Told(incident, frozenset(effects), _reached(incident))


def drafted(told: Told, audience: str, language: str) -> tuple[str, dict[str, str]]:
    """The subject and the parts of a first draft. In Welsh the school writes it: nothing but the
    greeting is given.
    """
    if language == WELSH:
        greeting = GREETINGS[WELSH] if audience in PERSONAL else ""
        return "", {"greeting": greeting, "contact": told.reached}
    known = _for_outside(told) if audience in {PRESS, LINES} else _content(told, audience)
    parts = {part.key: known.get(part.key) or ASK.get(part.key, "") for part in PARTS[audience]}
    return SUBJECTS[audience], parts


def _for_outside(told: Told) -> Mapping[str, str]:
    return {
        "statement": STATEMENT, "lines": TO_TAKE, "silent": SILENT,
        "contact": told.asked,
    }  # fmt: skip


def _content(told: Told, audience: str) -> Mapping[str, str]:
    incident = told.incident
    return {
        "greeting": GREETINGS["en"] if audience in PERSONAL else "",
        "what": _what(incident, audience),
        "when": _lines(_when(incident)),
        "data": _lines(f"- {label}" for key, label in DATA_KINDS if key in incident.data_kinds),
        "effects": _lines(_effects(told, audience)),
        "done": _lines(_done(incident)),
        "advice": _lines(
            f"- {each.children if audience == CHILDREN else each.people}"
            for each in advice_for(incident.data_kinds, is_unsafe=told.is_unsafe)
        ),
        "contact": told.asked,
        "closing": "{school}",
    }


def _what(incident: Incident, audience: str) -> str:
    words = BREACHES_FOR_CHILDREN if audience == CHILDREN else BREACHES
    found = [spoken_to(audience, said) for code, said in words.items() if getattr(incident, code)]
    return " ".join([*found, ASK["what"]])


def _when(incident: Incident) -> Iterator[str]:
    happened, found = from_text(incident.occurred_from), incident.discovered_at
    if happened.start:
        yield f"When it happened: {happened.words()}."
    if found:
        yield f"We found out on {say_date(found.astimezone(LONDON).date())}."
    if incident.cause in KEYS:
        yield f"How it happened: {_small(cause(incident.cause).label)}."
    if not happened.start or incident.cause not in KEYS:
        yield ASK["when"]


def _effects(told: Told, audience: str) -> Iterator[str]:
    words = FOR_CHILDREN if audience == CHILDREN else EFFECTS
    for code, said in words.items():
        if code in told.effects:
            yield f"- {spoken_to(audience, said)}"


def _done(incident: Incident) -> Iterator[str]:
    if incident.containment.strip():
        yield incident.containment.strip()
    if incident.regulator_told_at:
        named = pack_of(incident.pack_version_id).identity.regulator
        day = incident.regulator_told_at.astimezone(LONDON).date()
        yield f"We have told the regulator, the {regulator_on(day, named).name}."


def _reached(incident: Incident) -> str:
    """The DPO of the school's contacts, else whoever holds the role, with the school's phone."""
    rows = Contact.objects.filter(school_id=incident.school_id, kind="dpo", ended_at=None)
    contact = rows.order_by("organisation", "pk").first()
    if contact is not None:
        return _ways(contact.name, contact.email, contact.phone or incident.school.phone)
    for role in (Role.DPO, Role.DEPUTY_DPO):
        for each in holders(incident.school_id, role):
            return _ways(each.person.name, each.person.email, incident.school.phone)
    return ""


def _ways(name: str, *ways: str) -> str:
    return ", ".join(each for each in (name, *ways) if each)


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def _lines(found: Iterator[str]) -> str:
    return "\n".join(found)
