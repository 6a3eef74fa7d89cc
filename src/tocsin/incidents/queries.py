"""Reading incidents, always within the reader's school."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from uuid import UUID

from django.db.models import F, Prefetch, Q, prefetch_related_objects
from django.http import Http404

from tocsin.core.clock import Calendar
from tocsin.core.duties import Duty, duties
from tocsin.core.facts import Status
from tocsin.core.roles import Permission, Role, may, sees_all
from tocsin.incidents.facts import facts_of
from tocsin.incidents.mail_warnings import ABOUT_SENDER
from tocsin.incidents.models import (
    AgendaItem,
    Alert,
    Channel,
    Incident,
    Original,
    ReceivedMail,
    Report,
    TeamMember,
    Voice,
)
from tocsin.incidents.recusals import is_kept_from, kept_from, left_to, rows_kept_from
from tocsin.ledger.tenancy import reading
from tocsin.policies.cover.queries import Cover
from tocsin.policies.queries import calendar_of, pack_of
from tocsin.schools.models import Membership

MOST_SHOWN = 100
WORK_PAGE = 25
STANDING_IN = "Whoever stands in"


def visible_to(reader: Membership) -> Q:
    """The incidents of the reader's school that the reader's roles show them.

    Never one from which the reader was taken off, whatever the role. Source: BR-5.7.
    """
    of_school = Q(school_id=reader.school_id)
    within = of_school & ~kept_from(reader.school_id, reader.person_id)
    if sees_all(reader):
        return within
    # Whoever decides together with others, or is on the team, sees what it is about.
    asked = Voice.objects.filter(of_school, by=reader.person_id).values("incident")
    team = TeamMember.objects.filter(of_school, person=reader.person_id, left_at=None)
    mine = Q(lead_id=reader.person_id) | Q(pk__in=asked) | Q(pk__in=team.values("incident"))
    if Role.OFFICE in reader.held_roles:
        mine |= Q(status=Status.REPORTED.value)
    return within & mine


def incident_for(reader: Membership, incident_id: UUID) -> Incident:
    """Return the incident, or 404 when it is not in the reader's school, or not theirs to see."""
    return _one(reader, visible_to(reader), incident_id)


def own_report(reader: Membership, incident_id: UUID) -> Incident:
    """Return the incident that the reader reported under their own name, or 404."""
    own = Q(school_id=reader.school_id, reported_by_id=reader.person_id)
    return _one(reader, own, incident_id)


def _one(reader: Membership, seen: Q, incident_id: UUID) -> Incident:
    with reading(reader.school_id):
        one = Incident.objects.filter(seen, pk=incident_id).select_related("lead", "reported_by")
        found = next(iter(one), None)  # first() would sort, which takes longer than all the rest
        if found is not None:
            pack_of(found.pack_version_id)  # read while it may be, and remembered from then on
    if found is None:
        raise Http404
    found.school = reader.school
    return found


def with_repeats(incident: Incident) -> dict[UUID, Incident]:
    """The incident and those that repeat it, by id. Asked for once."""
    with reading(incident.school_id):
        prefetch_related_objects([incident], "repeats")
    return {each.pk: each for each in (incident, *incident.repeats.all())}


def words_of_reporter(incident: Incident) -> Report:
    """What the reporter of the incident told, and not what anybody told of a duplicate."""
    with reading(incident.school_id):
        return Report.objects.get(school_id=incident.school_id, incident=incident)


def original_of(incident: Incident) -> Original | None:
    """What an earlier log said of the incident; None when it was reported here."""
    if incident.batch_id is None:
        return None
    with reading(incident.school_id):
        return Original.objects.get(school_id=incident.school_id, incident=incident)


def reports_of(incident: Incident) -> list[Report]:
    """What people told the school about it, and about its duplicates, oldest first."""
    with reading(incident.school_id):
        # In one go the database would read every report of the school.
        together = with_repeats(incident)
        rows = Report.objects.filter(school_id=incident.school_id, incident__in=together)
        found = list(rows.select_related("by"))
        mails = _mails_of(incident.school_id, found)
    for report in found:
        report.incident = together[report.incident_id]
        report.mail = mails.get(report.incident_id)
    return sorted(found, key=lambda report: report.at)


def _mails_of(school_id: UUID, reports: list[Report]) -> dict[UUID, ReceivedMail]:
    """The mails that became those reports, by incident."""
    by_mail = {Channel.MAILBOX, Channel.EMAIL}
    # A mail has the id of the incident that it opened.
    wanted = [report.incident_id for report in reports if report.channel in by_mail]
    if not wanted:
        return {}
    mails = ReceivedMail.objects.filter(school_id=school_id, pk__in=wanted)
    return {mail.pk: mail for mail in mails}


