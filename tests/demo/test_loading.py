"""The practice trust: made by real commands, in every state, and by nobody's default password."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.db.models import F, Q

from tests.demo.conftest import THURSDAY
from tests.worlds import a_member, a_school, signed_in
from tocsin.demo import load
from tocsin.incidents.models import AgendaItem, Incident, Referral, Telling
from tocsin.incidents.queries import incident_for
from tocsin.incidents.settling import agenda_now
from tocsin.jobs.models import Job
from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify
from tocsin.schools.models import Person, School
from tocsin.schools.queries import member_of
from tocsin.startup import CannotStart

pytestmark = pytest.mark.django_db
IS_SERIOUS = Q(severity__in=["major", "critical"])
STATES = {
    "just reported": Q(status="reported"),
    "suspected": Q(status="open", kind="suspected"),
    "confirmed, with the clock running": Q(
        status="open", kind="confirmed", aware_at__isnull=False, regulator_told_at__isnull=True
    ),
    "decided not to tell, with reasons": Q(tell_regulator="no") & ~Q(regulator_reason=""),
    "a near miss": Q(kind="near_miss"),
    "planned maintenance": Q(kind="planned_maintenance"),
    "not a breach": Q(kind="not_a_breach"),
    "a duplicate": Q(kind="duplicate", duplicate_of__isnull=False),
    "serious, not confirmed by the DPO": IS_SERIOUS & Q(acknowledged_by_dpo_at__isnull=True),
    "serious, confirmed by both": IS_SERIOUS
    & Q(acknowledged_by_dpo_at__isnull=False, acknowledged_by_head_at__isnull=False),
    "closed with lessons": Q(status="closed") & ~Q(lessons=""),
    "opened again": Q(status="open", note_set__about="reopened"),
    "of a processor": Q(source="processor"),
    "with people told": Q(people_told_at__isnull=False),
    "with a letter that came back": Q(people_listed=14, letters_back=1),
}


def all_schools():
    return reading(*School.objects.values_list("pk", flat=True))


def somebody(email):
    person = Person.objects.get(email=email)
    school = School.objects.get(slug="lanternfield")
    return member_of(school.pk, person.pk)


def code_for(email, *options):
    out = StringIO()
    call_command("demo_code", email, *options, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("state", STATES)
def test_there_is_an_incident(state):
    with all_schools():
        assert Incident.objects.filter(STATES[state]).exists()


def test_the_regulator_was_told_in_time_and_late_with_reasons():
    with all_schools():
        told = Telling.objects.filter(whom="regulator")

        assert told.filter(is_late=False).count() >= 4
        assert all(late.late_reason for late in told.filter(is_late=True))
        assert told.filter(is_late=True).exists()


def test_a_referral_by_phone_says_what_was_said():
    with all_schools():
        assert Referral.objects.filter(by_phone_at__isnull=False, spoke_to="Imogen Varley").exists()


def test_one_clock_has_hours_left_and_one_has_run_out():
    with all_schools():
        due = AgendaItem.objects.filter(duty__in=["assess", "decide", "tell-regulator"])
        hours = [(each.due_at - THURSDAY).total_seconds() / 3600 for each in due]

    assert any(0 < left < 4 for left in hours)
    assert any(left < 0 for left in hours)


def test_every_ledger_holds():
    assert [(slug, verify(school).fault) for school, slug in schools()] == [
        ("lanternfield", ""),
        ("quillbrook", ""),
        ("saltmarrow", ""),
    ]


def test_the_stored_agenda_is_what_the_rules_say():
    with all_schools():
        for incident in Incident.objects.all():
            stored = incident.agenda.order_by("order").values_list("duty", "due_at", "person_id")
            ruled = [(item.duty, item.due_at, item.person_id) for item in agenda_now(incident)]

            assert list(stored) == ruled, incident.title


def test_no_alert_about_days_that_never_were_is_sent():
    assert not Job.objects.exists()


def test_nobody_was_certain_of_anything_before_it_was_noticed():
    with all_schools():
        early = Incident.objects.filter(aware_at__lt=F("discovered_at"))

        assert not early.exists()


def test_every_page_of_every_incident_opens():
    reader = somebody("imogen.varley@varley-dpo.example")
    browser = signed_in(reader)
    with all_schools():
        paths = [incident.get_absolute_url() for incident in Incident.objects.select_related()]

    answers = {path: browser.get(path).status_code for path in paths}

    assert set(answers.values()) == {200}
    assert len(answers) == 29


def test_people_are_told_that_this_is_for_practice():
    member = somebody("mina.okafor@lanternfield.example")

    page = signed_in(member).get("/s/lanternfield/", follow=True)

    assert "practice" in page.content.decode().lower()


def test_each_password_lets_its_person_in_and_would_pass_our_own_rules(demo):
    for shown in demo.people:
        person = Person.objects.get(email=shown.email)
        validate_password(shown.password, person)

        assert person.check_password(shown.password)
    assert len({shown.password for shown in demo.people}) == 22


def test_the_code_shown_is_the_one_that_signs_in():
    email = "hester.quayle@lanternfield.example"
    code = code_for(email).partition("Code now: ")[2][:6]

    assert TOTP(Authenticator.objects.get(user__email=email)).validate_code(code)


def test_a_lost_password_is_replaced():
    email = "nia.tolland@saltmarrow.example"

    password = code_for(email, "--new-password").partition("New password: ")[2][:19]

    assert Person.objects.get(email=email).check_password(password)


def test_the_code_of_somebody_at_a_real_school_is_not_shown():
    stranger = a_member(a_school(name="A school at work"))

    with pytest.raises(CommandError, match="Nobody in the practice trust"):
        code_for(stranger.person.email)
    with pytest.raises(CommandError, match="Nobody in the practice trust"):
        code_for("nobody@example.org")


def test_somebody_who_took_the_app_away_has_no_code():
    email = "dan.mossop@quillbrook.example"
    Authenticator.objects.filter(user__email=email).delete()

    with pytest.raises(CommandError, match="no authenticator app"):
        code_for(email)


def test_a_database_in_use_is_left_alone():
    people = Person.objects.count()

    with pytest.raises(CannotStart, match="empty one only"):
        load(THURSDAY)
    with pytest.raises(CannotStart, match="empty one only"):
        call_command("demo", stdout=StringIO())

    assert Person.objects.count() == people


def test_an_incident_is_read_within_its_school_only():
    reader = somebody("imogen.varley@varley-dpo.example")
    with all_schools():
        own = Incident.objects.filter(school_id=reader.school_id).first()

    assert incident_for(reader, own.pk).reference == own.reference
