"""One event at a company, opened in one go in several schools: each decides on its own clock."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from tests.incidents.breaking import alter
from tests.incidents.intake.door import everything_in
from tests.incidents.processors.asking import instant
from tests.incidents.visits import Page, Visitor
from tests.registers.keeping import a_supplier
from tests.worlds import FRIDAY, a_member, a_report, a_school, a_team, signed_in, triaged
from tocsin.core.facts import Kind
from tocsin.core.roles import Permission, Role
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident, ProcessorCase, Recusal, SharedCase, SharedNews
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify
from tocsin.schools.commands import admit, open_school
from tocsin.schools.models import Controller, Membership, Person, System

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TOLD, KNEW = FRIDAY - timedelta(hours=5), FRIDAY - timedelta(days=2)
EVENT = {
    "company": "Ledgerly", "words": "A log-in to the support desk was stolen.",
    "is_continuing": "no", **instant("aware_at", KNEW), **instant("told_at", TOLD),
}  # fmt: skip


@pytest.fixture
def teams():
    """Three schools, in this order by name."""
    return [a_team(a_school(name=name)) for name in ("Alder", "Birch", "Cedar")]


@pytest.fixture
def dana(teams):
    """A data protection officer of all three."""
    person = a_member(teams[0][Role.STAFF].school, Role.DPO, name="Dana Wells").person
    for team in teams[1:]:
        joined(person, team[Role.STAFF].school)
    return Visitor(signed_in(membership(person, teams[0])), base="/")


def membership(person, team):
    with reading(team[Role.STAFF].school_id, person=person.pk):
        return Membership.objects.get(person=person, school_id=team[Role.STAFF].school_id)


def joined(person, school, role=Role.DPO):
    return admit(school, person, roles=(role,), by=System(school.pk), may=Permission.OPERATE,
                 at=FRIDAY)  # fmt: skip


def at(visitor, path, **answers):
    return page_at(visitor.client.post(path, answers), path)


def page_at(response, path):
    return Page(response.status_code, path, response.content.decode())


def sent_by(tree):
    """What the page's last form sends, every value of every name."""
    main = next(iter(tree.all("main")))
    forms = [each for each in main.all("form") if each.attributes.get("method") == "post"]
    return everything_in(forms[-1])


def look(visitor, path):
    return page_at(visitor.client.get(path, follow=True), path)


def school_of(team):
    return team[Role.STAFF].school


def opened(visitor, *teams, **more):
    """Both pages answered: the event in these schools. Gives the last page."""
    first = sent_by(look(visitor, "/events/new/").tree)
    chosen = [str(school_of(team).pk) for team in teams]
    second = at(visitor, "/events/new/", **{**first, **EVENT, "schools": chosen})
    assert second.status == 200, second.errors
    return at(visitor, "/events/new/", **{**sent_by(second.tree), **more})


def cases_of(team):
    with reading(school_of(team).pk):
        return list(Incident.objects.filter(school=school_of(team)).order_by("number"))


def event_path(page):
    return page.links["The event in all of your schools"]


def test_each_chosen_school_gets_its_own_incident_number_and_clock(teams, dana):
    alder, birch, cedar = teams
    a_report(birch[Role.STAFF])  # so that its next number is another one
    later = {f"told_{school_of(birch).pk.hex}_time": "2pm"}

    page = opened(dana, alder, birch, **later)

    assert page.rows() == ["Alder Done Incident 2026-001 was opened",
                           "Birch Done Incident 2026-002 was opened"]  # fmt: skip
    ours, theirs = cases_of(alder)[0], cases_of(birch)[1]
    assert (facts_of(ours).clock_start, facts_of(theirs).clock_start) == (
        TOLD, FRIDAY.replace(hour=14, minute=0),
    )  # fmt: skip
    assert cases_of(cedar) == []
    assert {each.source for each in (ours, theirs)} == {"processor"}
    assert all(verify(school_of(team).pk).holds for team in teams)


