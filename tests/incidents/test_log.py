"""The breach log: every incident, near miss and non-breach; searched, filtered and turned over."""

from datetime import timedelta

import pytest

from tests.incidents.visits import Page, Visitor
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_member,
    a_near_miss,
    a_report,
    a_school,
    a_team,
    classified,
    closed,
    contained,
    decided,
    ready_to_close,
    triaged,
)
from tocsin.core.facts import Kind
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def by(team):
    return team[Role.DEPUTY_DPO]


@pytest.fixture
def priya(by):
    return Visitor(by)


def references(page):
    return [row.split(" ")[0] for row in page.rows()]


def test_an_empty_log_is_worth_a_check(priya):
    assert "Nothing is on the log yet. That is worth a check" in priya.open("/log/").words


@pytest.mark.clause("BR-4.6")
def test_every_kind_of_incident_is_on_the_log(team, by, priya):
    a_report(team[Role.STAFF])
    for kind in (Kind.NEAR_MISS, Kind.NOT_A_BREACH, Kind.PLANNED_MAINTENANCE, Kind.SUSPECTED):
        triaged(a_report(team[Role.STAFF]), by, kind=kind)

    rows = " ".join(priya.open("/log/").rows())

    for words in ("Not looked at yet", "A near miss", "Not a breach", "A suspected breach",
                  "Planned maintenance: not a breach"):  # fmt: skip
        assert words in rows


@pytest.fixture
def four(team, by):
    """A closed breach, a near miss, a decided one and a new one; the first a month older."""
    month_ago = FRIDAY - timedelta(days=30)
    closed(ready_to_close(by, at=month_ago, story="A laptop was left on the train."), by)
    a_near_miss(by)
    decided(triaged(a_report(team[Role.STAFF]), by), by, regulator="yes")
    return a_report(team[Role.STAFF], story="Papers blew over the fence.", what="paper")


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["2026-004", "2026-003", "2026-002", "2026-001"]),
        ("order=oldest", ["2026-001", "2026-002", "2026-003", "2026-004"]),
        ("status=reported", ["2026-004"]),
        ("status=open", ["2026-003", "2026-002"]),
        ("status=closed", ["2026-001"]),
        ("kind=near_miss", ["2026-002"]),
        ("severity=minor", ["2026-002", "2026-001"]),
        ("cause=human_error&status=closed", ["2026-001"]),
        ("told=yes", ["2026-003"]),
        ("closed_as=recorded", ["2026-001"]),
        ("closed_as=notified", []),
        ("told=no", ["2026-001"]),
        ("told=open", ["2026-004", "2026-002"]),
        ("since_day=20&since_month=11&since_year=2026", ["2026-004", "2026-003", "2026-002"]),
        ("until_day=19&until_month=11&until_year=2026", ["2026-001"]),
        ("since_day=21&since_month=11&since_year=2026", []),
        ("q=laptop", ["2026-001"]),
        ("q=LAPTOPS+train", ["2026-001"]),
        ("q=laptop+fence", []),
        ("q=2026-004", ["2026-004"]),
        ("q=&status=&kind=", ["2026-004", "2026-003", "2026-002", "2026-001"]),
    ],
)
def test_the_log_is_searched_and_filtered(priya, query, found):
    page = priya.open(f"/log/?{query}")

    assert (page.status, references(page)) == (200, found)


def test_a_filter_that_finds_nothing_can_be_cleared(priya, four):
    page = priya.open("/log/?q=elephant")

    assert "Nothing in the log answers this." in page.words
    assert references(priya.open(page.links["Clear filters"])) != []
    assert four.reference in priya.open("/log/").words


def test_a_filter_that_cannot_be_read_says_so_and_keeps_what_was_typed(priya, four):
    page = priya.open("/log/?since_day=31&since_month=2&since_year=2026&kind=unheard-of")

    assert page.status == 200
    assert "The first day must be a real date" in page.errors
    assert 'value="31"' in page.html
    assert four.reference in page.words


