"""Schools and people for tests; every situation is reached by real commands, so it is legal."""

import itertools
import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from django.test import Client

from tests.investigations import investigated, looked_back, reported
from tocsin.core.closing import outcomes
from tocsin.core.facts import Answer, Kind
from tocsin.core.roles import Permission, Role
from tocsin.incidents.assessment.commands import record_assessment
from tocsin.incidents.assessment.prefilled import complete
from tocsin.incidents.decision.commands import advise, agree, decide, review_not_telling
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident
from tocsin.incidents.outcome.commands import close
from tocsin.incidents.report.commands import report
from tocsin.incidents.retention import retention_of
from tocsin.incidents.severity.commands import acknowledge, classify, refer
from tocsin.incidents.triage.commands import (
    decide_kind,
    find_awareness,
    record_containment,
    record_details,
)
from tocsin.policies.commands import SHIPPED, adopt
from tocsin.policies.queries import pack_of
from tocsin.schools.commands import admit, open_school
from tocsin.schools.models import Controller, Membership, Person, School, System
from tocsin.schools.queries import holders

FRIDAY = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)  # 3:40pm, the week before a weekend
PACKS = Path(__file__).parent / "packs"
# Several processes may fill one database: a school's and a person's number is nobody else's.
_numbers = itertools.count(secrets.randbelow(10**9))
UNCALLED_FOR = {
    "without_assessment": "It cannot wait.", "without_dpo": "The DPO is away.",
    "departure_reason": "We know the families.",
}  # fmt: skip
TRUSTED = {
    "breach_types": ["confidentiality"], "malicious": False, "data_categories": ["basic"],
    "data_sensitivity": "low", "identity_fraud_potential": False, "already_public": False,
    "ease_of_identification": "maximum", "exfiltrated": False, "recipient_known": True,
    "recipient_trusted": True, "exposed_to_unknown_or_many_recipients": False,
    "service_impact_on_subjects": "none", "permanent_loss": False, "actual_misuse_or_harm": False,
    "children": True, "vulnerable_subjects": False, "systemic_or_repeat": False,
    "controller_role": "controller", "number_of_subjects": 40, "unintelligible": False,
    "backup_available": True, "data_recovered_or_confirmed_deleted": True,
}  # fmt: skip
ANSWERS = {
    "what": "email",
    "story": "The daily notice went to all parents instead of all staff.",
    "is_continuing": "no",
    "discovered_at": FRIDAY,
    "discovered_words": "now",
    "whose": ["pupils"],
    "how_many": "100",
    "already_done": "We asked them to delete it.",
}


def pack_text(key: str) -> str:
    """A shipped pack, or one of the tests' own."""
    shipped = SHIPPED / f"{key}.toml"
    return (shipped if shipped.exists() else PACKS / f"{key}.toml").read_text(encoding="utf-8")


def a_school(*, pack: str = "recommended", name: str = "", at: datetime = FRIDAY) -> School:
    """A school that works by a pack, in force since long ago."""
    number = next(_numbers)
    name = name or f"Alder Bank Primary School {number}"
    controller = Controller.objects.create(name=name)
    school = open_school(name=name, slug=f"school-{number}", controller=controller, at=at)
    adopt(
        school, text=pack_text(pack), in_force_on=date(2020, 1, 1), reason="Set-up",
        by=System(school.pk), may=Permission.OPERATE, at=at,
    )  # fmt: skip
    return school


def a_member(school: School, *roles: Role, name: str = "", at: datetime = FRIDAY) -> Membership:
    """Somebody new who works at the school in these roles."""
    number = next(_numbers)
    person = Person.objects.create_user(
        f"person-{number}@example.org", name=name or f"Person {number}"
    )
    return admit(
        school, person, roles=roles or (Role.STAFF,), by=System(school.pk),
        may=Permission.OPERATE, at=at,
    )  # fmt: skip