def test_the_shared_facts_stand_once_in_each_with_the_schools_own_supplier(teams, dana):
    alder, birch, _ = teams
    theirs = a_supplier(birch[Role.DEPUTY_DPO], name="ledgerly")

    opened(dana, alder, birch)

    with reading(school_of(alder).pk, school_of(birch).pk):
        rows = {row.school_id: row for row in ProcessorCase.objects.all()}
    assert rows[school_of(birch).pk].supplier_id == theirs.pk
    assert rows[school_of(alder).pk].supplier_id is None
    assert {(row.aware_at, row.told_school_at) for row in rows.values()} == {(KNEW, TOLD)}
    case = cases_of(alder)[0]
    words = Visitor(alder[Role.DEPUTY_DPO]).open(f"/incidents/{case.pk}/").words
    assert words.count("In your own words A log-in to the support desk was stolen.") == 1


def test_a_second_click_and_a_second_sending_open_nothing_more(teams, dana):
    first = sent_by(look(dana, "/events/new/").tree)
    chosen = [str(school_of(team).pk) for team in teams[:2]]
    second = sent_by(at(dana, "/events/new/", **{**first, **EVENT, "schools": chosen}).tree)
    at(dana, "/events/new/", **second)

    page = at(dana, "/events/new/", **second)

    assert page.rows() == ["Alder Done Incident 2026-001 is there already",
                           "Birch Done Incident 2026-001 is there already"]  # fmt: skip
    assert [len(cases_of(team)) for team in teams] == [1, 1, 0]


def test_where_it_cannot_be_opened_it_is_said_and_the_others_are_opened(teams, dana):
    controller = Controller.objects.create(name="Bare")
    bare = open_school(name="Bare", slug="bare", controller=controller, at=FRIDAY)
    joined(membership_person(dana), bare)
    first = sent_by(look(dana, "/events/new/").tree)
    chosen = [str(school_of(teams[0]).pk), str(bare.pk)]
    second = at(dana, "/events/new/", **{**first, **EVENT, "schools": chosen})

    page = at(dana, "/events/new/", **sent_by(second.tree))

    done, not_done = page.rows()
    assert done == "Alder Done Incident 2026-001 was opened"
    assert not_done.startswith("Bare Not done ")
    assert "Try again" in page.words
    with reading(bare.pk):
        assert not Incident.objects.filter(school=bare).exists()
    again = at(dana, "/events/new/", **sent_by(page.tree))
    assert "Alder Done Incident 2026-001 is there already" in again.rows()


def membership_person(visitor):
    return Person.objects.get(pk=visitor.client.session["_auth_user_id"])


def test_what_is_learnt_later_goes_to_every_school_where_it_is_open_and_once(teams, dana):
    path = event_path(opened(dana, *teams))
    by = teams[2][Role.DEPUTY_DPO]
    before = FRIDAY - timedelta(days=1)
    other = triaged(a_report(by, discovered_at=before), by)
    triaged(cases_of(teams[2])[0], by, kind=Kind.DUPLICATE, duplicate_of=other, at=FRIDAY)
    sent = {**sent_by(look(dana, path).tree), "words": "Birth dates were taken too."}

    page = at(dana, f"{path}news/", **sent)
    at(dana, f"{path}news/", **sent)

    assert page.rows()[:2] == ["Alder Done Added to 2026-001", "Birch Done Added to 2026-001"]
    assert page.rows()[2].startswith("Cedar Not done It is closed there")
    assert look(dana, path).words.count("Birth dates were taken too.") == 1
    case = cases_of(teams[0])[0]
    timeline = Visitor(teams[0][Role.DEPUTY_DPO]).open(f"/incidents/{case.pk}/timeline/").words
    assert timeline.count("Birth dates were taken too.") == 1


def test_everybody_sees_only_the_schools_in_which_they_decide(teams, dana):
    alder, birch, cedar = teams
    path = event_path(opened(dana, alder, birch))

    seen = look(Visitor(birch[Role.DEPUTY_DPO]), path)

    assert [row.split()[0] for row in seen.rows()] == ["Birch"]
    assert "Alder" not in seen.html
    assert look(Visitor(cedar[Role.DPO]), path).status == 404
    assert look(Visitor(birch[Role.STAFF]), path).status == 403
    assert at(Visitor(cedar[Role.DPO]), f"{path}news/", words="x", news=str(uuid4())).status == 404
    case = cases_of(birch)[0]
    company = Visitor(birch[Role.DEPUTY_DPO]).open(f"/incidents/{case.pk}/company/")
    assert company.links["See it in all of your schools"] == path