@pytest.mark.parametrize(
    "typed",
    ['"', "*", "laptop*", "AND", "NEAR(laptop)", "laptop OR fence", "school:x", "_", "'", "--",
     "' OR 1=1", "%", "ภาษา", "\\", "a" * 200, "()", "^", "-laptop", "{}", "😀"],
)  # fmt: skip
@pytest.mark.usefixtures("four")
def test_no_word_typed_into_the_search_breaks_it(priya, typed):
    page = _searched(priya, typed)

    assert page.status == 200
    assert set(references(page)) <= {"2026-001"}


def _searched(visitor, typed):
    response = visitor.client.get(f"{visitor.base}/log/", {"q": typed})
    return Page(response.status_code, "/log/", response.content.decode())


@pytest.mark.parametrize(
    "typed",
    ["m.novak@example.org", "novak", "https://school.test/list?x=1", "well-known", "well",
     "O'Brien",
     "2026-001", "001", "snake_case", "1e5", "-14", "café", "Łódź", "ภาษา"],
)  # fmt: skip
def test_a_word_is_found_as_it_was_written_or_by_a_part_of_it(team, priya, typed):
    a_report(
        team[Role.STAFF],
        story="It went to m.novak@example.org, see https://school.test/list?x=1: the well-known"
        " O'Brien snake_case 1e5 at -14 degrees in a café in Łódź, ภาษา.",
    )
    a_report(team[Role.STAFF])

    assert references(_searched(priya, typed)) == ["2026-001"]


def test_words_added_by_the_team_are_found_too(team, by, priya):
    incident = triaged(a_report(team[Role.STAFF]), by, kind_reason="A photocopier jam.")
    contained(incident, by)

    assert references(priya.open("/log/?q=photocopier")) == ["2026-001"]
    assert references(priya.open("/log/?q=recalled")) == ["2026-001"]


def test_a_long_log_is_turned_over_page_by_page_and_back(team, priya):
    for _ in range(30):
        a_report(team[Role.STAFF])
    first = priya.open("/log/")
    assert references(first) == [f"2026-{n:03}" for n in range(30, 5, -1)]

    second = priya.open(f"/s/{team[Role.STAFF].school.slug}/log/" + first.links["Older"])
    again = priya.open(f"/s/{team[Role.STAFF].school.slug}/log/" + second.links["Newer"])

    assert references(second) == [f"2026-{n:03}" for n in range(5, 0, -1)]
    assert references(again) == references(first)


@pytest.mark.parametrize(
    "page",
    ["x", "%00", "W10=", "WyJvIiwgMTAwMDAwMDAwMDAwMDAwMDAwMDAwXQ==", "WyJvIiwgIng+Il0=", "-1",
     "WyJvIiwgLTFd", "WyJvIiwgbnVsbF0=", "😀", "W1tbW1tb"],
)  # fmt: skip
@pytest.mark.usefixtures("four")
def test_a_page_nobody_knows_is_the_first_or_an_empty_one(priya, page):
    assert priya.open(f"/log/?page={page}").status == 200


def test_the_log_of_a_school_called_log_leads_to_its_incidents(team, priya):
    school = team[Role.STAFF].school
    incident = a_report(team[Role.STAFF])
    type(school).objects.filter(pk=school.pk).update(slug="log")

    page = Visitor(priya.client, base="/s/log").open("/log/")

    assert page.links["2026-001"] == f"/s/log/incidents/{incident.pk}/"


def test_levels_are_named_as_the_policy_names_them(team, by, priya):
    classified(triaged(a_report(team[Role.STAFF]), by), by, "moderate")

    assert "Moderate" in priya.open("/log/").rows()[0]


def test_whoever_may_not_read_cases_has_no_log(team):
    for role in (Role.STAFF, Role.OFFICE, Role.GOVERNOR, Role.ADMINISTRATOR):
        assert Visitor(team[role]).open("/log/").status == 403
    assert (
        Visitor(a_member(a_school(), Role.DPO), base=f"/s/{team[Role.DPO].school.slug}")
        .open("/log/")
        .status
        == 404
    )
