"""The incidents of a period, as the figures need them: one question for them all."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from tocsin.core.compliance import Case, school_year_of
from tocsin.core.facts import Answer, Facts, Kind, Referral, Status, Tell
from tocsin.core.pack_reading import load
from tocsin.core.policy import Pack
from tocsin.incidents.models import Incident, OutcomeReport
from tocsin.incidents.recusals import kept_from
from tocsin.policies.models import PackVersion
from tocsin.schools.models import Membership, Period, PeriodKind

OF_FACTS = (
    "status", "reported_at", "discovered_at", "aware_at", "severity", "classified_at",
    "referred_at", "acknowledged_by_dpo_at", "acknowledged_by_head_at", "regulator_told_at",
    "people_told_at", "closed_at", "reopened_at", "kind", "contained", "referral",
    "tell_regulator", "tell_people",
)  # fmt: skip
OF_CASE = (
    "triaged_at", "suspected_at", "found_at", "contained_at", "first_classified_at",
    "dpo_decided_at",
)  # fmt: skip
CODES = {
    "status": Status, "kind": Kind, "contained": Answer, "referral": Referral,
    "tell_regulator": Tell, "tell_people": Tell,
}  # fmt: skip
READ = {name: {each.value: each for each in codes} for name, codes in CODES.items()}


def packs_of(school_id: UUID) -> Mapping[UUID, Pack]:
    """Every version of the school's pack. The caller has opened a reading, as for all of these."""
    rows = PackVersion.objects.filter(school_id=school_id).values_list("pk", "key", "text")
    return {pk: load(text, name=f"{key}.toml") for pk, key, text in rows}


def cases_of(
    reader: Membership, span: tuple[datetime, datetime], packs: Mapping[UUID, Pack]
) -> Iterator[tuple[Case, Pack]]:
    """Each incident reported in the span, with the pack it was opened under. One query.

    Not those of which the reader must see nothing, nor what an earlier log brought in.
    """
    hidden = kept_from(reader.school_id, reader.person_id)
    rows = Incident.objects.filter(
        ~hidden,
        school_id=reader.school_id,
        batch__isnull=True,
        reported_at__gte=span[0],
        reported_at__lt=span[1],
    ).values_list("pack_version_id", *OF_FACTS, *OF_CASE, _first_report())
    middle = len(OF_FACTS) + 1
    for version, *values in rows.iterator(chunk_size=2000):
        facts = dict(zip(OF_FACTS, values, strict=False))
        for name, codes in READ.items():
            facts[name] = codes.get(facts[name])
        facts["severity"] = facts["severity"] or None
        yield Case(Facts(**facts), *values[middle - 1 :]), packs[version]


def _first_report() -> Subquery:
    """When the first outcome report of the incident was handed in."""
    reports = OutcomeReport.objects.filter(incident=OuterRef("pk"), submitted_at__isnull=False)
    return Subquery(reports.order_by("submitted_at").values("submitted_at")[:1])


def first_year(reader: Membership, now: int) -> int:
    """The school year in which the first incident was reported; this one when there is none."""
    hidden = kept_from(reader.school_id, reader.person_id)
    first = Incident.objects.filter(~hidden, school_id=reader.school_id).order_by("reported_at")
    found = next(iter(first.values_list("reported_at", flat=True)[:1]), None)
    return min(school_year_of(found.date()), now) if found else now


def terms_of(school_id: UUID, year: int) -> list[tuple[str, str, date, date]]:
    """The terms of a school year: key, name, first and last day."""
    rows = Period.objects.filter(
        school_id=school_id, kind=PeriodKind.TERM,
        last_on__gte=date(year, 9, 1), first_on__lt=date(year + 1, 9, 1),
    ).order_by("first_on")  # fmt: skip
    return [(str(row.first_on), row.name or "Term", row.first_on, row.last_on) for row in rows]
