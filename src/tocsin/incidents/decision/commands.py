"""Deciding whom to tell, together; and recording that the people affected were told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tocsin.core.errors import NotAllowed, NotYet, Reason, require_none
from tocsin.core.facts import Tell
from tocsin.core.roles import Permission, Role
from tocsin.incidents.decision.gates import (
    default_review,
    departs,
    is_advice_followed,
    kept_answers,
    not_decidable,
    not_tellable,
)
from tocsin.incidents.issuing import unclear
from tocsin.incidents.models import (
    Advice,
    Decision,
    Incident,
    Note,
    RegulatorOrder,
    Telling,
    Voice,
)
from tocsin.incidents.recusals import people_kept_from, readers_of
from tocsin.incidents.refusals import refuse_closed
from tocsin.ledger.writing import writing
from tocsin.policies.cover.queries import cover_of
from tocsin.schools.models import Membership


def decide(
    incident: Incident, *, taken_with: list[str], seen: int, by: Membership, at: datetime,
    **answers: Any,
) -> None:  # fmt: skip
    """Decide whether to tell the regulator and the people affected, with reasons either way.

    taken_with: ids of those who decide together; each but `by` is asked whether they agree.
    answers: the other columns of `Decision` that a person fills in. Not telling the regulator gets
    a review date. A new decision stands beside the old one. Raises NotYet, unless it says why, when
    the risk is not assessed, the DPO is missing, nothing is agreed with an organisation responsible
    too, or it departs from what was recommended.
    Source: BR-1.4; BR-1.5; BR-5.12; BR-5.20 to BR-5.22; SI-M6-DPO.
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        together = _participants(incident, by, taken_with)
        require_none(not_decidable(incident, together, answers))
        row = Decision(
            incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
            taken_with=[str(each.person_id) for each in together],
            number=(incident.decision_number or 0) + 1,
            assessment_number=incident.assessment_number,
            recommended_regulator=incident.recommends_regulator,
            recommended_people=incident.recommends_people,
            followed_advice=is_advice_followed(incident, answers),
            **kept_answers(incident, together, answers),
        )  # fmt: skip
        if row.tell_regulator == Tell.NO and row.review_on is None:
            row.review_on = default_review(at)
        voices = _take_effect(incident, row, together, by)
        record(
            "incident.decided", saved=[incident, row, *voices],
            tell_regulator=row.tell_regulator, tell_people=row.tell_people,
            people_ground=row.people_ground, number=row.number, together=len(together),
            departs=departs(incident, answers), assessment=row.assessment_number,
        )  # fmt: skip


def agree(incident: Incident, *, agrees: bool, words: str, by: Membership, at: datetime) -> None:
    """Say on the record whether one agrees with the decision one was asked to take part in.

    words: why, which a dissent must say. Raises NotYet unless `by` was asked.
    Source: BR-1.4; SI-M6-DPO.
    """
    with writing(incident, by=by, may=Permission.READ_CASES, at=at) as record:
        asked = incident.awaiting or []
        if str(by.person_id) not in asked:
            raise NotYet(Reason("not-asked", "There is no decision waiting for you here."))
        if not agrees and not words.strip():
            raise NotYet(Reason("why", "Say why you do not agree.", "BR-1.4"))
        row = _newest_decision(incident)
        voice = Voice.objects.get(
            school_id=incident.school_id, incident=incident, decision=row.pk, by=by.person_id
        )
        voice.agrees, voice.words, voice.spoke_at = agrees, words, at
        incident.awaiting = [each for each in asked if each != str(by.person_id)]
        _hear(incident, by, at)
        action = "decision.agreed" if agrees else "decision.dissented"
        record(action, saved=[incident, voice], number=incident.decision_number)


def advise(
    incident: Incident, *, regulator: str, people: str, words: str, by: Membership, at: datetime
) -> None:
    """Give the DPO's advice on telling the regulator and the people: yes, no or unsure.

    It stands whatever is decided; each decision says whether it followed it. Whoever acts for a
    DPO who must not see the incident gives it. Source: SI-M6-DPO; BR-5.3; BR-5.7.
    """
    row = Advice(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        regulator=regulator, people=people, words=words,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.ACKNOWLEDGE, at=at) as record:
        if not _speaks_as_dpo(incident, by, at):
            raise NotAllowed(Reason("dpo", "This is the advice of the DPO: only they give it."))
        refuse_closed(incident)
        row.assessment_number = incident.assessment_number
        incident.advice_regulator, incident.advice_people = regulator, people
        incident.advised_at = at
        incident.dpo_heard_at = at
        record("advice.given", saved=[incident, row], regulator=regulator, people=people)


