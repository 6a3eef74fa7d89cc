"""Before words go out that could show who told the school, somebody looks at them once."""

import pytest

from tests.incidents.correspondence.reporters import told_outside
from tests.incidents.visits import filled_in
from tests.worlds import a_report
from tocsin.core.roles import Role
from tocsin.incidents.models import Message
from tocsin.ledger.queries import history
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
LEAKY = "Tom Reed, as you told me it was the red folder with the medical forms. Was it Year 4?"


@pytest.fixture(params=["anonymous", "confidential"])
def incident(school, request):
    found, _ = told_outside(school, protection=request.param)
    return found


def sent(incident):
    with reading(incident.school_id):
        return [row.words for row in Message.objects.filter(school_id=incident.school_id)]


@pytest.mark.clause("SI-ANON")
def test_a_message_that_could_reveal_the_reporter_stops_once_and_says_where(
    incident, priya, to_reporter
):
    page = priya.send(to_reporter(incident), words=LEAKY)

    assert page.status == 422
    assert page.errors == [
        "“Tom Reed”: a name",
        "“as you told”: says that somebody told you",
        "“Year 4”: a class or year group",
        "“the red folder with the medical forms”: words of the report",
    ]
    assert LEAKY in page.words
    assert sent(incident) == []


@pytest.mark.clause("SI-ANON")
def test_what_was_changed_goes_out_and_is_looked_at_anew(incident, priya, to_reporter):
    path = to_reporter(incident)
    page = priya.send(path, words=LEAKY)

    again = priya.post(path, **{**filled_in(page.tree), "words": "Was it in room 12?"})
    assert again.errors == ["“room 12”: a place"]
    done = priya.post(path, **{**filled_in(again.tree), "words": "Was it open?"})

    assert done.status == 200
    assert sent(incident) == ["Was it open?"]


@pytest.mark.clause("SI-ANON")
def test_sending_it_all_the_same_is_on_the_record_by_kind_and_not_by_word(
    incident, priya, to_reporter
):
    path = to_reporter(incident)
    page = priya.send(path, words=LEAKY)
    mark = next(e.attributes["value"] for e in page.tree.all("button")
                if e.attributes.get("name") == "anyway")  # fmt: skip

    done = priya.post(path, **filled_in(page.tree), anyway=mark)

    assert done.status == 200
    assert sent(incident) == [LEAKY]
    with reading(incident.school_id):
        incident.refresh_from_db()
    assert history(incident, newest=1)[0].facts["leaks"] == "class+name+quote+source"


def test_leave_for_some_words_is_no_leave_for_others(incident, priya, to_reporter):
    path = to_reporter(incident)
    page = priya.send(path, words=LEAKY)
    mark = next(e.attributes["value"] for e in page.tree.all("button")
                if e.attributes.get("name") == "anyway")  # fmt: skip

    other = priya.post(
        path, **{**filled_in(page.tree), "words": "It was in room 12.", "anyway": mark}
    )

    assert other.status == 422
    assert sent(incident) == []


def test_what_goes_to_the_headteacher_about_a_hidden_reporter_is_looked_at_too(incident, priya):
    page = priya.send(f"/incidents/{incident.pk}/messages/head/", words="It was Tom Reed.")

    assert page.errors == ["“Tom Reed”: a name"]


def test_where_everybody_gave_their_name_nothing_stops(team, priya, to_reporter):
    incident = a_report(team[Role.STAFF])

    assert priya.send(to_reporter(incident), words=LEAKY).status == 200
    assert sent(incident) == [LEAKY]


def test_a_reporter_who_wants_to_stay_hidden_is_not_named_on_the_page(incident, priya):
    words = priya.open(f"/incidents/{incident.pk}/messages/").words

    assert "Somebody who" in words