def a_report(
    by: Membership | None = None,
    *,
    school: School | None = None,
    at: datetime = FRIDAY,
    **told: object,
) -> Incident:
    """An incident just reported by a member of staff."""
    by = by or a_member(school or a_school())
    incident, _ = report(draft_id=uuid4(), answers={**ANSWERS, **told}, by=by, at=at)
    return incident


def a_team(school: School) -> dict[Role, Membership]:
    """One person in each role of the school."""
    names = {
        Role.STAFF: "Tom Reed", Role.OFFICE: "Olive Park", Role.DEPUTY_DPO: "Priya Shah",
        Role.DPO: "Dan Price", Role.HEAD: "Helen Moss", Role.INVESTIGATING_OFFICER: "Ivan Cole",
        Role.BUSINESS_MANAGER: "Beth Long", Role.INFORMATION_CHAMPION: "Ines Fox",
        Role.GOVERNOR: "Grace Hall", Role.ADMINISTRATOR: "Adam Stone",
    }  # fmt: skip
    return {role: a_member(school, role, name=name) for role, name in names.items()}


def triaged(
    incident: Incident, by: Membership, *, kind: Kind = Kind.CONFIRMED,
    personal_data: Answer = Answer.YES, at: datetime = FRIDAY, **more: object,
) -> Incident:  # fmt: skip
    """The incident once somebody has said what it is; a personal data breach, unless told."""
    answers = {
        "title": "Daily notice to the wrong list", "kind": kind.value, "kind_reason": "It left.",
        "duplicate_of": None, "personal_data": personal_data.value, "personal_data_reason": "",
    }  # fmt: skip
    decide_kind(incident, seen=incident.revision, by=by, at=at, **{**answers, **more})
    return incident


def classified(
    incident: Incident, by: Membership, severity: str, *, lead: Person | None = None,
    at: datetime = FRIDAY,
) -> Incident:  # fmt: skip
    """The incident at a level of its pack, led by whoever said so, or by somebody else."""
    classify(
        incident, severity=severity, suggested="", reason="As the policy says.",
        lead=lead or by.person,
        seen=incident.revision, by=by, at=at,
    )  # fmt: skip
    return incident


def decided(
    incident: Incident, by: Membership, *together: Membership, regulator: str, people: str = "no",
    at: datetime = FRIDAY, **more: object,
) -> Incident:  # fmt: skip
    """The incident once it was decided whom to tell, with a reason for whatever asks for one."""
    decide(
        incident, tell_regulator=regulator, regulator_reason="A list of names, and no harm.",
        tell_people=people,
        people_ground=more.pop("people_ground", "no_high_risk" if people == "no" else "high_risk"),
        people_reason="Nobody was harmed.", seen=incident.revision, by=by, at=at,
        taken_with=[str(each.person_id) for each in (by, *together)], **UNCALLED_FOR, **more,
    )  # fmt: skip
    return incident


def assessed(
    incident: Incident, by: Membership, *, at: datetime = FRIDAY, **answers: object
) -> Incident:
    """The incident once its risk was assessed; a trusted recipient deleted it, unless told."""
    found = complete(incident, {**TRUSTED, **answers})
    record_assessment(
        incident, answers=found, reasons={"who": "They wrote back."}, consequences={},
        seen=incident.revision, by=by, at=at,
    )  # fmt: skip
    return incident


def advised(
    incident: Incident, dpo: Membership, *, regulator: str = "no", people: str = "no",
    at: datetime = FRIDAY,
) -> Incident:  # fmt: skip
    """The incident once the DPO has given advice."""
    advise(incident, regulator=regulator, people=people, words="As I see it.", by=dpo, at=at)
    return incident


def agreed(incident: Incident, by: Membership, *, at: datetime = FRIDAY) -> Incident:
    """The incident once one more participant agreed with the decision."""
    agree(incident, agrees=True, words="", by=by, at=at)
    return incident


def reviewed(incident: Incident, by: Membership, *, at: datetime = FRIDAY) -> Incident:
    """The incident once nobody has to look at the decision not to tell any more."""
    review_not_telling(
        incident, words="Nothing new.", next_on=None, seen=incident.revision, by=by, at=at
    )
    return incident


