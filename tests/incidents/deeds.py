"""Everything that somebody may do to an incident, each as a function of it, a member and a time.

Some of it is refused, by the role or because it is not the time for it. Used to walk about at
random, so a deed never asks first whether it may be done.
"""

from datetime import timedelta
from uuid import uuid4

from tests.investigations import investigated, looked_back, reported
from tests.tellings import told_regulator
from tests.worlds import (
    advised,
    agreed,
    assessed,
    aware,
    classified,
    closed,
    contained,
    decided,
    described,
    referred,
    reviewed,
    triaged,
)
from tocsin.core.facts import Answer, Kind
from tocsin.core.roles import Role
from tocsin.incidents.actions import commands as actions
from tocsin.incidents.chronology.commands import record_happening
from tocsin.incidents.decision.commands import agree, record_order, record_people_told
from tocsin.incidents.investigation.commands import decide_discipline, record_step
from tocsin.incidents.investigation.queries import plan_of
from tocsin.incidents.models import Action, Happening, Recipient, Recusal
from tocsin.incidents.outcome.commands import recommend, reopen, review_report, write_report
from tocsin.incidents.recipients import commands as recipients
from tocsin.incidents.report.commands import add
from tocsin.incidents.review.commands import suggest
from tocsin.incidents.severity.commands import acknowledge
from tocsin.incidents.team.commands import change_team, keep_out, let_back
from tocsin.incidents.third_parties.commands import answer_party, record_signs, take_back
from tocsin.incidents.triage.commands import write_note
from tocsin.ledger.tenancy import reading
from tocsin.schools.queries import members_of

WEEK = timedelta(days=7)
LEVELS = ("minor", "moderate", "major", "critical")


def newest(table, incident, **wanted):
    """The newest row of the table that belongs to the incident, or a new one that is not saved."""
    with reading(incident.school_id):
        rows = table.objects.filter(school_id=incident.school_id, incident=incident, **wanted)
        found = rows.select_related("incident").order_by("at").last()
    return found or table(incident=incident, school_id=incident.school_id, at=incident.reported_at)


def on_newest(table, deed, **wanted):
    """The deed done to the newest row of a table; nothing where there is none."""

    def done(incident, by, at):
        row = newest(table, incident, **wanted)
        if not row._state.adding:
            deed(row, by, at)

    return done


def ask_for(kind):
    def done(incident, by, at):
        actions.ask(
            incident, kind=kind, words="Which list was it?", person=by.person, outsider_name="",
            outsider_email="", due_on=(at + WEEK).date(), by=by, at=at,
        )  # fmt: skip

    return done


def one_step(incident, by, at):
    """The first step of the plan that anybody may read, found out anew."""
    open_to_all = (s for s in plan_of(incident) if not (s.is_kept_apart or s.is_outcome_report))
    step = next(open_to_all, None)
    if step is None:  # only a breach is investigated
        return
    record_step(
        incident, step, state="done", words="We asked.", evidence=[], found_on=None, seen=0,
        certainty="suspected" if step.is_finding else "", by=by, at=at,
    )  # fmt: skip


def happened(incident, by, at, corrects=None):
    record_happening(
        incident, precision="exact", started_at=at, ended_at=None, words="The message was sent.",
        corrects=corrects, by=by, at=at,
    )  # fmt: skip


def told_people(incident, by, at):
    record_people_told(
        incident, told_at=at, seen=incident.revision, by=by, at=at, how="phone", reference="",
        details="",
    )  # fmt: skip


def told_police(incident, by, at):
    answer_party(
        incident, party="police", answer="told", told_at=at, told_by=by.person_id, how="phone",
        spoke_to="The desk", reference="", reason="It is a crime.", contact=None,
        seen=incident.revision, by=by, at=at,
    )  # fmt: skip


def kept_out(incident, by, at):
    head = next(each for each in members_of(incident.school_id) if Role.HEAD in each.held_roles)
    keep_out(
        incident, person=head, reason="It is about them.", lead=None, seen=incident.revision,
        by=by, at=at,
    )  # fmt: skip


def handed_in(incident, by, at):
    sections = [{"title": "What happened", "words": "A list went out."}]
    row_seen = incident.outcomereport_set.order_by("number").last()
    write_report(
        incident, sections=sections, is_submitted=True, by=by, at=at,
        seen=row_seen.revision if row_seen and row_seen.state == "draft" else 0,
    )  # fmt: skip


def opened_again(*news):
    def done(incident, by, at):
        reopen(
            incident, reason="New.", news=list(news), aware_at=at, seen=incident.revision, by=by,
            at=at,
        )  # fmt: skip

    return done


