"""Who is on duty, who stands in, and which days nobody covers."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import FRIDAY, a_member, a_school, a_team
from tocsin.core.errors import NotYet
from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify
from tocsin.policies.cover.commands import note_absence, put_on_duty
from tocsin.policies.cover.queries import absences_of, cover_of, turns_of
from tocsin.schools.commands import end_membership
from tocsin.schools.models import Absence, Controller, DutyTurn
from tocsin.schools.models import School as SchoolRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
CHRISTMAS = "The school is closed and nobody is on duty from 25 December 2026 to 28 December 2026"
NEW_YEAR = "The school is closed and nobody is on duty from 1 January 2027 to 3 January 2027"


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: FRIDAY)


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def head(team):
    return Visitor(team[Role.HEAD])


def boxes(name, day):
    parts = zip(("year", "month", "day"), day.split("-"), strict=True)
    return {f"{name}_{part}": value for part, value in parts}


def days(first, last, **more):
    return {**boxes("first_on", first), **boxes("last_on", last), **more}


def pk(member):
    return str(member.person_id)


def away(member, first=date(2026, 11, 16), last=date(2026, 11, 22), deputy=None):
    return note_absence(
        member.school, person=member.person_id, deputy=deputy.person_id if deputy else None,
        first_on=first, last_on=last, by=a_member(member.school, Role.ADMINISTRATOR), at=FRIDAY,
    )  # fmt: skip


def test_a_holiday_that_nobody_covers_is_an_error_until_somebody_is_on_duty(team, head):
    page = head.open("/my-work/")
    assert "There is a gap in cover" in page.words
    assert page.errors == [CHRISTMAS, NEW_YEAR]

    page = head.send(page.links[CHRISTMAS], person=pk(team[Role.OFFICE]))

    assert "Olive Park 25 December 2026 28 December 2026" in page.words
    assert head.open("/my-work/").errors == [NEW_YEAR]


def test_whoever_manages_people_sees_the_gap_on_their_front_page(team):
    assert Visitor(team[Role.ADMINISTRATOR]).open("/people/").errors == [CHRISTMAS, NEW_YEAR]


def test_those_who_cannot_close_a_gap_are_not_shown_it(team):
    assert Visitor(team[Role.DPO]).open("/my-work/").errors == []
    assert Visitor(team[Role.DPO]).open("/cover/").status == 403


def test_an_on_call_week_is_entered_changed_and_removed(team, head):
    page = head.send(
        "/cover/turns/add/", **days("2026-11-16", "2026-11-22", person=pk(team[Role.DEPUTY_DPO]))
    )
    assert "On duty now: Priya Shah." in page.words

    turn = turns_of(team[Role.HEAD].school_id, since=date(2026, 11, 20))[0]
    page = head.send(f"/cover/turns/{turn.pk}/", person=pk(team[Role.HEAD]))
    assert "On duty now: Helen Moss." in page.words

    page = head.post(f"/cover/turns/{turn.pk}/remove/")
    assert "Nobody is on duty by name today." in page.words


def test_an_absence_names_who_stands_in(team, head):
    page = head.send(
        "/cover/absences/add/",
        **days("2026-11-16", "2026-11-22", person=pk(team[Role.DEPUTY_DPO])),
        deputy=pk(team[Role.BUSINESS_MANAGER]),
    )
    assert "Priya Shah 16 November 2026 22 November 2026 Beth Long" in page.words

    absence = absences_of(team[Role.HEAD].school_id, since=date(2026, 11, 20))[0]
    page = head.send(f"/cover/absences/{absence.pk}/", deputy="")
    assert "Priya Shah 16 November 2026 22 November 2026 As the policy says" in page.words

    page = head.post(f"/cover/absences/{absence.pk}/remove/")
    assert "Priya Shah" not in page.words


@pytest.mark.parametrize(
    ("where", "answers", "said"),
    [
        ("turns", days("2026-11-16", "2026-11-22"), "Select who is on duty"),
        ("absences", days("2026-11-16", "2026-11-22"), "Select who is away"),
        ("turns", days("2026-11-16", "2026-11-1"), "The last day must be the first day or a later"),
    ],
)
def test_what_is_missing_is_asked_for(team, head, where, answers, said):
    person = {"person": pk(team[Role.HEAD])} if said.startswith("The last") else {}

    page = head.send(f"/cover/{where}/add/", **answers, **person)

    assert page.status == 422
    assert page.errors[0].startswith(said)


def test_nobody_stands_in_for_themselves(team, head):
    priya = team[Role.DEPUTY_DPO]

    page = head.send(
        "/cover/absences/add/", **days("2026-11-16", "2026-11-22"), person=pk(priya),
        deputy=pk(priya),
    )  # fmt: skip

    assert page.errors == ["Select somebody else: this person is away"]
    with pytest.raises(NotYet, match="Choose somebody else"):
        away(priya, deputy=priya)


def test_staff_who_see_no_reports_are_not_put_on_duty(team, head):
    page = head.open("/cover/turns/add/")

    assert "Priya Shah" in page.words
    assert "Tom Reed" not in page.words
    assert head.send("/cover/turns/add/", person=pk(team[Role.STAFF])).status == 422


def test_a_strange_link_to_a_gap_is_ignored(head):
    assert head.open("/cover/turns/add/?first=2026-13-45&last=x").status == 200


def test_when_everybody_who_could_act_is_away_it_is_an_error(team, head):
    for role in (Role.DEPUTY_DPO, Role.HEAD, Role.BUSINESS_MANAGER):
        away(team[role], date(2026, 11, 23), date(2026, 11, 24))

    assert "Nobody is on duty from 23 November 2026 to 24 November 2026" in head.open(
        "/my-work/"
    ).errors  # fmt: skip


def test_a_gap_of_one_day_is_said_as_one_day(team, head):
    put_on_duty(
        team[Role.HEAD].school, person=team[Role.HEAD].person_id, first_on=date(2026, 12, 1),
        last_on=date(2027, 1, 2), by=team[Role.HEAD], at=FRIDAY,
    )  # fmt: skip

    assert head.open("/my-work/").errors == [
        "The school is closed and nobody is on duty on 3 January 2027"
    ]


def test_whoever_has_left_covers_nothing(team, head):
    olive, helen = team[Role.OFFICE], team[Role.HEAD]
    put_on_duty(
        helen.school, person=olive.person_id, first_on=date(2026, 11, 16),
        last_on=date(2027, 1, 31), by=helen, at=FRIDAY,
    )  # fmt: skip
    away(team[Role.DEPUTY_DPO], deputy=olive)
    assert head.open("/my-work/").errors == []

    end_membership(olive, by=helen, at=FRIDAY)

    now = cover_of(helen.school_id, FRIDAY)
    assert now.on_duty() == ()
    assert now.acting(Role.DEPUTY_DPO) == (helen.person_id,)
    assert head.open("/my-work/").errors == [CHRISTMAS, NEW_YEAR]


def test_a_school_without_a_policy_has_no_deputies_but_its_rota():
    school = SchoolRow.objects.create(
        name="New", slug="new", controller=Controller.objects.create(name="New")
    )
    head = a_member(school, Role.HEAD)

    now = cover_of(school.pk, FRIDAY)

    assert now.acting(Role.HEAD) == (head.person_id,)
    assert now.acting(Role.DEPUTY_DPO) == ()


def test_another_schools_rota_does_not_exist(team):
    stranger = Visitor(a_member(a_school(), Role.HEAD))
    absence = away(team[Role.DEPUTY_DPO])
    turn = put_on_duty(
        absence.school, person=absence.person_id, first_on=absence.first_on,
        last_on=absence.last_on, by=team[Role.HEAD], at=FRIDAY,
    )  # fmt: skip

    assert stranger.open(f"/cover/turns/{turn.pk}/").status == 404
    assert stranger.post(f"/cover/turns/{turn.pk}/remove/").status == 404
    assert stranger.open(f"/cover/absences/{absence.pk}/").status == 404
    assert stranger.post(f"/cover/absences/{absence.pk}/remove/").status == 404


def test_the_ledger_vouches_for_the_rota(team):
    absence = away(team[Role.DEPUTY_DPO])
    assert verify(absence.school_id).holds

    with reading(absence.school_id):
        Absence.objects.filter(school=absence.school_id).delete()

    assert not verify(absence.school_id).holds


@pytest.mark.parametrize("kind", [DutyTurn, Absence])
def test_days_that_end_before_they_begin_cannot_be_stored(team, kind):
    row = kind(
        school=team[Role.HEAD].school, person=team[Role.HEAD].person,
        first_on=date(2026, 11, 22), last_on=date(2026, 11, 16),
    )  # fmt: skip

    with (
        pytest.raises(IntegrityError, match="does_not_end_before"),
        reading(row.school_id),
        transaction.atomic(),
    ):
        row.save()


def test_my_work_asks_the_database_no_more_than_twelve_times(head, django_assert_max_num_queries):
    head.open("/my-work/")

    with django_assert_max_num_queries(1000) as asked:
        head.open("/my-work/")

    told = [q["sql"] for q in asked.captured_queries]
    assert len([sql for sql in told if "set_config" not in sql and "_setting" not in sql]) <= 12
