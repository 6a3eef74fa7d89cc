"""Giving the commands of a scenario, as its people would have from the pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from tocsin.core.clock import LONDON
from tocsin.core.duties import State
from tocsin.core.roles import Role
from tocsin.core.severity import SeverityAnswers, suggest
from tocsin.demo.corresponding import write_to_people
from tocsin.demo.finishing import finish
from tocsin.demo.moments import instant, when
from tocsin.demo.noticing import notice_before_telling
from tocsin.demo.scenarios import IncidentPlan, Step
from tocsin.incidents.assessment.commands import record_assessment
from tocsin.incidents.assessment.drafts import newest
from tocsin.incidents.assessment.prefilled import complete, prefilled
from tocsin.incidents.data_kinds import is_special
from tocsin.incidents.decision.commands import advise, agree, decide, record_people_told
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident
from tocsin.incidents.outcome.commands import close, reopen
from tocsin.incidents.queries import duties_of
from tocsin.incidents.questions import answers_from
from tocsin.incidents.regulator.commands import record_sent
from tocsin.incidents.report.commands import add, report
from tocsin.incidents.severity.commands import acknowledge, classify, refer
from tocsin.incidents.severity.views import ASKED
from tocsin.incidents.triage.commands import (
    decide_kind,
    find_awareness,
    record_containment,
    record_details,
    write_note,
)
from tocsin.incidents.words import BREACHES
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership

HURRIED = {
    "late_reason": "", "without_log": "The 72 hours were running.",
    "without_approval": "The Deputy DPO and the DPO were away.",
}  # fmt: skip
A_WEEK = timedelta(days=7)
# Each command with what its page sends when nobody says otherwise.
COMMANDS: Mapping[str, tuple[Callable[..., None], Mapping[str, Any]]] = {
    "add": (add, {}),
    "decide_kind": (decide_kind, {"duplicate_of": None, "personal_data_reason": ""}),
    "record_details": (record_details, {}),
    "record_containment": (record_containment, {}),
    "find_awareness": (find_awareness, {}),
    "write_note": (write_note, {"about": "note"}),
    "classify": (classify, {"lead": None}),
    "refer": (
        refer,
        {"in_doubt": False, "reason": "", "by_phone_at": None, "spoke_to": "", "what_was_said": ""},
    ),
    "acknowledge": (acknowledge, {}),
    "decide": (
        decide,
        {
            "taken_with": [],
            "without_dpo": "The DPO could not be reached in time.",
            "departure_reason": "We know who has it, and what became of it.",
        },
    ),
    "record_people_told": (record_people_told, {"reference": "", "details": ""}),
    "write_to_people": (write_to_people, {"lost": 0, "medium_reason": ""}),
    "record_sent": (record_sent, {"phase": "final", "reference": "", "details": "", **HURRIED}),
    "close": (close, {}),
    "reopen": (reopen, {"news": ["risk"], "aware_at": None}),
}
UNSEEN = frozenset({"add", "write_note", "acknowledge", "write_to_people"})  # no stale form there
ASKED_IN_REPORT: Mapping[str, Any] = {
    "is_continuing": "", "found": "now", "found_on": None, "whose": [], "how_many": "",
    "already_done": "",
}  # fmt: skip
INSTANTS = frozenset({"discovered_at", "aware_at", "happened_at", "by_phone_at", "told_at"})
WHENS = frozenset({"occurred_from", "occurred_to"})


@dataclass
class Play:
    """The incidents of the trust so far. `at` is when the demo is loaded."""

    members: Mapping[tuple[str, str], Membership]  # by keys of school and person
    at: datetime
    incidents: dict[str, Incident] = field(default_factory=dict)

    def give(self, plan: IncidentPlan, step: Step) -> None:
        """Give one command at its own time, by its own person."""
        by, then = self.members[plan.school, step.by], instant(step.ago, self.at)
        if step.do == "report":
            self.incidents[plan.key] = self._report(step.answers, by, then)
            return
        incident = self.incidents[plan.key]
        command, usual = COMMANDS[step.do]
        answers = dict(usual)
        for name, told in step.answers.items():
            answers |= self._answer(plan, name, told)
        if step.do == "classify":
            answers["suggested"] = _suggested(incident)
        if step.do == "record_sent":
            answers["rest_by"] = (then + A_WEEK).astimezone(LONDON).date()
        if step.do in {"decide", "close"}:
            self._judge(incident, by, then)
        self._before(incident, step.do, answers, by=by, then=then)
        if step.do == "close":
            answers |= finish(incident, self._members_of(incident), by=by, at=then)
        if step.do not in UNSEEN:
            answers["seen"] = incident.revision
        command(incident, **answers, by=by, at=then)

    def _before(
        self, incident: Incident, do: str, answers: Mapping[str, Any], *, by: Membership,
        then: datetime,
    ) -> None:  # fmt: skip
        """Do what a step rests on: others are heard, and what goes out in writing is cleared."""
        if do == "close":
            self._hear(incident, then)
        if do in {"record_people_told", "write_to_people"}:
            here = self._members_of(incident)
            notice_before_telling(incident, here, answers.get("how", "email"), by=by, at=then)

    def _judge(self, incident: Incident, by: Membership, then: datetime) -> None:
        """Assess the risk, from what the incident says, when that is due."""
        if not {"assess", "reassess"}.isdisjoint(_due(incident)):
            answers = complete(incident, prefilled(incident, newest(incident)))
            record_assessment(
                incident, answers=answers, reasons={}, consequences={},
                seen=incident.revision, by=by, at=then,
            )  # fmt: skip

    def _hear(self, incident: Incident, then: datetime) -> None:
        """Let everybody who was asked agree with the decision, and the DPO advise as decided."""
        here = self._members_of(incident)
        for member in here:
            if str(member.person_id) in (incident.awaiting or ()):
                agree(incident, agrees=True, words="", by=member, at=then)
        if "advise" in _due(incident):
            dpo = next(each for each in here if Role.DPO in each.held_roles)
            advise(
                incident, regulator=incident.tell_regulator, people=incident.tell_people,
                words="I would decide it the same way.", by=dpo, at=then,
            )  # fmt: skip

    def _members_of(self, incident: Incident) -> list[Membership]:
        return [each for each in self.members.values() if each.school_id == incident.school_id]

    def _report(self, told: Mapping[str, Any], by: Membership, then: datetime) -> Incident:
        cleaned = {**ASKED_IN_REPORT, **told}
        if cleaned["found_on"]:
            cleaned["found_on"] = instant(cleaned["found_on"], self.at).astimezone(LONDON).date()
        incident, _ = report(draft_id=uuid4(), answers=answers_from(cleaned, then), by=by, at=then)
        return incident

    def _answer(self, plan: IncidentPlan, name: str, told: Any) -> dict[str, Any]:
        """The parameters that the pages would make of one answer."""
        if name in INSTANTS:
            return {name: instant(told, self.at)}
        if name in WHENS:
            return {name: when(told, self.at).as_text()}
        if name == "breaches":
            return {breach: breach in told for breach, _ in BREACHES}
        if name == "data_kinds":
            return {name: told, "special_category": is_special(told)}
        return {name: self._named(plan, name, told)}

    def _named(self, plan: IncidentPlan, name: str, told: Any) -> Any:
        if name == "role":
            return Role(told)
        if name == "lead":
            return self.members[plan.school, told].person
        if name == "taken_with":
            return [str(self.members[plan.school, each].person_id) for each in told]
        if name == "duplicate_of":
            return self.incidents[told]
        return told


def _due(incident: Incident) -> set[str]:
    return {duty.code for duty in duties_of(incident) if duty.state is State.OPEN}


def _suggested(incident: Incident) -> str:
    answers = facts_of(incident).answers()
    known = SeverityAnswers(**{name: answers[name] for name in ASKED})  # type: ignore[arg-type]
    return suggest(pack_of(incident.pack_version_id), known).level_key or ""