DEEDS = {
    "add words": lambda i, by, at: add(i, words="More.", by=by, at=at),
    "note": lambda i, by, at: write_note(
        i, about="note", words="Rang them.", happened_at=at, by=by, at=at, key=uuid4()
    ),
    **{f"call it {kind}": lambda i, by, at, kind=kind: triaged(i, by, kind=kind, at=at)
       for kind in (Kind.CONFIRMED, Kind.SUSPECTED, Kind.NEAR_MISS, Kind.NOT_A_BREACH)},
    "no personal data": lambda i, by, at: triaged(i, by, personal_data=Answer.NO, at=at),
    "contain": lambda i, by, at: contained(i, by, at=at),
    "describe": lambda i, by, at: described(i, by, at=at),
    "describe worse": lambda i, by, at: described(i, by, people=900, permanent_loss=True, at=at),
    "aware": lambda i, by, at: aware(i, by, at, at=at),
    **{level: lambda i, by, at, level=level: classified(i, by, level, at=at) for level in LEVELS},
    "refer": lambda i, by, at: referred(i, by, referral="referred", at=at),
    "not refer": lambda i, by, at: referred(i, by, at=at),
    "seen by the DPO": lambda i, by, at: acknowledge(i, role=Role.DPO, by=by, at=at),
    "seen by the head": lambda i, by, at: acknowledge(i, role=Role.HEAD, by=by, at=at),
    "assess": lambda i, by, at: assessed(i, by, at=at),
    "assess high": lambda i, by, at: assessed(i, by, recipient_trusted=False, at=at),
    "advise": lambda i, by, at: advised(i, by, at=at),
    "decide not": lambda i, by, at: decided(i, by, regulator="no", at=at),
    "decide to tell": lambda i, by, at: decided(i, by, regulator="yes", people="yes", at=at),
    "agree": lambda i, by, at: agreed(i, by, at=at),
    "dissent": lambda i, by, at: agree(i, agrees=False, words="No.", by=by, at=at),
    "look at it again": lambda i, by, at: reviewed(i, by, at=at),
    "ordered": lambda i, by, at: record_order(
        i, ordered_at=at, reference="IC-1", words="Tell them.", seen=i.revision, by=by, at=at
    ),
    "tell the regulator": lambda i, by, at: told_regulator(i, by, at=at),
    "tell the people": told_people,
    "tell the police": told_police,
    "not the police": lambda i, by, at: take_back(
        i, party="police", seen=i.revision, by=by, at=at
    ),
    "signs": lambda i, by, at: record_signs(i, signs=["press"], seen=i.revision, by=by, at=at),
    "one step": one_step,
    "every step": lambda i, by, at: investigated(i, by, at=at),
    "discipline": lambda i, by, at: decide_discipline(
        i, is_taken=False, about="nobody", words="A mistake.", by=by, at=at
    ),
    "ask": ask_for("request"),
    "prevent": ask_for("preventive"),
    "answer": on_newest(
        Action, lambda a, by, at: actions.answer(a, words="B.", added=(), by=by, at=at)
    ),
    "accept": on_newest(Action, lambda a, by, at: actions.accept(a, by=by, at=at)),
    "give back": on_newest(Action, lambda a, by, at: actions.give_back(a, words="?", by=by, at=at)),
    "withdraw": on_newest(Action, lambda a, by, at: actions.withdraw(a, words="-", by=by, at=at)),
    "check": on_newest(Action, lambda a, by, at: actions.check(a, words="Works.", by=by, at=at)),
    "recipient": lambda i, by, at: recipients.name_recipient(
        i, name="A parent", reached_by="", chase_on=(at + WEEK).date(), by=by, at=at
    ),
    "ask recipient": on_newest(Recipient, lambda r, by, at: recipients.ask_recipient(
        r, asked_at=at, words="", chase_on=(at + WEEK).date(), seen=r.revision, by=by, at=at
    )),
    "settle recipient": on_newest(Recipient, lambda r, by, at: recipients.settle_recipient(
        r, state="confirmed", words="Gone.", seen=r.revision, by=by, at=at
    )),
    "happening": happened,
    "correct": on_newest(
        Happening, lambda h, by, at: happened(h.incident, by, at, corrects=h)
    ),
    "team": lambda i, by, at: change_team(
        i, people=[by.person_id], reason="Needed.", seen=i.revision, by=by, at=at
    ),
    "keep out": kept_out,
    "let back": on_newest(Recusal, lambda r, by, at: let_back(
        r, seen=r.incident.revision, by=by, at=at
    ), ended_at=None),
    "hand in": handed_in,
    "accept report": lambda i, by, at: review_report(i, accepts=True, comments="", by=by, at=at),
    "return report": lambda i, by, at: review_report(i, accepts=False, comments="?", by=by, at=at),
    "report it all": lambda i, by, at: reported(i, by, at=at),
    "recommend": lambda i, by, at: recommend(i, words="Train.", by=by, at=at),
    "review": lambda i, by, at: looked_back(i, by, at=at),
    "suggest": lambda i, by, at: suggest(
        i, kind="policy", question="existed", words="Write one.", by=by, at=at
    ),
    "close": lambda i, by, at: closed(i, by, at=at),
    "open again": opened_again("risk", "findings"),
    "open again, aware": opened_again("aware"),
}  # fmt: skip
