"""Who else may have to hear of a breach, beside the regulator and the people affected.

Every rule gives the fact that produced it and its source. It only suggests: people decide, and say
why not. Source: BR-5.9; BR-5.10; BR-10.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tocsin.core.causes import MALICE, is_cyber
from tocsin.core.causes import cause as cause_of
from tocsin.core.contact_kinds import LABELS
from tocsin.core.duty import Duty, Group, Situation, State
from tocsin.core.facts import Facts, Kind, Source
from tocsin.core.pack_practice import Body, Force
from tocsin.core.policy import Pack
from tocsin.core.roles import Role

# What people can add to the facts, because it decides who else is told.
SIGNS = {
    "fraud": "Fraud, or an attempt at it",
    "crime": "Theft, threats or another crime",
    "danger": "Somebody may be in danger",
    "child_at_risk": "A child is at risk because of it",
    "staff_conduct": "It is about what a member of staff did",
    "exams": "Exam papers, coursework or candidates are involved",
    "closes_school": "The school closes for long, or more than one school closes, or a lot of"
    " money is lost",
    "press": "The press or social media are asking",
    "shared_system": "A system shared with the local authority is involved",
    "dfe_data": "Data that came from the Department for Education is involved",
    "shared_controller": "Another organisation is responsible with us",
}
PARTIES = {
    **LABELS,
    "processor": "The company it happened at",
    "joint_controller": "The organisation that is responsible with us",
    "dfe_data": "Department for Education, data services",
    "governors": "Governors or trustees",
}
del PARTIES["other"], PARTIES["dpo"]  # the DPO has duties of their own
ALSO_CALLED = {
    "lawyer": "legal", "fraud_service": "anti_fraud", "cyber_team": "dfe_cyber",
}  # fmt: skip
ASKED_IN_PACKS = frozenset({"fraud", "crime", "exams"})  # conditions of packs with the same name
THEFT = frozenset({"paper_stolen", "device_stolen"})
DECEIT = frozenset({"pretended", "phishing"})
BY_STAFF = frozenset({"staff_looked", "staff_took", "changed_on_purpose"})
ENGLAND, SCOTLAND = "england", "scotland"

# Whether a rule applies: the reason in words, or "" when it does not.
Because = Callable[[Facts], str]


@dataclass(frozen=True)
class Rule:
    """One body with what calls for it. No `nations` means all."""

    party: str
    because: Because
    source: str
    nations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """That a body should hear of it, or be asked for help."""

    party: str
    because: str  # "the cause is “A trick email or message”"
    source: str
    force: Force = Force.EXPECTED


def _sign(name: str) -> Because:
    said = SIGNS[name][0].lower() + SIGNS[name][1:]
    return lambda facts: f"it is noted: {said}" if name in facts.signs else ""


def _cause_among(causes: frozenset[str]) -> Because:
    return lambda facts: _of_cause(facts) if facts.cause in causes else ""


def _cyber(facts: Facts) -> str:
    # The seventh of the seven causes counts until somebody says more: hacking, viruses, deception.
    return _of_cause(facts) if facts.cause and _is_attack(facts.cause) else ""


def _is_attack(cause: str) -> bool:
    return cause == MALICE or bool(is_cyber(cause))


def _of_cause(facts: Facts) -> str:
    return f"the cause is “{cause_of(facts.cause).label}”"


def _came_from(source: Source, words: str) -> Because:
    return lambda facts: words if facts.source is source else ""


def _processor(facts: Facts) -> str:
    is_theirs = facts.at_processor or facts.source is Source.PROCESSOR
    return "it happened at a company we use" if is_theirs else ""


def _money(facts: Facts) -> str:
    return "bank or pay details are among the information" if "money" in facts.data_kinds else ""


RULES = (
    Rule("it_support", _cyber, "BR-5.9"),
    Rule("it_support", _came_from(Source.IT_SYSTEM, "a system gave the alarm"), "BR-5.9"),
    Rule("it_support", _cause_among(frozenset({"device_stolen", "device_lost"})), "BR-5.9"),
    Rule("hr", _cause_among(BY_STAFF), "BR-5.9"),
    Rule("hr", _sign("staff_conduct"), "BR-5.9"),
    Rule("insurer", _cyber, "RPA and cyber cover: tell them at once"),
    Rule("insurer", _cause_among(THEFT), "Cover for theft asks for prompt notice"),
    Rule("dfe_cyber", _cyber, "DfE standard, “Report cyber attacks”", (ENGLAND,)),
    Rule(
        "report_fraud", _cyber, "DfE standard, “Report cyber attacks”",
        (ENGLAND, "wales", "northern-ireland"),
    ),
    Rule("report_fraud", _sign("fraud"), "Report Fraud", (ENGLAND, "wales", "northern-ireland")),
    Rule("police", _cyber, "Police Scotland takes cyber crime", (SCOTLAND,)),
    Rule("police", _sign("fraud"), "Police Scotland takes fraud", (SCOTLAND,)),
    Rule("police", _cause_among(THEFT), "The insurer asks for the crime reference"),
    Rule("police", _sign("crime"), "BR-5.10"),
    Rule("police", _sign("danger"), "999 if somebody is in danger"),
    Rule("ncsc", _sign("closes_school"), "DfE standard, “Report cyber attacks”"),
    Rule("anti_fraud", _sign("fraud"), "BR-10"),
    Rule("anti_fraud", _cause_among(DECEIT), "BR-10"),
    Rule("safeguarding", _sign("child_at_risk"), "Keeping children safe in education"),
    Rule("bank", _money, "Ask them to watch the accounts"),
    Rule("exam_board", _sign("exams"), "Rules of the exam boards"),
    Rule("press_office", _sign("press"), "BR-5.10"),
    Rule("press_office", _came_from(Source.MEDIA, "it came to light through the media"), "BR-5.10"),
    Rule("local_authority", _sign("shared_system"), "BR-5.10"),
    Rule("dfe_data", _sign("dfe_data"), "The agreement with the Department for Education"),
    Rule("processor", _processor, "BR-5.11"),
    Rule("joint_controller", _sign("shared_controller"), "UK GDPR Art 26"),
)  # fmt: skip


def parties(pack: Pack) -> dict[str, str]:
    """Every body there is to think of, by key, under the name the school's own policy has."""
    return {**PARTIES, **{_key(body): body.name for body in pack.bodies}}


