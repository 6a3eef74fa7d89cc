"""Reading an event over several schools: of each reader, only the schools in which they decide."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from tocsin.core.company_names import is_same, may_be_same
from tocsin.core.roles import Permission, may
from tocsin.incidents.models import ProcessorCase, Recusal, SharedCase, SharedNews
from tocsin.ledger.tenancy import reading
from tocsin.registers.models import Supplier
from tocsin.schools.models import Membership, Person
from tocsin.schools.queries import memberships_of

FEW, MOST = 50, 500  # schools that need no looking for, and schools in one go


def deciders(person: Person) -> list[Membership]:
    """The person's memberships where they decide, by the name of the school."""
    found = [each for each in memberships_of(person) if may(each, Permission.DECIDE)]
    for member in found:
        member.person = person
    return found


def cases_of(event: UUID, members: list[Membership]) -> list[SharedCase]:
    """The event's incidents in the schools of these memberships, by the name of the school.

    None from which the person was taken off. Source: BR-5.7; BR-5.11.
    """
    if not members:
        return []
    ids = [each.school_id for each in members]
    with reading(*ids, person=members[0].person_id):
        rows = SharedCase.objects.filter(event=event, school_id__in=ids)
        shown = _without_the_kept_from(rows, members[0].person_id)
        return list(shown.select_related("incident__school", "school").order_by("school__name"))


def news_of(cases: Sequence[SharedCase]) -> tuple[str, list[SharedNews]]:
    """The name of the company, and what was learnt later, once each, the newest first."""
    ids, schools = [each.incident_id for each in cases], [each.school_id for each in cases]
    with reading(*schools):
        companies = ProcessorCase.objects.filter(incident__in=ids, school_id__in=schools)
        name = companies.order_by("at", "pk").values_list("name", flat=True).first()
        rows = SharedNews.objects.filter(incident__in=ids, school_id__in=schools)
        found = {row.news: row for row in rows.order_by("-at", "-pk")}
    return name or "", list(found.values())


def suppliers_like(name: str, members: list[Membership]) -> Mapping[UUID, list[Supplier]]:
    """Of each school's own register the companies that may be meant, the likeliest first."""
    ids = [each.school_id for each in members]
    found: dict[UUID, list[Supplier]] = {each: [] for each in ids}
    with reading(*ids):
        rows = Supplier.objects.filter(school_id__in=ids, ended_at=None).only("school_id", "name")
        for row in rows.order_by("name", "pk"):
            if may_be_same(row.name, name):
                found[row.school_id].append(row)
    for each in found.values():
        each.sort(key=lambda row: not is_same(row.name, name))
    return found


def _without_the_kept_from(rows: QuerySet[SharedCase], person_id: UUID) -> QuerySet[SharedCase]:
    kept = Recusal.objects.filter(person=person_id, ended_at=None)
    firsts = kept.values_list(Coalesce("incident__duplicate_of", "incident"))
    first = Coalesce(F("incident__duplicate_of"), F("incident"))
    return rows.annotate(first=first).exclude(first__in=firsts)
