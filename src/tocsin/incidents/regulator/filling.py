"""What the case already says, as answers to the regulator's questions, with where each is from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.core.causes import is_cyber
from tocsin.core.facts import Source
from tocsin.core.regulator_form import Value
from tocsin.core.roles import Role
from tocsin.core.third_parties import parties
from tocsin.core.when import from_text, say_instant
from tocsin.incidents.consequences import LIKELIHOODS, rows_of
from tocsin.incidents.models import (
    Action,
    Answered,
    Assessment,
    Incident,
    Protection,
    Report,
    Telling,
    ThirdParty,
)
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership, School

FOUND_BY = {
    Source.STAFF: "A member of staff noticed it and reported it.",
    Source.OFFICE: "The school office was told.",
    Source.PUPIL: "A pupil told us.",
    Source.PEOPLE_AFFECTED: "Somebody affected told us.",
    Source.PROCESSOR: "A company that works for us told us.",
    Source.IT_SYSTEM: "A system gave the alarm.",
    Source.MEDIA: "It came to light through the media.",
    Source.OTHER: "Somebody outside the school told us.",
}
WHOSE = {"pupils": "students", "staff": "employees", "parents": "other", "governors": "other",
         "others": "other"}  # fmt: skip
DETAILS, CONTAINED, AWARE = "triage:details", "triage:containment", "triage:awareness"
ASSESSED, DECIDED = "assessment:start", "decision:decide"
NOT_CONSIDERED = {dict(LIKELIHOODS)[each] for each in ("", "unlikely", "unsure")}


@dataclass(frozen=True)
class Filled:
    """An answer from the case. `page` is where the case says it, "" when there is no such page."""

    value: Value = None
    source: str = ""
    page: str = ""


@dataclass(frozen=True)
class Case:
    """Everything of the incident that a report is filled from, read once."""

    incident: Incident
    reports: Sequence[Report]
    assessment: Assessment | None
    told: Sequence[Telling]  # of the regulator, oldest first
    actions: Sequence[Action]
    others: Sequence[ThirdParty]
    people: Sequence[Membership]
    closure: str  # what the regulator should hear of a closure; "" without one. BR-6.1

    @property
    def school(self) -> School:
        """The school with its controller."""
        return self.people[0].school


def filled(case: Case) -> dict[str, Filled]:
    """Every question to which the case has an answer. One without is not known yet."""
    found = {**_report(case), **_breach(case), **_cyber(case), **_done(case), **_contacts(case)}
    return {key: each for key, each in found.items() if each.value}


def _report(case: Case) -> Mapping[str, Filled]:
    reference = next((each.reference for each in case.told if each.reference), "")
    reason = {"yes": "threshold", "no": "below", "depends": "unsure"}
    recommended = case.incident.recommends_regulator or ""
    return {
        "A2": Filled("follow-up" if case.told else "initial", "What was sent before"),
        "A3": Filled(reference, "When the regulator was told"),
        "A4": Filled(reason.get(recommended), "The assessment of the risk", ASSESSED),
        "D3": Filled(case.closure, "The school's calendar"),
    }


def _breach(case: Case) -> Mapping[str, Filled]:
    incident = case.incident
    cyber = {True: "yes", False: "no"}.get(is_cyber(incident.cause) if incident.cause else None)  # type: ignore[arg-type]
    when = from_text(incident.occurred_from)
    found = incident.discovered_at
    people = "" if incident.people is None else str(incident.people)
    return {
        "B1": Filled(_happened(case), "The reports, and what was decided they are"),
        "B2": Filled(cyber, "The cause, in the details", DETAILS),
        "B3": Filled(FOUND_BY[Source(incident.source)], "How the report came"),
        "B4": Filled(say_instant(found) if found else None, "The details", DETAILS),
        "B5": Filled(when.words() if when.start else None, "The details", DETAILS),
        "B6": Filled(list(incident.data_kinds), "The details", DETAILS),
        "B9": Filled(people, "The details", DETAILS),
        "B11": Filled(_whose(case), "The reports, and the details", DETAILS),
        "B12": Filled(_meant(case), "The assessment of the risk", ASSESSED),
        "B13": Filled(
            {"high": "yes", "risk": "no", "unlikely": "no"}.get(incident.risk_level or ""),
            "The assessment of the risk", ASSESSED,
        ),
        "B14": Filled(
            {"high": "likely", "unlikely": "unlikely"}.get(incident.risk_level or ""),
            "The assessment of the risk", ASSESSED,
        ),
    }  # fmt: skip


def _cyber(case: Case) -> Mapping[str, Filled]:
    names = ("confidentiality", "integrity", "availability")
    which = [each for each in names if getattr(case.incident, each)]
    return {
        "C1": Filled("yes" if which else None, "The details", DETAILS),
        "C2": Filled(which, "The details", DETAILS),
    }


def _done(case: Case) -> Mapping[str, Filled]:
    now = [each.words for each in case.actions if each.kind != "preventive"]
    later = [f"{each.words} By {each.due_on:%d.%m.%Y}." for each in case.actions
             if each.kind == "preventive"]  # fmt: skip
    return {
        "E1": Filled(
            _lines(case.incident.containment, *now), "Containment, and actions", CONTAINED
        ),
        "E2": Filled(_lines(*later), "Preventive actions", "actions:actions"),
        "E3": Filled(_people_told(case.incident), "The decision", DECIDED),
        "E4": Filled(_others(case), "Who else is told", "third_parties:list"),
    }


def _contacts(case: Case) -> Mapping[str, Filled]:
    school, controller = case.school, case.school.controller.name
    name = school.name if controller == school.name else f"{controller}, for {school.name}"
    lead = [each for each in case.people if each.person_id == case.incident.lead_id]
    speaker = lead or _holding(case, Role.DEPUTY_DPO)
    return {
        "F1": Filled(name, "The school's own page"),
        "F2": Filled(_reached(speaker, school.phone), "Who leads the incident"),
        "F4": Filled("Education and childcare", "Tocsin is for schools"),
        "F5": Filled(_reached(_holding(case, Role.DPO), school.phone), "The school's people"),
    }


def _happened(case: Case) -> str:
    # The words of a protected reporter could show who they are, so they stay where they are.
    open_words = [each.story for each in case.reports
                  if each.protection in {None, Protection.NAMED.value}]  # fmt: skip
    return _lines(f"{case.incident.title}.", case.incident.kind_reason, *open_words, case.closure)


def _whose(case: Case) -> list[str]:
    told = [WHOSE[each] for report in case.reports for each in report.whose if each in WHOSE]
    if case.incident.children == "yes":
        told.append("children")
    return list(dict.fromkeys(told))


def _meant(case: Case) -> str:
    chosen = case.assessment.consequences if case.assessment else {}
    return "\n".join(
        f"{label}: {likely.lower()}; {severity.lower()}."
        for label, likely, severity in rows_of(chosen)
        if likely not in NOT_CONSIDERED
    )


def _people_told(incident: Incident) -> str | None:
    is_high = incident.people_ground == "high_risk"
    if incident.people_told_at:
        return "yes-high" if is_high else "yes"
    if incident.tell_people in {"yes", "later"}:
        return "will"
    return {"no": "no"}.get(incident.tell_people)


def _others(case: Case) -> str:
    names = parties(pack_of(case.incident.pack_version_id))
    told = [each for each in case.others if each.answer != Answered.DECLINED]
    return "\n".join(
        f"{names.get(each.party, each.party)}"
        + (f", reference {each.reference}" if each.reference else "")
        for each in told
    )


def _holding(case: Case, role: Role) -> list[Membership]:
    return [each for each in case.people if role in each.held_roles]


def _reached(people: Sequence[Membership], phone: str) -> str:
    if not people:
        return ""
    person = people[0].person
    return _lines(person.name, person.email, phone)


def _lines(*parts: str) -> str:
    return "\n".join(part.strip() for part in parts if part and part.strip())
