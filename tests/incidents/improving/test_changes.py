"""What should change, over the whole school: followed until it is found to work."""

from datetime import date, timedelta

import pytest

from tests.incidents.actions.asking import ask
from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_member,
    a_report,
    a_school,
    a_team,
    closed,
    contained,
    ready_to_close,
    triaged,
)
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NUMBERS = ("Overdue", "To do", "Done, to be checked", "Done, and works",
           "Policies that should change")  # fmt: skip


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


@pytest.fixture
def incident(team):
    priya = team[Role.DEPUTY_DPO]
    return contained(triaged(a_report(team[Role.STAFF]), priya), priya)


def wanted(visitor, incident, member, words, *, kind="preventive", day=date(2026, 11, 25)):
    return ask(visitor, incident, member, kind=kind, words=words, day=day)


def cards(page):
    """The words of each change, in order."""
    found = [each for each in page.tree.all("div") if "govuk-summary-card" in each.classes]
    return [each.words for each in found]


def numbers(page):
    return [page.facts()[each] for each in NUMBERS]


def test_what_is_overdue_comes_first_and_only_what_prevents_another_is_here(
    team, priya, incident, clock
):
    tom = team[Role.STAFF]
    wanted(priya, incident, tom, "Later.", day=date(2026, 12, 9))
    wanted(priya, incident, tom, "Sooner.")
    wanted(priya, incident, tom, "A question.", kind="request")
    clock(FRIDAY + timedelta(days=6))

    page = Visitor(team[Role.DEPUTY_DPO]).open("/actions/")

    assert [each.split(" ")[1] for each in cards(page)] == ["Sooner.", "Later."]
    assert "Asked Tom Reed, by 25 November 2026 (" in cards(page)[0]
    assert "15 hours 40 minutes late" in cards(page)[0]
    assert numbers(page) == ["1", "1", "0", "0", "0"]


def test_an_action_is_followed_after_its_incident_is_closed_until_it_works(team, priya):
    done = ready_to_close(team[Role.DEPUTY_DPO])
    action = wanted(priya, done, team[Role.STAFF], "Two people check each list.")
    closed(action.incident, team[Role.DEPUTY_DPO])
    look = f"/incidents/{done.pk}/actions/{action.pk}/look/"
    seen = [numbers(priya.open("/actions/"))]

    Visitor(team[Role.STAFF], factors=1).send(f"/asked/{action.pk}/", words="We do so.")
    priya.send(look, verdict="accept")
    seen.append(numbers(priya.open("/actions/")))
    priya.send(look, words="I watched them.")
    page = priya.open("/actions/")

    assert seen == [["0", "1", "0", "0", "0"], ["0", "0", "1", "0", "0"]]
    assert numbers(page) == ["0", "0", "0", "1", "0"]
    assert "No open actions." in page.words
    assert "Done, and works Tom Reed" in cards(priya.open("/actions/?show=over"))[0]


def test_what_reviews_suggest_is_listed_by_kind(priya, incident):
    path = f"/incidents/{incident.pk}/review/follows/"
    priya.send(path, question="followed", kind="policy", words="Say who looks twice.")
    priya.send(path, question="training", kind="training", words="Show new staff the rule.")

    page = priya.open("/actions/?show=policy")

    (card,) = cards(page)
    assert card == (
        f"{incident.reference} Say who looks twice. A policy should change Priya Shah,"
        " 20 November 2026 From the review: Was it followed?"
    )
    assert page.links[incident.reference].endswith(f"/incidents/{incident.pk}/review/")
    assert numbers(page)[-1] == "1"
    assert "Show new staff the rule." in priya.open("/actions/?show=training").words
    assert "Nothing here." in priya.open("/actions/?show=risk").words


def test_a_governor_sees_numbers_and_no_words(team, priya, incident):
    wanted(priya, incident, team[Role.STAFF], "Two people check each list.")

    page = Visitor(team[Role.GOVERNOR]).open("/actions/?show=policy")

    assert numbers(page) == ["0", "1", "0", "0", "0"]
    assert cards(page) == []
    assert "Two people" not in page.html
    assert incident.reference not in page.html


def test_whoever_must_not_see_an_incident_sees_and_counts_none_of_its_actions(
    team, priya, incident
):
    wanted(priya, incident, team[Role.STAFF], "Two people check each list.")
    Visitor(team[Role.DPO]).send(
        f"/incidents/{incident.pk}/team/keep-out/", person=str(team[Role.HEAD].person_id),
        reason="Her child.",
    )  # fmt: skip

    page = Visitor(team[Role.HEAD]).open("/actions/")

    assert cards(page) == []
    assert numbers(page) == ["0"] * 5


def test_an_investigating_officer_sees_those_of_their_own_incidents(team, priya, incident):
    wanted(priya, incident, team[Role.STAFF], "Two people check each list.")

    page = Visitor(team[Role.INVESTIGATING_OFFICER]).open("/actions/")

    assert (cards(page), numbers(page)) == ([], ["0"] * 5)


def test_a_long_list_is_told_in_pages_with_the_same_questions(
    team, priya, incident, django_assert_max_num_queries
):
    for place in range(28):
        day = date(2026, 12, 1) + timedelta(days=place)
        wanted(priya, incident, team[Role.STAFF], f"Number {place}.", day=day)

    with django_assert_max_num_queries(1000) as asked:
        first = priya.open("/actions/")
    later = priya.open(first.path + first.links["Later"])

    # What opens and closes a transaction, and says for which school, is no question.
    assert len([q for q in asked.captured_queries if ' FROM "' in q["sql"]]) <= 8
    assert len(cards(first)) == 25
    assert ["Number 25." in cards(later)[0], len(cards(later))] == [True, 3]


def test_staff_and_another_school_see_nothing_of_it(team, priya, incident):
    wanted(priya, incident, team[Role.STAFF], "Two people check each list.")

    stranger = Visitor(a_member(a_school(), Role.DPO))

    assert Visitor(team[Role.STAFF]).open("/actions/").status == 403
    assert stranger.open(f"{priya.base}/actions/").status == 404
    assert cards(stranger.open("/actions/")) == []
