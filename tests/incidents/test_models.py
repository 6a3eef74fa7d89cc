"""The tables of an incident: what they may hold, and what they never say of themselves."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from tests.kept import kept
from tests.worlds import FRIDAY, a_report, a_school, a_team, referred, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import Alert, AlertMail, Incident, Referral, Telling
from tocsin.ledger.tenancy import reading

pytestmark = pytest.mark.django_db
MODELS = list(apps.get_app_config("incidents").get_models())
SECRET = "Zanzibar"
CODES = {"reference", "duty", "whom"}


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_row_names_anybody_or_anything_in_a_log_line(model):
    row = model()
    for field in model._meta.concrete_fields:
        if field.get_internal_type() in {"TextField", "CharField"} and field.name not in CODES:
            setattr(row, field.attname, SECRET)

    assert SECRET not in str(row)


def broken(incident, change):
    with (
        reading(incident.school_id),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        change()


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "closed"},
        {"closed_at": FRIDAY},
        {"permanent_loss": True, "availability": False},
    ],
)
def test_the_database_refuses_an_incident_that_cannot_be(team, wrong):
    incident = a_report(team[Role.STAFF])

    broken(incident, lambda: Incident.objects.filter(pk=incident.pk).update(**wrong))


def test_the_database_refuses_a_number_used_twice(team):
    a_report(team[Role.STAFF])
    incident = a_report(team[Role.STAFF])

    broken(incident, lambda: Incident.objects.filter(pk=incident.pk).update(number=1))


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"by_phone_at": FRIDAY}])
def test_the_database_refuses_a_referral_without_its_reasons(team, wrong):
    incident = referred(triaged(a_report(team[Role.STAFF]), team[Role.DPO]), team[Role.DPO])

    broken(incident, lambda: Referral.objects.filter(incident=incident).update(**wrong))


def test_the_database_refuses_a_late_telling_without_reasons(team):
    incident = a_report(team[Role.STAFF])
    telling = Telling(
        incident=incident, school_id=incident.school_id, at=FRIDAY, whom="regulator",
        told_at=FRIDAY, how="phone", is_late=True,
    )  # fmt: skip

    broken(incident, telling.save)


def an_alert(incident, person, **columns):
    """A row for one person, with its message."""
    mail = AlertMail.objects.create(
        pk=uuid4(), school_id=incident.school_id, person_id=person, at=FRIDAY,
        token_hash="a" * 64, delivered_at=FRIDAY,
    )  # fmt: skip
    values = {"duty": "triage", "due_at": FRIDAY, "stage": "late-0", "role": "deputy_dpo"}
    return Alert.objects.create(
        school_id=incident.school_id, incident=incident, person_id=person, mail=mail, at=FRIDAY,
        **{**values, **columns},
    )  # fmt: skip


def test_the_database_tells_a_stage_of_a_deadline_once_to_each_person(team):
    incident, person = a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO].person_id
    with reading(incident.school_id):
        an_alert(incident, person)
        an_alert(incident, person, stage="late-1")
        an_alert(incident, person, due_at=FRIDAY + timedelta(hours=1))
        an_alert(incident, team[Role.HEAD].person_id)

    broken(incident, lambda: an_alert(incident, person))


def test_the_database_refuses_a_message_that_was_delivered_and_has_a_fault(team):
    incident = a_report(team[Role.STAFF])
    with reading(incident.school_id):
        mail = an_alert(incident, team[Role.HEAD].person_id).mail

    broken(incident, lambda: AlertMail.objects.filter(pk=mail.pk).update(fault="OSError"))
