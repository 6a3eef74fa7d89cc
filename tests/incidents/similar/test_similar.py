"""Earlier incidents like this one, with what was decided and advised then."""

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_member,
    a_report,
    a_school,
    a_team,
    advised,
    closed,
    described,
    ready_to_close,
    triaged,
)
from tocsin.core.facts import Kind
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident
from tocsin.incidents.team.commands import keep_out
from tocsin.ledger.tenancy import reading
from tocsin.registers.suppliers.commands import add_supplier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
STORY = "A memory stick with medical notes was left in a taxi in Hereford."


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def cards(visitor, incident):
    page = visitor.open(f"/incidents/{incident.pk}/similar/")
    assert page.status == 200
    return {each.words.split(":")[0]: each.words for each in page.tree.all("h2")
            if "govuk-summary-card__title" in each.classes}, page  # fmt: skip


def of_cause(team, cause, *, story="Something else.", **more):
    by = team[Role.DEPUTY_DPO]
    told = a_report(team[Role.STAFF], story=story, what="other", already_done="")
    incident = triaged(told, by, title="It", kind_reason="So.")
    return described(incident, by, cause=cause, **more)


def test_an_earlier_case_comes_up_with_what_was_advised_decided_and_learned(team, priya):
    by = team[Role.DEPUTY_DPO]
    earlier = ready_to_close(by, severity="minor")
    advised(earlier, team[Role.DPO], regulator="no")
    closed(earlier, by)
    incident = of_cause(team, "human_error")

    found, page = cards(priya, incident)

    assert list(found) == ["2026-001"]
    facts = page.facts()
    assert "The same cause: " in facts["In common"]
    assert facts["What it was"].startswith("A personal data breach, recorded here")
    assert facts["Decided"].startswith("Tell the regulator: no. A list of names, and no harm.")
    assert facts["The DPO advised"].endswith("As I see it.")
    assert facts["Learned"] == "Check the list first."


def test_the_same_words_bring_up_a_case_whatever_its_cause(team, priya):
    of_cause(team, "human_error", story=STORY)
    of_cause(team, "human_error", story="A window was open.")
    incident = of_cause(team, "act_of_god", story="A taxi left Hereford with our memory stick.")

    found, page = cards(priya, incident)

    assert list(found) == ["2026-001"]
    assert page.facts()["In common"] == "The same words: hereford, memory, stick"


def test_the_same_special_information_counts_and_names_alone_do_not(team, priya):
    kinds = {"data_kinds": ["health", "crime", "basic"]}
    of_cause(team, "human_error", **kinds)
    of_cause(team, "human_error", data_kinds=["basic"])
    incident = of_cause(team, "act_of_god", **kinds)

    found, page = cards(priya, incident)

    assert list(found) == ["2026-001"]
    assert page.facts()["In common"].startswith("The same information: Crimes")


def test_the_likest_comes_first_and_neither_itself_nor_a_second_report_comes_up(team, priya):
    by = team[Role.DEPUTY_DPO]
    of_cause(team, "human_error")
    of_cause(team, "human_error", data_kinds=["health"])
    incident = of_cause(team, "human_error", data_kinds=["health"])
    second = a_report(team[Role.STAFF], story="Something else.")
    triaged(second, by, kind=Kind.DUPLICATE, duplicate_of=incident)

    found, _ = cards(priya, incident)

    assert list(found) == ["2026-002", "2026-001"]


def test_where_nothing_is_like_it_the_page_says_what_would_help(team, priya):
    of_cause(team, "act_of_god", story="Rain came through the roof.")
    incident = of_cause(team, "human_error", story="A taxi drove off with a phone.")

    found, page = cards(priya, incident)

    assert found == {}
    assert "Record the cause and the information involved to find more." in page.words


def test_nobody_finds_a_case_that_they_may_not_open(team, priya):
    kept_from = of_cause(team, "human_error", story=STORY)
    incident = of_cause(team, "human_error", story=STORY)
    keep_out(
        kept_from, person=team[Role.HEAD], reason="It is about her.", lead=None,
        seen=kept_from.revision, by=team[Role.DEPUTY_DPO], at=incident.reported_at,
    )  # fmt: skip
    ivan = team[Role.INVESTIGATING_OFFICER]
    with reading(incident.school_id):
        Incident.objects.filter(pk=incident.pk).update(lead=ivan.person)

    assert list(cards(priya, incident)[0]) == ["2026-001"]
    assert cards(Visitor(team[Role.HEAD]), incident)[0] == {}
    assert cards(Visitor(ivan), incident)[0] == {}


def test_another_school_and_the_wrong_role_find_nothing(team):
    theirs = a_team(a_school())
    of_cause(theirs, "human_error", story=STORY)
    incident = of_cause(team, "human_error", story=STORY)
    path = f"/incidents/{incident.pk}/similar/"

    assert cards(Visitor(team[Role.DPO]), incident)[0] == {}
    assert Visitor(team[Role.GOVERNOR]).open(path).status == 403
    assert Visitor(a_member(a_school(), Role.DPO)).open(path).status == 404


def test_the_page_asks_as_little_of_the_database_however_many_there_are(
    team, priya, django_assert_max_num_queries
):
    incident = of_cause(team, "human_error", story=STORY)
    for _ in range(12):
        of_cause(team, "human_error", story=STORY)
    path = f"{priya.base}/incidents/{incident.pk}/similar/"

    with django_assert_max_num_queries(1000) as asked:
        priya.client.get(path)

    questions = [each["sql"] for each in asked if " FROM " in each["sql"]]
    assert len(questions) <= 12, questions


def test_odd_words_in_a_story_do_no_harm(team, priya):
    of_cause(team, "act_of_god", story='Quotes " and * OR NEAR( words ) überraschend 1234567')
    incident = of_cause(team, "human_error", story='Quotes " and * überraschend OR NEAR(')

    found, _ = cards(priya, incident)

    assert list(found) == ["2026-001"]


def test_an_incident_at_the_same_company_comes_up(team, priya):
    beth = team[Role.BUSINESS_MANAGER]
    company = add_supplier(
        beth.school, by=beth, at=FRIDAY, name="Netwerk Ltd", service="Pupil records",
        information="", whose=[], systems="",
    )  # fmt: skip
    found = [of_cause(team, cause) for cause in ("human_error", "act_of_god")]
    with reading(company.school_id):
        Incident.objects.filter(school_id=company.school_id).update(supplier=company)

    _, page = cards(priya, found[1])

    assert page.facts()["In common"].startswith("The same company: Netwerk Ltd")
