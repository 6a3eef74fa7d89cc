"""No typed word is lost: drafts, ended sessions, mistakes, and a button pressed twice."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY, a_member, a_report, a_school, signed_in
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident
from tocsin.ledger.tenancy import reading

STORY = "Three pages. ภาษาไทย, Cymraeg, שלום; she said “<b>no</b>” & left.\n\nThen more."


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def member():
    return a_member(a_school(), name="Tom Reed")


def steps_of(visitor):
    """The addresses of the steps of a new report, by name."""
    first = visitor.send("/report/").path
    names = ("what", "story", "found", "whose", "done", "check")
    return {name: first.replace("/what/", f"/{name}/") for name in names}


def ready(member):
    """A visitor with a report that only has to be sent, and the address to send it from."""
    visitor = Visitor(member, factors=1)
    steps = steps_of(visitor)
    answers = {"story": {"story": STORY}}
    for name in ("what", "story", "found", "whose", "done"):
        visitor.send(steps[name], **answers.get(name, {}))
    return visitor, steps["check"]


def incidents_of(member):
    with reading(member.school_id):
        return list(Incident.objects.filter(school_id=member.school_id))


def test_what_was_typed_is_there_on_coming_back_another_day(member, clock):
    visitor = Visitor(member, factors=1)
    visitor.send(steps_of(visitor)["story"], story=STORY)
    clock(FRIDAY + timedelta(days=3))

    page = Visitor(member, factors=1).open("/report/")
    link = page.links["Go on with the report you last changed at 3:40pm on Friday 20 November 2026"]
    page = Visitor(member, factors=1).open(link.replace("/check/", "/story/"))

    assert page.tree.all("textarea")[0].parts == [f"\n{STORY}"]


def test_going_on_with_a_draft_leads_to_the_first_question_left(member):
    visitor = Visitor(member, factors=1)
    steps = steps_of(visitor)
    visitor.send(steps["what"], what="paper")

    assert visitor.open(steps["check"]).path == steps["story"]


def test_a_mistake_on_a_page_keeps_every_box_of_it(member):
    visitor = Visitor(member, factors=1)
    path = steps_of(visitor)["found"]
    typed = {"found_on_day": "31", "found_on_month": "Feb", "found_on_year": "2026"}

    page = visitor.send(path, found="date", **typed)

    assert (page.status, page.errors) == (422, ["The day you found out must be a real date"])
    assert 'value="31"' in page.html
    assert 'value="Feb"' in page.html


def test_words_sent_after_the_session_ended_are_on_the_page_after_signing_in(member):
    visitor = Visitor(member, factors=1)
    path = steps_of(visitor)["story"]
    visitor.client.session.flush()

    answer = visitor.client.post(path, {"story": STORY})
    assert answer["Location"].startswith("/accounts/login/?next=")
    back = signed_in(member, factors=1)
    session = back.session
    session["kept-words"] = visitor.client.session["kept-words"]
    session.save()

    assert STORY.split("\n", 1)[0] in Visitor(back).open(path).tree.all("textarea")[0].words
    assert Visitor(member, factors=1).open(path).tree.all("textarea")[0].parts == [f"\n{STORY}"]


def test_words_of_an_ended_session_are_not_given_to_the_next_person_at_the_browser(member):
    visitor = Visitor(member, factors=1)
    path = steps_of(visitor)["story"].replace("/story/", "/done/")
    visitor.client.session.flush()
    visitor.client.post(path, {"already_done": STORY})
    incident = f"/s/{member.school.slug}/incidents/{a_report(member).pk}/note/"
    kept = {**visitor.client.session["kept-words"], "path": incident}
    priya = signed_in(a_member(member.school, Role.DEPUTY_DPO))
    session = priya.session
    session["kept-words"] = kept
    session.save()

    page = Visitor(priya).open(incident)

    assert page.status == 200
    assert "Three pages" not in page.html
    assert "kept-words" not in priya.session


def test_of_a_browser_that_nobody_has_used_no_words_are_kept(member):
    incident = a_report(member)
    client = Client()

    client.post(f"/s/{member.school.slug}/incidents/{incident.pk}/note/", {"words": STORY})

    assert "kept-words" not in client.session


def test_words_sent_without_the_second_step_wait_until_it_is_done(member):
    priya = a_member(member.school, Role.DEPUTY_DPO)
    incident = a_report(member)
    path = f"/s/{member.school.slug}/incidents/{incident.pk}/containment/"
    client = signed_in(priya, factors=1)

    answer = client.post(path, {"seen": "1", "contained": "yes", "containment": STORY})
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()

    assert answer["Location"] == f"/s/{member.school.slug}/second-factor/"
    page = Visitor(client).open(path)
    assert page.tree.all("textarea")[0].parts == [f"\n{STORY}"]
    assert page.status == 200


def test_a_report_of_somebody_else_cannot_be_gone_on_with(member):
    visitor = Visitor(member, factors=1)
    path = steps_of(visitor)["story"]

    other = Visitor(a_member(member.school), factors=1)

    assert other.open(path).status == 404
    assert other.open(path.replace("/story/", "/check/")).status == 404


def test_pressing_send_twice_makes_one_incident(member):
    visitor, path = ready(member)

    first, second = visitor.post(path), visitor.post(path)

    assert first.path == second.path
    assert first.title == second.title == "Report received"
    assert len(incidents_of(member)) == 1


def test_going_back_to_a_report_that_was_sent_shows_what_became_of_it(member):
    visitor, path = ready(member)
    visitor.post(path)

    assert visitor.open(path).title == "Report received"
    assert visitor.open("/report/").words.count("Go on with") == 0


def test_answering_a_question_of_a_report_sent_from_another_window_gives_the_words_back(member):
    visitor, path = ready(member)
    visitor.post(path)

    page = visitor.post(path.replace("/check/", "/story/"), story=STORY)

    assert page.status == 404
    assert "Cymraeg" in page.words


def test_an_address_that_is_no_question_is_not_found(member):
    visitor = Visitor(member, factors=1)

    assert visitor.open(steps_of(visitor)["what"].replace("/what/", "/why/")).status == 404
