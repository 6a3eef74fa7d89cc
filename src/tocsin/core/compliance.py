"""Whether the timescales of the school's policy were kept, worked out from stored facts.

Each incident is judged by the pack it was opened under, with the same starts as its duties.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from statistics import median

from tocsin.core.clock import LONDON, Calendar, Unit, due_at
from tocsin.core.duty import Situation
from tocsin.core.facts import NO_BREACH, Answer, Facts, Kind, Referral, Tell
from tocsin.core.notice_rules import is_notice_wanted
from tocsin.core.outcome_rules import is_report_wanted
from tocsin.core.policy import ANY, Pack, Stage, Timescale

AT_ONCE = timedelta(hours=1)  # what the figures count as "at once"
SEPTEMBER = 9
Moment = datetime | None


@dataclass(frozen=True)
class Case:
    """What is stored of one incident, as far as timescales ask. None is not done, or not kept."""

    facts: Facts
    triaged_at: Moment = None
    suspected_at: Moment = None
    found_at: Moment = None
    contained_at: Moment = None
    first_classified_at: Moment = None
    dpo_decided_at: Moment = None
    outcome_at: Moment = None  # the first outcome report was handed in

    def is_unknown(self, done_at: Moment, *, is_done: bool) -> bool:
        """Whether a step was taken before the time of it was kept."""
        return is_done and done_at is None


@dataclass(frozen=True)
class Step:
    """One thing that a pack may put a time on, and how it is read from a case."""

    key: str
    label: str
    stage: Stage
    is_asked: Callable[[Case, Pack], bool]
    done_at: Callable[[Case, Pack], Moment]
    start: Callable[[Case], Moment] | None = None  # instead of the moment the pack names


@dataclass
class Figure:
    """How often one timescale was kept. `lengths` are of what is done."""

    step: Step
    level: str  # its label in the pack; empty for every level
    words: str
    met: int = 0
    missed: int = 0  # done late, or late and not done
    running: int = 0
    lengths: list[timedelta] = field(default_factory=list)

    @property
    def median(self) -> timedelta | None:
        seconds = [each.total_seconds() for each in self.lengths]
        return timedelta(seconds=median(seconds)) if seconds else None

    @property
    def longest(self) -> timedelta | None:
        return max(self.lengths, default=None)


def figures(
    cases: Iterable[tuple[Case, Pack]], calendar: Calendar, *, at: datetime
) -> list[Figure]:
    """Each timescale of the packs with how often it was met, missed, and is still running at `at`.

    In the order of the steps, then as the packs have them. Source: SI-M7.
    """
    found: dict[tuple[str, str, str], Figure] = {}
    ends = _Ends(calendar)
    for case, pack in cases:
        if case.facts.kind is Kind.DUPLICATE:
            continue
        for step in STEPS:
            if step.is_asked(case, pack):
                _count(found, step, case, pack, ends, at)
    order = {step.key: place for place, step in enumerate(STEPS)}
    return sorted(found.values(), key=lambda each: order[each.step.key])


def unmeasured(packs: Iterable[Pack]) -> list[Stage]:
    """The stages that a pack puts a time on, and whose end is not kept as a fact yet."""
    measured = {step.stage for step in STEPS}
    wanted = {row.stage for pack in packs for row in pack.timescales if row.is_set}
    return [stage for stage in Stage if stage in wanted - measured]


def school_year_of(day: date) -> int:
    """The year in which the school year of the day begins, on 1 September."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