def to_be_doubted(reader: Membership, incidents: Iterable[Incident]) -> set[UUID]:
    """The incidents that a mail opened whose sender nobody should take for granted."""
    with reading(reader.school_id):
        mails = ReceivedMail.objects.filter(
            school_id=reader.school_id, pk__in=[each.pk for each in incidents]
        )
        rows = mails.values_list("pk", "warnings")
        return {mail_id for mail_id, warnings in rows if ABOUT_SENDER & set(warnings)}


def duties_of(incident: Incident, calendar: Calendar | None = None) -> tuple[Duty, ...]:
    """Every duty of the incident, met or not. calendar: the school's, if it is at hand."""
    with reading(incident.school_id):
        calendar = calendar or calendar_of(incident.school_id)
        return duties(facts_of(incident), pack_of(incident.pack_version_id), calendar)


def inbox(reader: Membership) -> list[Incident]:
    """Reports nobody has triaged yet, oldest clock first."""
    with reading(reader.school_id):
        return list(
            Incident.objects.filter(
                ~kept_from(reader.school_id, reader.person_id),
                school_id=reader.school_id, status="reported",
            )
            .order_by("number")
            .only("reference", "title", "reported_at", "aware_at", "school_id", "source")
            .prefetch_related(
                Prefetch("report_set", Report.objects.only("incident", "channel", "protection"))
            )[:MOST_SHOWN]
        )  # fmt: skip


def my_agenda(reader: Membership, *, cover: Cover, skip: int = 0) -> Sequence[AgendaItem]:
    """The open duties that are the reader's by name or by role, nearest deadline first.

    So are those of the roles and the people for whom the reader acts, as far as the reader may
    open their incidents. One page, after `skip`, and one more when there are more. Source: BR-5.7.
    """
    roles, people = {role.value for role in reader.held_roles}, {reader.person_id}
    also = Q(pk__in=())
    if sees_all(reader):
        also = left_to(reader, cover)
        other_roles, other_people = cover.stood_in_for(reader.person_id)
        roles |= {role.value for role in other_roles}
        people |= other_people
    with reading(reader.school_id):
        return list(
            AgendaItem.objects.filter(
                Q(person__in=people) | Q(person=None, role__in=roles) | also,
                ~rows_kept_from(reader.school_id, reader.person_id),
                school_id=reader.school_id,
            )
            .exclude(duty="close")
            .select_related("incident", "person")
            .only(
                "duty", "title", "role", "due_at", "order", "person__name",
                "incident__reference", "incident__title", "incident__school_id",
            )
            .order_by(F("due_at").asc(nulls_last=True), "incident_id", "order")
            [skip : skip + WORK_PAGE + 1]
        )  # fmt: skip


def to_answer(reader: Membership, items: Iterable[AgendaItem]) -> list[Incident]:
    """The incidents of these duties of which the reader was told and has not said: I deal with it.

    Source: SI-M7.
    """
    found = {item.incident_id: item.incident for item in items}
    with reading(reader.school_id):
        waiting = Alert.objects.filter(
            school_id=reader.school_id, person=reader.person_id, acknowledged_at=None,
            incident__in=found,
        )  # fmt: skip
        told = set(waiting.values_list("incident_id", flat=True))
    return [incident for pk, incident in found.items() if pk in told]


def my_reports(reader: Membership) -> list[Incident]:
    """What the reader reported under their own name, newest first."""
    with reading(reader.school_id):
        return list(
            Incident.objects.filter(school_id=reader.school_id, reported_by=reader.person_id)
            .order_by("-number")
            .only("reference", "title", "status", "reported_at", "kind")[:MOST_SHOWN]
        )


def can_read(reader: Membership) -> bool:
    """Whether the reader may open incidents."""
    return may(reader, Permission.READ_CASES)


def people_at_work(
    school_id: UUID, *, also: Iterable[UUID | None] = (), about: Incident | None = None
) -> dict[Role | str, list[str]]:
    """The names of those who hold each role, and each name by its person's id.

    Of the many who are staff and nothing else only those are looked up whom `also` names. Those who
    must not see the incident it is `about` hold no role there: somebody stands in for them.
    """
    found: dict[Role | str, list[str]] = {}
    with reading(school_id):
        people = Membership.objects.filter(
            ~Q(roles=[Role.STAFF.value]) | Q(person_id__in=set(also)),
            school_id=school_id, ended_at=None,
        ).values_list(
            "person_id", "person__name", "person__email", "roles", is_kept_from(about)
        )  # fmt: skip
        for person_id, name, email, roles, is_off in sorted(people, key=itemgetter(1)):
            found[str(person_id)] = [name or email]
            for role in {*map(Role, roles), Role.STAFF}:
                names = found.setdefault(role, [])
                if not is_off:
                    names.append(name or email)
    for names in found.values():
        names[:] = names or [STANDING_IN]
    return found
