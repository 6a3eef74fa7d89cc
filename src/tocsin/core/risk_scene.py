"""What a complete account of a breach comes to, before any rule judges it."""

from enum import IntEnum
from math import inf
from typing import NamedTuple

from tocsin.core.risk_picture import Picture

LOW, MODERATE, HIGH = 0, 1, 2  # how private the data is
SMALL_GROUP = 100  # fewer people than this
MANY_PEOPLE = 1_000
VERY_MANY_PEOPLE = 10_000
SHORT_HOURS = 24


class Reach(IntEnum):
    """Who may hold the data in a form they can read."""

    NOBODY = 0  # nothing got out, or what got out is unreadable or public anyway
    BOUND = 1  # somebody bound to confidence, who has deleted it or given it back
    TRUSTED = 2  # somebody bound to confidence, who has not confirmed that yet
    RECALLED = 3  # a known stranger, and it came back
    STRANGER = 4  # a stranger, or nobody knows who
    MANY = 5  # many people, or anybody


class Scene(NamedTuple):
    """What the rules ask. Each part is true, or higher, only where things are worse."""

    reach: Reach
    hostile: bool  # on purpose, and readable
    weight: int  # LOW, MODERATE or HIGH, as far as somebody can be recognised
    recognisable: bool
    protected_kind: bool  # data under Articles 9 and 10
    tender: bool  # protected data, or about children or people at risk
    identity: bool  # fit for fraud in somebody's name
    financial: bool
    credentials: bool
    safeguarding: bool
    stranger_unknown: bool
    people: float
    gone_device: bool
    visible_addresses: bool
    systemic: bool
    harmed: bool
    malicious: bool
    unavailable: bool
    no_copy: bool
    gone_for_good: bool
    hours: float
    impact: int
    altered: bool
    sensitivity: int  # as answered, whoever can be recognised


def scene_of(picture: Picture) -> Scene | None:
    """What the account comes to; None when it is no personal data breach.

    Source: UK GDPR Art 4(1)(12); EDPB 9/2022 on planned maintenance; ICO, bulk e-mail example.
    """
    p = picture
    disclosed = p.confidentiality or p.exfiltrated or p.exposed_to_unknown_or_many_recipients
    gone = p.permanent_loss or (p.gone_device and not p.backup_available)
    unavailable = p.availability or gone or (p.impact > 0 and not p.maintenance)
    if not p.personal_data_involved or not (disclosed or unavailable or p.integrity):
        return None
    reach = _reach(p, disclosed=disclosed)
    named = p.ease > 0  # below that it is extremely hard to match to a person
    protected_kind = named and (p.special_category or p.criminal_offence_data)
    return Scene(
        reach=reach,
        hostile=p.malicious and reach > Reach.NOBODY,
        weight=p.sensitivity if named else LOW,
        recognisable=named,
        protected_kind=protected_kind,
        tender=protected_kind or (named and (p.children or p.vulnerable_subjects)),
        identity=named and (p.identity_fraud_potential or p.identity_numbers),
        financial=named and p.financial,
        credentials=p.credentials,
        safeguarding=named and p.safeguarding,
        stranger_unknown=not p.recipient_known,
        people=p.people,
        gone_device=p.gone_device,
        visible_addresses=p.visible_addresses,
        systemic=p.systemic_or_repeat,
        harmed=p.actual_misuse_or_harm,
        malicious=p.malicious,
        unavailable=unavailable,
        no_copy=not p.backup_available,
        gone_for_good=gone,
        hours=inf if gone else p.hours,
        impact=p.impact,
        altered=p.integrity,
        sensitivity=p.sensitivity,
    )


def _reach(p: Picture, *, disclosed: bool) -> Reach:
    is_readable = not p.unintelligible or p.key_or_secret_compromised
    if not disclosed or not is_readable or p.already_public:
        return Reach.NOBODY
    if p.exposed_to_unknown_or_many_recipients:
        return Reach.MANY
    if p.malicious or not p.recipient_known:
        return Reach.STRANGER
    if p.recipient_trusted:
        return Reach.BOUND if p.data_recovered_or_confirmed_deleted else Reach.TRUSTED
    return Reach.RECALLED if p.data_recovered_or_confirmed_deleted else Reach.STRANGER