def span_of(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first instant of the one day to the end of the other, in London, as UTC."""
    start, end = (datetime.combine(day, time(0), LONDON) for day in (first, last + timedelta(1)))
    return start.astimezone(UTC), end.astimezone(UTC)


@dataclass
class _Ends:
    """When timescales end. Those that count days are worked out once for each day they begin on."""

    calendar: Calendar
    known: dict[tuple[date, Unit, int], datetime] = field(default_factory=dict)

    def of(self, start: datetime, timescale: Timescale) -> datetime:
        if timescale.unit is Unit.HOURS:
            return due_at(start, timescale, self.calendar)
        key = (start.astimezone(LONDON).date(), timescale.unit, timescale.amount or 0)
        if key not in self.known:
            self.known[key] = due_at(start, timescale, self.calendar)
        return self.known[key]


@lru_cache(maxsize=512)
def _words(timescale: Timescale) -> str:
    return replace(timescale, warn_before=(), escalate_to=(), is_hard=False).words()


def _count(
    found: dict[tuple[str, str, str], Figure],
    step: Step,
    case: Case,
    pack: Pack,
    ends: "_Ends",
    at: datetime,
) -> None:
    done_at = step.done_at(case, pack)
    if done_at is None and case.facts.closed_at:
        return  # it was closed without, so nothing asked for it in the end
    timing = _timing(step, case, pack, ends, done_at)
    if timing is None:
        return
    level, words, start, due = timing
    label = "" if level == ANY else pack.level(level).label
    key = (step.key, label, words)
    figure = found.setdefault(key, Figure(step, label, words))
    if done_at is None:
        figure.missed += at > due
        figure.running += at <= due
        return
    figure.missed += done_at > due
    figure.met += done_at <= due
    figure.lengths.append(max(done_at - start, timedelta(0)))


def _timing(
    step: Step, case: Case, pack: Pack, ends: "_Ends", done_at: Moment
) -> tuple[str, str, datetime, datetime] | None:
    """The level and the words of the timescale, when it began and when it ended; None for none."""
    facts = case.facts
    if facts.reopened_at and done_at and done_at < facts.reopened_at:
        facts = replace(facts, reopened_at=None)  # done before it was opened again
    now = Situation(facts, pack, ends.calendar)
    if step.stage is Stage.TELL_REGULATOR:
        hours = int(pack.regulator_window.total_seconds()) // 3600
        words = f"{hours} hours from when the school became aware"
        return ANY, words, facts.clock_start, now.regulator_due
    timescale = pack.timescale(step.stage, facts.severity)
    if timescale is None:
        return None
    start = step.start(case) if step.start else now.moment(timescale.counted_from)
    if start is None:
        return None
    words = _words(timescale)
    if step.start:
        words = f"{words.partition(' from ')[0]} from when they were told"
    if not timescale.amount:
        return timescale.level, f"{words} (within an hour)", start, start + AT_ONCE
    return timescale.level, words, start, ends.of(start, timescale)


def _told_dpo(case: Case, pack: Pack) -> Moment:
    """A serious incident goes to the DPO; of another it is decided. Source: SI-M8; BR-5.3."""
    return case.facts.referred_at if pack.is_serious(case.facts.severity) else case.dpo_decided_at


def _is_contained_at_a_known_time(case: Case, _: Pack) -> bool:
    is_done = case.facts.contained is Answer.YES
    is_asked = case.facts.kind not in NO_BREACH
    return is_asked and not case.is_unknown(case.contained_at, is_done=is_done)


STEPS = (
    Step(
        "report", "Reported", Stage.REPORT,
        lambda case, _: case.facts.discovered_at is not None,
        lambda case, _: case.facts.reported_at,
    ),
    Step(
        "acknowledge", "Looked at", Stage.ACKNOWLEDGE,
        lambda case, _: not case.is_unknown(case.triaged_at, is_done=case.facts.kind is not None),
        lambda case, _: case.triaged_at,
    ),
    Step(
        "contain", "Stopped from getting worse", Stage.CONTAIN,
        _is_contained_at_a_known_time,
        lambda case, _: case.contained_at,
    ),
    Step(
        "finding", "A suspicion looked into", Stage.FINDING,
        lambda case, _: case.suspected_at is not None,
        lambda case, _: case.found_at,
    ),
    Step(
        "classify", "Severity set", Stage.CLASSIFY,
        lambda _, pack: bool(pack.levels),
        lambda case, _: case.first_classified_at or case.facts.classified_at,
    ),
    Step(
        "tell_dpo", "DPO told, or said why not", Stage.TELL_DPO,
        lambda case, pack: not case.is_unknown(
            _told_dpo(case, pack), is_done=case.facts.referral is not None
        ) or pack.is_serious(case.facts.severity),
        _told_dpo,
    ),
    Step(
        "acknowledge-dpo", "Seen by the DPO", Stage.ACKNOWLEDGE,
        lambda case, _: case.facts.referral is Referral.REFERRED,
        lambda case, _: case.facts.acknowledged_by_dpo_at,
        lambda case: case.facts.referred_at,
    ),
    Step(
        "acknowledge-head", "Seen by the Headteacher", Stage.ACKNOWLEDGE,
        lambda case, pack: pack.is_serious(case.facts.severity),
        lambda case, _: case.facts.acknowledged_by_head_at,
        lambda case: case.facts.classified_at,
    ),
    Step(
        "tell_regulator", "Regulator told", Stage.TELL_REGULATOR,
        lambda case, _: case.facts.tell_regulator is Tell.YES,
        lambda case, _: case.facts.regulator_told_at,
    ),
    Step(
        "draft_notice", "Notice to them drafted", Stage.DRAFT_NOTICE,
        lambda case, _: is_notice_wanted(case.facts),
        lambda case, _: case.facts.notice_drafted_at,
    ),
    Step(
        "tell_people", "People affected told", Stage.TELL_PEOPLE,
        lambda case, _: case.facts.tell_people is Tell.YES,
        lambda case, _: case.facts.people_told_at,
    ),
    Step(
        "outcome_report", "Outcome report handed in", Stage.OUTCOME_REPORT,
        lambda case, pack: is_report_wanted(case.facts, pack),
        lambda case, _: case.outcome_at,
    ),
    Step(
        "close", "Closed", Stage.CLOSE,
        lambda *_: True,
        lambda case, _: case.facts.closed_at,
    ),
)  # fmt: skip


def proportion(met: int, judged: int) -> str:
    """How many of the deadlines were met, in a word: for numbers too small to be shown."""
    if met == judged:
        return "All"
    share: Mapping[str, float] = {"Most": 0.6, "About half": 0.4, "Few": 0.01}
    return next((word for word, least in share.items() if met >= least * judged), "None")
