"""A few incidents taken from report to close by the real commands, as patterns to copy."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from bench.shapes import Shape, shapes
from tocsin.core.closing import outcomes
from tocsin.core.duties import State
from tocsin.core.roles import Role
from tocsin.demo.investigating import investigate, report_outcome, tell_others
from tocsin.incidents.assessment import commands as assessment
from tocsin.incidents.assessment.prefilled import complete, prefilled
from tocsin.incidents.decision import commands as decision
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident
from tocsin.incidents.outcome import commands as outcome
from tocsin.incidents.queries import duties_of
from tocsin.incidents.report.commands import report
from tocsin.incidents.retention import retention_of
from tocsin.incidents.review import commands as review
from tocsin.incidents.review.queries import questions_of, review_to_write
from tocsin.incidents.severity import commands as severity
from tocsin.incidents.triage import commands as triage
from tocsin.ledger.models import recorded_models
from tocsin.ledger.queries import Event, history
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership

Team = Mapping[Role, Membership]
Acts = dict[str, Callable[[], object]]
FEWEST = 8  # words
STEP = timedelta(minutes=40)
KINDS = ("confirmed", "near_miss", "not_a_breach", "near_miss", "not_a_breach")
REFERRED = ("referred", *["not_referred"] * 4)
LEVELS = ("moderate", "minor", "minor", "minor", "major", "minor", "minor")


@dataclass(frozen=True)
class Row:
    """One row as a step of a history wrote it; what differs between copies is named."""

    table: str
    values: Mapping[str, Any]
    ids: tuple[str, ...]  # columns that hold ids
    times: Mapping[str, timedelta]  # columns that hold instants, counted from the report


@dataclass(frozen=True)
class Step:
    action: str
    by: str
    after: timedelta
    facts: Mapping[str, Any]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class History:
    """What happened to one incident, from its report on."""

    incident_id: str
    steps: Sequence[Step]


def closed_histories(team: Team, *, count: int, at: datetime) -> list[History]:
    """Incidents that were closed with nothing left undone, reported from `at` on."""
    return [_lived(team, place, at=at, steps=None) for place in range(count)]


def open_histories(team: Team, *, count: int, at: datetime) -> list[History]:
    """Incidents of which none, one, two… things have been done."""
    return [_lived(team, place, at=at, steps=place % 7) for place in range(count)]


def _lived(team: Team, place: int, *, at: datetime, steps: int | None) -> History:
    told = [shape for shape in shapes() if len(shape.words) > FEWEST]
    shape = told[place * 7 % len(told)]
    incident, _ = report(draft_id=uuid4(), answers=_answers(shape, at), by=team[Role.STAFF], at=at)
    moments = (at + STEP * number for number in itertools.count(1))
    for moment in itertools.islice(moments, steps):
        duties = [
            each
            for each in duties_of(incident)
            if each.state is State.OPEN and each.code != "update-team"  # it never ends
        ]
        if not duties:
            break
        _do(duties[0].code, incident, team, place, shape, moment)
        with reading(incident.school_id):
            incident = Incident.objects.get(pk=incident.pk)
    return _history_of(incident, at)


def _answers(shape: Shape, at: datetime) -> dict[str, Any]:
    return {
        "what": shape.what,
        "story": " ".join(shape.words),
        "is_continuing": "no",
        "discovered_at": at,
        "discovered_words": "now",
        "whose": ["pupils"],
        "how_many": "100",
        "already_done": "",
    }


def _do(duty: str, incident: Incident, team: Team, place: int, shape: Shape, at: datetime) -> None:
    deputy = team[Role.DEPUTY_DPO]
    seen: dict[str, Any] = {"seen": incident.revision, "by": deputy, "at": at}
    if duty.startswith("own-"):
        outcome.finish_own_duty(incident, key=duty.removeprefix("own-"), by=deputy, at=at)
        return
    acts = (
        _looking(incident, place, shape, seen)
        | _judging(incident, team, place, shape, seen)
        | _finding_out(incident, team, at)
    )
    acts[duty]()


def _looking(incident: Incident, place: int, shape: Shape, seen: Mapping[str, Any]) -> Acts:
    words = " ".join(shape.words[:30])
    return {
        "triage": lambda: triage.decide_kind(
            incident, title=incident.title, kind=KINDS[place % 5], kind_reason=words,
            duplicate_of=None, personal_data="yes", personal_data_reason=words, **seen,
        ),
        "contain": lambda: triage.record_containment(
            incident, contained="yes", containment=words, **seen
        ),
        "describe": lambda: triage.record_details(
            incident, occurred_from="", occurred_to="", is_continuing="no",
            discovered_at=incident.discovered_at, confidentiality=True, integrity=False,
            availability=False, permanent_loss=False,
            cause=incident.cause or "emailed_wrong_person", policies_breached="",
            people=shape.people, data_kinds=["basic"], special_category="no", children="yes",
            **seen,
        ),
        "aware": lambda: triage.find_awareness(
            incident, aware_at=incident.reported_at, grounds=words, **seen
        ),
        "close": lambda: outcome.close(
            incident, lessons=words, closed_as=outcomes(facts_of(incident))[0].value,
            retention_on=retention_of(incident, at=seen["at"]), **seen,
        ),
        "review-incident": lambda: review.write_review(
            incident, answers={each.key: ("yes", words) for each in questions_of(incident)},
            is_finished=True, **{**seen, "seen": review_to_write(incident).revision},
        ),
    }  # fmt: skip


def _judging(
    incident: Incident, team: Team, place: int, shape: Shape, seen: Mapping[str, Any]
) -> Acts:
    words, at = " ".join(shape.words[:30]), seen["at"]
    return {
        "classify": lambda: severity.classify(
            incident, severity=LEVELS[place % 7], suggested="minor", reason=words,
            lead=team[Role.DEPUTY_DPO].person, **seen,
        ),
        "refer": lambda: severity.refer(
            incident, referral=REFERRED[place % 5], in_doubt=False, reason=words, by_phone_at=None,
            spoke_to="", what_was_said="", **seen,
        ),
        "acknowledge-dpo": lambda: severity.acknowledge(
            incident, role=Role.DPO, by=team[Role.DPO], at=at
        ),
        "acknowledge-head": lambda: severity.acknowledge(
            incident, role=Role.HEAD, by=team[Role.HEAD], at=at
        ),
        "assess": lambda: assess(incident, seen),
        "reassess": lambda: assess(incident, seen),
        "advise": lambda: decision.advise(
            incident, regulator="no", people="no", words=words, by=team[Role.DPO], at=at
        ),
        "decide": lambda: decision.decide(
            incident, tell_regulator="no", regulator_reason=words, tell_people="no",
            people_ground="", people_reason=words, taken_with=[], departure_reason=words,
            without_dpo=words, **seen,
        ),
        "review-not-telling": lambda: decision.review_not_telling(
            incident, words=words, next_on=None, **seen
        ),
    }  # fmt: skip


def _finding_out(incident: Incident, team: Team, at: datetime) -> Acts:
    deputy, members = team[Role.DEPUTY_DPO], list(team.values())
    return {
        "investigate": lambda: investigate(incident, members, by=deputy, at=at),
        "discipline": lambda: investigate(incident, members, by=deputy, at=at),
        "recommend": lambda: report_outcome(incident, members, by=deputy, at=at),
        "write-outcome": lambda: report_outcome(incident, members, by=deputy, at=at),
        "tell-others": lambda: tell_others(incident, by=deputy, at=at),
    }


def assess(incident: Incident, seen: Mapping[str, Any]) -> None:
    """Assess the risk from what the incident says."""
    answers = complete(incident, prefilled(incident, None))
    assessment.record_assessment(incident, answers=answers, reasons={}, consequences={}, **seen)


def _history_of(incident: Incident, start: datetime) -> History:
    events = reversed(history(incident))
    return History(str(incident.pk), [_step(event, start) for event in events])


def _step(event: Event, start: datetime) -> Step:
    rows = tuple(_row(label, values, start) for label, values in event.rows.items())
    return Step(event.action, str(event.by), event.at - start, event.facts, rows)


def _row(label: str, values: Mapping[str, Any], start: datetime) -> Row:
    table = label.partition(":")[0]
    model = next(each for each in recorded_models() if each._meta.model_name == table)
    ids, times = [], {}
    for each in model._meta.concrete_fields:
        column, value = each.attname, values.get(each.attname)
        if value is None:
            continue
        if each.get_internal_type() == "DateTimeField":
            times[column] = datetime.fromisoformat(value) - start
        elif column == "id" or each.is_relation:
            ids.append(column)
    return Row(table, values, tuple(ids), times)
