"""Recording the plan of an investigation, as the practice trust's people would."""

from datetime import datetime

from tocsin.core.duty import State
from tocsin.core.investigation import Certainty, StepState
from tocsin.core.roles import Role
from tocsin.core.third_parties import suggestions
from tocsin.incidents.facts import facts_of
from tocsin.incidents.investigation.commands import decide_discipline, record_step
from tocsin.incidents.investigation.queries import plan_of, recorded_steps
from tocsin.incidents.models import Answered, How, Incident
from tocsin.incidents.outcome.commands import recommend, review_report, write_report
from tocsin.incidents.outcome.filling import filled
from tocsin.incidents.outcome.queries import report_to_write, section_titles
from tocsin.incidents.queries import duties_of
from tocsin.incidents.third_parties.commands import answer_party
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership

FOUND = {
    "happened": "Information left the school. We have seen the message and the list of who got it.",
    "cause": "An honest mistake in a hurry. Two lists stand next to each other.",
    "extent": "Some families know what they should not. Nobody has come to harm that we know of.",
    "stop": "It was taken back the same day. The lists are kept apart from now on.",
    "mitigate": "Everybody who had it was asked to delete it, and said that they did.",
    "outcomes": "We want to know what happened, and to keep it from happening again.",
    "staff": "Spoken to the same day. They told us at once, which helped.",
    "evidence": "The message and the list of who got it are with the files.",
    "risks": "It may be talked about at the gate. The class teachers know what to say.",
    "communications": "One short message, cleared by the Headteacher.",
    "controls": "A second person looks before anything goes to more than one family.",
}
NOT_NEEDED = "Looked at, and not needed for something of this size."


def investigate(
    incident: Incident, members: list[Membership], *, by: Membership, at: datetime
) -> None:
    """Record every step that is left, and that no disciplinary action is taken."""
    known = recorded_steps(incident)
    for step in plan_of(incident):
        if step.is_kept_apart and not incident.discipline_decided_at:
            head = next(each for each in members if Role.HEAD in each.held_roles)
            words = "They reported it themselves, at once. A talk was enough."
            decide_discipline(incident, is_taken=False, about="nobody", words=words, by=head, at=at)
        elif not step.is_recorded_elsewhere and step.code not in known:
            words = FOUND.get(step.step.key, "")
            state = StepState.DONE if words else StepState.NOT_APPLICABLE
            record_step(
                incident, step, state=state.value, words=words or NOT_NEEDED,
                certainty=Certainty.ESTABLISHED.value if step.is_finding else "",
                found_on=None, evidence=[], seen=0, by=by, at=at,
            )  # fmt: skip


def report_outcome(
    incident: Incident, members: list[Membership], *, by: Membership, at: datetime
) -> None:
    """Hand in the outcome report as the case fills it, and let somebody else accept it."""
    asked = {duty.code for duty in duties_of(incident) if duty.state is State.OPEN}
    if "recommend" in asked:
        dpo = next(each for each in members if Role.DPO in each.held_roles)
        recommend(incident, words="Keep the two lists apart, and train.", by=dpo, at=at)
    if "write-outcome" not in asked:
        return
    sections: list[dict[str, object]] = [
        {"title": title, "words": words or "Nothing beyond what stands above."}
        for title, words in filled(incident, section_titles(incident)).items()
    ]
    seen = report_to_write(incident).revision
    write_report(incident, sections=sections, is_submitted=True, seen=seen, by=by, at=at)
    other = next(
        each
        for each in members
        if {Role.HEAD, Role.DPO} & set(each.held_roles) and each.person_id != by.person_id
    )
    review_report(incident, accepts=True, comments="", by=other, at=at)


def tell_others(incident: Incident, *, by: Membership, at: datetime) -> None:
    """Ring everybody who should hear of it, as far as that is left to do."""
    asked = {duty.code for duty in duties_of(incident) if duty.state is State.OPEN}
    if "tell-others" not in asked:
        return
    suggested = suggestions(facts_of(incident), pack_of(incident.pack_version_id))
    settled = set(incident.parties_settled or ())
    for party in [each.party for each in suggested if each.party not in settled]:
        answer_party(
            incident, party=party, answer=Answered.TOLD.value, told_at=at,
            told_by=by.person_id, how=How.PHONE.value, spoke_to="", reference="", reason="",
            contact=None, seen=incident.revision, by=by, at=at,
        )  # fmt: skip
