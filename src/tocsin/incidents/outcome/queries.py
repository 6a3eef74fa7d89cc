"""Reading outcome reports and recommendations, always within the incident's school."""

from tocsin.core.outcome_rules import SECTIONS, Outcome
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident, OutcomeReport, Recommendation
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership
from tocsin.schools.queries import members_of


def reports_of_outcome(incident: Incident) -> list[OutcomeReport]:
    """Every version, newest first."""
    with reading(incident.school_id):
        rows = OutcomeReport.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by", "submitted_by", "reviewed_by").order_by("-number"))


def newest_report(incident: Incident) -> OutcomeReport | None:
    """The version that counts; None while there is none."""
    return next(iter(reports_of_outcome(incident)), None)


def report_to_write(incident: Incident) -> OutcomeReport:
    """The version that can be written on: a draft, or a new one after what was given back.

    Neither a report that was given back nor one that was accepted is altered.
    """
    return version_after(incident, newest_report(incident))


def version_after(incident: Incident, newest: OutcomeReport | None) -> OutcomeReport:
    """The same where the newest version is at hand."""
    if newest is not None and newest.state in {Outcome.DRAFT, Outcome.SUBMITTED}:
        return newest
    return OutcomeReport(
        incident=incident, school_id=incident.school_id,
        number=newest.number + 1 if newest else 1,
        sections=newest.sections if newest else [],
    )  # fmt: skip


def reviewer_of(incident: Incident, author: Membership) -> Role:
    """The role that looks at the author's report: the policy's, unless nobody else holds it."""
    with reading(incident.school_id):
        wanted = pack_of(incident.pack_version_id).outcome_report.reviewed_by or Role.DEPUTY_DPO
        others = [m for m in members_of(incident.school_id) if m.person_id != author.person_id]
    held = {role for each in others for role in each.held_roles}
    return next((role for role in (wanted, Role.HEAD, Role.DPO) if role in held), wanted)


def section_titles(incident: Incident) -> tuple[str, ...]:
    """The headings that the policy asks for, or ours."""
    with reading(incident.school_id):
        return pack_of(incident.pack_version_id).outcome_report.sections or SECTIONS


def recommendations_of(incident: Incident) -> list[Recommendation]:
    """What the DPO recommended, oldest first."""
    with reading(incident.school_id):
        rows = Recommendation.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by").order_by("at"))