def review_not_telling(
    incident: Incident, *, words: str, next_on: Any, seen: int, by: Membership, at: datetime
) -> None:
    """Look again at the decision not to tell the regulator, and find that it stands.

    next_on: the day of the next look; None when nothing new can come. Source: BR-5.22.
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        if incident.tell_regulator != Tell.NO or incident.regulator_review_on is None:
            raise NotYet(Reason("no-review", "There is no decision to look at again here."))
        incident.regulator_review_on = next_on
        saved = [incident, _note(incident, "review", words, by, at)]
        record("decision.reviewed", saved=saved, is_last=next_on is None)


def review_delay(
    incident: Incident, *, is_over: bool, words: str, next_on: Any, seen: int, by: Membership,
    at: datetime,
) -> None:  # fmt: skip
    """Ask whether the people affected can be told now; once they can, the duty to tell is back.

    next_on: when it is asked again, while it is not over. Source: BR-5.20.
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        if incident.tell_people != Tell.LATER:
            raise NotYet(Reason("no-delay", "Nobody has asked to wait here.", "BR-5.20"))
        if is_over:
            incident.tell_people, incident.people_review_on = Tell.YES.value, None
        else:
            incident.people_review_on = next_on
        saved = [incident, _note(incident, "delay", words, by, at)]
        record("delay.ended" if is_over else "delay.continued", saved=saved)


def record_order(
    incident: Incident, *, ordered_at: datetime, reference: str, words: str, seen: int,
    by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Record that the regulator orders the people affected to be told: from now on they must be.

    Source: BR-5.21; UK GDPR Art 34(4).
    """
    row = RegulatorOrder(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        ordered_at=ordered_at, reference=reference, words=words,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        refuse_closed(incident)
        incident.people_ordered_at, incident.people_review_on = ordered_at, None
        incident.tell_people, incident.people_ground = Tell.YES.value, "ordered"
        record("order.recorded", saved=[incident, row])


def record_people_told(
    incident: Incident, *, told_at: datetime, seen: int, by: Membership, at: datetime,
    **details: Any,
) -> None:  # fmt: skip
    """Record that the people affected were told. They have no 72 hours.

    details: how, reference, details. Raises NotYet when nobody has decided to tell them, and when
    they were told in writing and no notice to them is cleared. Source: BR-5.17.
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        require_none(not_tellable(incident) or unclear(incident, details["how"]))
        incident.people_told_at = told_at
        row = Telling(
            incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
            whom=Telling.Whom.PEOPLE, told_at=told_at, **details,
        )  # fmt: skip
        record("people.told", saved=[incident, row], is_late=False)


def _participants(incident: Incident, by: Membership, ids: list[str]) -> list[Membership]:
    """Whoever decides, and those of the response team that they chose."""
    wanted = {UUID(each) for each in ids}
    chosen = [
        m for m in readers_of(incident) if m.person_id in wanted and m.person_id != by.person_id
    ]
    return [by, *chosen]


def _take_effect(
    incident: Incident, row: Decision, together: list[Membership], by: Membership
) -> list[Voice]:
    incident.tell_regulator, incident.tell_people = row.tell_regulator, row.tell_people
    incident.regulator_reason, incident.people_ground = row.regulator_reason, row.people_ground
    incident.decided_at, incident.decision_number = row.at, row.number
    incident.regulator_review_on, incident.people_review_on = row.review_on, row.delay_until
    incident.awaiting = [str(each.person_id) for each in together[1:]]
    if row.without_agreement:
        incident.joint_passed_at = row.at
    _hear(incident, by, row.at)
    return [
        Voice(
            incident=incident, school_id=incident.school_id, by_id=each.person_id, at=row.at,
            decision=row.pk, agrees=True if each is by else None,
            spoke_at=row.at if each is by else None,
        )
        for each in together
    ]  # fmt: skip


def _speaks_as_dpo(incident: Incident, by: Membership, at: datetime) -> bool:
    if Role.DPO in by.held_roles:
        return True
    off = people_kept_from(incident)
    acting = cover_of(by.school_id, at).without(off).acting(Role.DPO) if off else ()
    return by.person_id in acting


def _hear(incident: Incident, by: Membership, at: datetime) -> None:
    if Role.DPO in by.held_roles:
        incident.dpo_heard_at = at


def _newest_decision(incident: Incident) -> Decision:
    return Decision.objects.get(
        school_id=incident.school_id, incident=incident, number=incident.decision_number
    )


def _note(incident: Incident, about: str, words: str, by: Membership, at: datetime) -> Note:
    return Note(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        about=about, words=words, happened_at=at,
    )  # fmt: skip