def referred(
    incident: Incident, by: Membership, *, referral: str = "not_referred", at: datetime = FRIDAY
) -> Incident:
    """The incident once it was decided whether the DPO is told."""
    refer(
        incident, referral=referral, in_doubt=False, reason="Small and stopped at once.",
        by_phone_at=None, spoke_to="", what_was_said="", seen=incident.revision, by=by, at=at,
    )  # fmt: skip
    return incident


def contained(incident: Incident, by: Membership, *, at: datetime = FRIDAY) -> Incident:
    """The incident once the harm has been stopped."""
    record_containment(
        incident, contained="yes", containment="The message was recalled.",
        seen=incident.revision, by=by, at=at,
    )  # fmt: skip
    return incident


def described(
    incident: Incident, by: Membership, *, at: datetime = FRIDAY, **more: object
) -> Incident:
    """The incident once it is recorded what happened to the information, and why."""
    answers = {
        "occurred_from": "", "occurred_to": "", "is_continuing": "no",
        "discovered_at": incident.discovered_at, "confidentiality": True, "integrity": False,
        "availability": False, "permanent_loss": False, "cause": "human_error",
        "policies_breached": "", "people": 40, "data_kinds": ["basic"],
        "special_category": "no", "children": "yes",
    }  # fmt: skip
    record_details(incident, seen=incident.revision, by=by, at=at, **{**answers, **more})
    return incident


def aware(incident: Incident, by: Membership, since: datetime, *, at: datetime) -> Incident:
    """The incident once the school has found since when it has been aware."""
    find_awareness(
        incident, aware_at=since, grounds="The parents rang.", seen=incident.revision, by=by, at=at
    )
    return incident


def ready_to_close(
    by: Membership, *, severity: str = "minor", at: datetime = FRIDAY, **told: object
) -> Incident:
    """A personal data breach about which nothing is left to do but to close it."""
    incident = triaged(a_report(by, at=at, **told), by, at=at)
    contained(incident, by, at=at)
    described(incident, by, at=at)
    aware(incident, by, at, at=at)
    classified(incident, by, severity, at=at)
    if not incident.referral:
        referred(incident, by, at=at)
    assessed(incident, by, at=at)
    looked_back(incident, by, at=at)
    reported(investigated(incident, by, at=at), by, at=at)
    if pack_of(incident.pack_version_id).is_serious(severity):
        advised(incident, holders(incident.school_id, Role.DPO)[0], at=at)
    return reviewed(decided(incident, by, regulator="no", at=at), by, at=at)


def a_near_miss(by: Membership, *, at: datetime = FRIDAY) -> Incident:
    """A near miss about which nothing is left to do but to close it."""
    incident = triaged(a_report(by, at=at), by, kind=Kind.NEAR_MISS, personal_data=Answer.NO, at=at)
    classified(incident, by, "minor", at=at)
    return referred(incident, by, at=at)


def closed(incident: Incident, by: Membership, *, at: datetime = FRIDAY) -> Incident:
    """The incident, closed."""
    close(
        incident, lessons="Check the list first.", closed_as=outcomes(facts_of(incident))[0].value,
        retention_on=retention_of(incident, at), seen=incident.revision, by=by, at=at,
    )  # fmt: skip
    return incident


def acknowledged(
    incident: Incident, by: Membership, role: Role, *, at: datetime = FRIDAY
) -> Incident:
    """The incident once the DPO or the Headteacher has confirmed that they know of it."""
    acknowledge(incident, role=role, by=by, at=at)
    return incident


def signed_in(member: Membership, *, factors: int = 2) -> Client:
    """A browser in which the member has signed in with so many factors."""
    client = Client()
    client.force_login(member.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    methods = [{"method": "password", "at": 0}, {"method": "mfa", "at": 0}][:factors]
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(member.person_id)
    session.save()
    return client