def suggestions(facts: Facts, pack: Pack) -> tuple[Suggestion, ...]:
    """Who should hear of it, each once, with the first fact that produced it.

    The school's own policy speaks first, where it names a condition. Source: BR-5.10; BR-10.
    """
    nation = pack.identity.nation.value
    found: dict[str, Suggestion] = {}
    for rule in RULES:
        because = rule.because(facts) if not rule.nations or nation in rule.nations else ""
        if because and rule.party not in found:
            found[rule.party] = Suggestion(rule.party, because, rule.source)
    for body in pack.bodies:
        if _asks(body, facts, pack) and _key(body) not in found:
            because = f"the school's policy asks for it when {body.when.words()}"
            found[_key(body)] = Suggestion(_key(body), because, pack.name, body.force)
    return tuple(found.values())


def tell_others(now: Situation) -> Duty | None:
    """Everybody who should hear of it has, or it is said why not. Source: BR-5.10."""
    if now.facts.kind not in {Kind.CONFIRMED, Kind.SUSPECTED}:
        return None
    suggested = {each.party for each in suggestions(now.facts, now.pack)}
    if not suggested:
        return None
    is_done = suggested <= now.facts.parties_settled
    return Duty(
        "tell-others",
        "Decide whom else to tell",
        Group.TELL,
        "BR-5.10",
        Role.DEPUTY_DPO,
        State.DONE if is_done else State.OPEN,
    )


def _key(body: Body) -> str:
    return ALSO_CALLED.get(body.key, body.key)


def _asks(body: Body, facts: Facts, pack: Pack) -> bool:
    """Whether the policy wants the body told now; one it only wants considered never is."""
    if not body.when.all_of and body.force is Force.CONSIDER:
        return False
    answers = {
        **facts.answers(),
        "cyber": _is_attack(facts.cause) if facts.cause else None,
        **dict.fromkeys(facts.signs & ASKED_IN_PACKS, True),
    }
    return pack.holds(body.when, answers) is True