def test_whoever_must_not_see_one_of_the_incidents_does_not_see_it_here(teams, dana):
    path = event_path(opened(dana, *teams[:2]))
    case, priya = cases_of(teams[0])[0], membership_person(dana)
    with reading(case.school_id):
        Recusal.objects.create(incident=case, school_id=case.school_id, person=priya, at=FRIDAY,
                               reason="It is about her.")  # fmt: skip

    assert [row.split()[0] for row in look(dana, path).rows()] == ["Birch"]
    page = at(dana, f"{path}news/", **{**sent_by(look(dana, path).tree), "words": "More."})
    assert [row.split()[0] for row in page.rows()] == ["Birch"]


def test_nobody_opens_an_incident_in_a_school_where_they_do_not_decide(teams, dana):
    stranger = a_school(name="Zanzibar")
    joined(membership_person(dana), stranger, Role.STAFF)
    first = sent_by(look(dana, "/events/new/").tree)

    page = at(dana, "/events/new/", **{**first, **EVENT, "schools": [str(stranger.pk)],
                                       "confirmed": "yes"})  # fmt: skip

    assert page.status == 422
    assert "Zanzibar" not in page.html
    with reading(stranger.pk):
        assert not Incident.objects.filter(school=stranger).exists()
    assert look(Visitor(teams[0][Role.STAFF]), "/events/new/").status == 403


def test_more_schools_join_an_event_later(teams, dana):
    path = event_path(opened(dana, teams[0]))

    more = look(dana, look(dana, path).links["Add more schools to this event"])
    sent = {**sent_by(more.tree), **EVENT, "schools": [str(school_of(teams[1]).pk)]}
    second = at(dana, "/events/new/", **sent)
    at(dana, "/events/new/", **sent_by(second.tree))

    assert len(look(dana, path).rows()) == 2
    assert "stolen" in sent_by(more.tree)["words"]


def test_times_that_cannot_be_and_questions_left_out_are_asked_about(teams, dana):
    first = sent_by(look(dana, "/events/new/").tree)

    assert at(dana, "/events/new/", event=first["event"][0]).errors == [
        "Enter the name of the company", "Enter what has happened", "Select an answer",
        "Enter when the schools were told", "Select the schools it concerns",
    ]  # fmt: skip
    early = {f"told_{school_of(teams[0]).pk.hex}_day": "1"}
    page = opened(dana, teams[0], **early)
    assert page.errors == ["That is before the company knew: check the time"]
    assert cases_of(teams[0]) == []
    path = event_path(opened(dana, teams[0]))
    assert at(dana, f"{path}news/", news=str(uuid4())).errors == ["Enter what is new"]


def test_without_the_second_step_nothing_is_opened(teams, dana):
    del dana
    weak = Visitor(teams[0][Role.DPO], factors=1)

    page = weak.client.post("/events/new/", {**EVENT, "schools": [str(school_of(teams[0]).pk)]})

    assert page.status_code == 302
    assert cases_of(teams[0]) == []


def test_the_database_keeps_one_incident_of_an_event_in_a_school_and_no_empty_news(teams, dana):
    path = event_path(opened(dana, teams[0]))
    opened(dana, teams[0])
    at(dana, f"{path}news/", **{**sent_by(look(dana, path).tree), "words": "More."})
    first, second = cases_of(teams[0])

    with pytest.raises(IntegrityError):
        alter_event(second, first)
    with pytest.raises(IntegrityError, match="shared_news_says_something"):
        alter(SharedNews, first, words="")


def alter_event(second, first):
    with reading(first.school_id):
        event = SharedCase.objects.get(incident=first).event
    alter(SharedCase, second, event=event)
