"""Reading reports to the regulator and what they are filled from, within the incident's school."""

from datetime import datetime

from tocsin.core.clock import LONDON, regulator_due_at
from tocsin.core.closures import closure_between
from tocsin.core.regulator_form import form_on
from tocsin.core.when import say_date
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import (
    Action,
    Assessment,
    Incident,
    RegulatorLetter,
    RegulatorReport,
    Report,
    Telling,
    ThirdParty,
)
from tocsin.incidents.regulator.filling import Case
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import calendar_of, pack_of
from tocsin.schools.models import Membership


def case_of(incident: Incident) -> Case:
    """Everything of the incident that a report is filled from."""
    with reading(incident.school_id):
        own = {"school_id": incident.school_id, "incident": incident}
        actions = Action.objects.filter(**own).exclude(state="withdrawn").exclude(kind="request")
        return Case(
            incident,
            list(Report.objects.filter(**own).order_by("at")),
            Assessment.objects.filter(**own).order_by("-number").first(),
            tellings_of(incident),
            list(actions.order_by("at")),
            list(ThirdParty.objects.filter(**own).order_by("at")),
            _people_of(incident),
            closure_statement(incident),
        )


def _people_of(incident: Incident) -> list[Membership]:
    """Everybody at the school, which is read with its controller in the same question."""
    rows = Membership.objects.filter(school_id=incident.school_id, ended_at=None)
    return list(rows.select_related("person", "school__controller").order_by("person__name"))


def tellings_of(incident: Incident) -> list[Telling]:
    """Each time that the regulator was told, oldest first, with its report where there is one.

    Those from before there were reports have none. Of a time that was put right, the newest.
    """
    every = every_telling_of(incident)
    replaced = {each.corrects for each in every}
    return [each for each in every if each.pk not in replaced]


def every_telling_of(incident: Incident) -> list[Telling]:
    """The same with those whose time was put right later."""
    with reading(incident.school_id):
        rows = Telling.objects.filter(
            school_id=incident.school_id, incident=incident, whom=Telling.Whom.REGULATOR
        )
        rows = rows.select_related("report__file", "report__approved_by", "told_by", "by", "proof")
        return list(rows.order_by("told_at", "at"))


def report_to_write(incident: Incident, at: datetime) -> RegulatorReport:
    """The report being written, or a new one, not saved, that goes on from the last one sent."""
    with reading(incident.school_id):
        rows = RegulatorReport.objects.filter(school_id=incident.school_id, incident=incident)
        newest = rows.select_related("approved_by").order_by("-number").first()
    if newest is not None and newest.sent_at is None:
        return newest
    regulator = pack_of(incident.pack_version_id).identity.regulator
    return RegulatorReport(
        incident=incident, school_id=incident.school_id, at=at,
        number=newest.number + 1 if newest else 1,
        form=newest.form if newest else form_on(at.astimezone(LONDON).date(), regulator).id,
        answers=newest.answers if newest else {},
    )  # fmt: skip


def letters_of(incident: Incident) -> list[RegulatorLetter]:
    """The correspondence with the regulator, oldest first."""
    with reading(incident.school_id):
        rows = RegulatorLetter.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by", "file").order_by("happened_at", "at"))


def closure_statement(incident: Incident) -> str:
    """What the regulator should hear of a closure in the 72 hours; "" without one. BR-6.1."""
    start = facts_of(incident).clock_start
    with reading(incident.school_id):
        found = closure_between(calendar_of(incident.school_id), start, regulator_due_at(start))
        if found is None:
            return ""
        statement = pack_of(incident.pack_version_id).words_for("closed_statement")
    return f"{statement} It opens again on {say_date(found.reopens_on)}."
