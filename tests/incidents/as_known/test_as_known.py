"""Looking back: what was known of a case at a time, and nothing that came later."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.incidents.visits import Visitor
from tests.investigations import investigated
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_member,
    a_report,
    a_school,
    a_team,
    assessed,
    aware,
    classified,
    closed,
    decided,
    described,
    ready_to_close,
    triaged,
)
from tocsin.core.roles import Role
from tocsin.incidents.investigation.commands import decide_discipline
from tocsin.ledger.models import DataKey, Entry
from tocsin.ledger.tenancy import reading

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def by(team):
    return team[Role.DEPUTY_DPO]


@pytest.fixture
def incident(team, by, clock):
    """One change an hour, from 3:40pm on Friday; it is Saturday."""
    found = triaged(a_report(team[Role.STAFF]), by, at=FRIDAY + HOUR)
    described(found, by, people=40, at=FRIDAY + 2 * HOUR)
    classified(found, by, "minor", at=FRIDAY + 3 * HOUR)
    aware(found, by, FRIDAY + HOUR, at=FRIDAY + 4 * HOUR)
    assessed(found, by, at=FRIDAY + 5 * HOUR)
    decided(found, by, regulator="no", at=FRIDAY + 6 * HOUR)
    described(found, by, people=900, at=FRIDAY + 7 * HOUR)
    decided(found, team[Role.HEAD], regulator="yes", at=FRIDAY + 8 * HOUR)
    clock(FRIDAY + 20 * HOUR)
    return found


@pytest.fixture
def look(team, incident):
    """What the Headteacher sees of a time on Friday."""
    visitor = Visitor(team[Role.HEAD])

    def at(time, day="20", page=incident):
        asked = f"moment_day={day}&moment_month=11&moment_year=2026&moment_time={time}"
        return visitor.open(f"/incidents/{page.pk}/as-known/?{asked}")

    return at


def test_it_shows_the_facts_as_they_were_then(look):
    early, later = look("5:40pm").facts(), look("11:59pm").facts()

    assert (early["People"], later["People"]) == ("40", "900")
    assert (early["Severity"], later["Severity"][:5]) == ("Not known yet", "Minor")
    assert early["Telling"] == "Not decided yet"
    assert early["Became aware"] == "Not known yet"
    assert later["Telling"].startswith("Regulator: yes.")


def test_it_shows_the_decision_that_stood_then_with_who_took_it(look):
    before, after = (look(time).facts() for time in ("9:45pm", "11:45pm"))

    key = "Telling the regulator and the people"
    assert before[key].startswith("Tell the regulator: no. A list of names, and no harm.")
    assert before[key].endswith("Priya Shah, 9:40pm on Friday 20 November 2026")
    assert after[key].startswith("Tell the regulator: yes.")
    assert "Helen Moss, 11:40pm" in after[key]


def test_it_shows_the_clock_as_it_stood_and_says_how_long_was_left(look):
    page = look("7:41pm")

    assert "68 hours 58 minutes left The deadline was 4:40pm on Monday 23 November" in page.words
    assert "The school became aware at 4:40pm on Friday 20 November 2026 (set by Priya Shah)" in (
        page.words
    )
    assert "data-deadline" not in page.html  # or the script would rewrite it to the time of today
    assert "until you say when we became aware" in look("6:41pm").words


def test_what_was_left_to_do_is_what_was_left_then(look):
    assert "Decide what this report is" in look("3:40pm").words.partition("What was left to do")[2]
    assert (
        "Decide what this report is" not in look("4:40pm").words.partition("What was left to do")[2]
    )


def test_it_says_clearly_that_it_is_a_look_back_and_leads_to_the_changes_around(look, incident):
    page = look("6:50pm")

    assert "This is a look back. It shows what was on the record at 6:50pm on Friday" in page.words
    assert "The change before: 6:40pm on Friday 20 November 2026" in page.links
    after = page.links["The change after: 7:40pm on Friday 20 November 2026"]
    assert "moment_time=7%3A40pm" in after
    assert page.links["The case as it is now"].endswith(f"/incidents/{incident.pk}/")


def test_before_the_report_nothing_was_known_and_the_future_cannot_be_asked(look):
    assert "Nothing was on the record of this incident yet." in look("3:39pm").words
    assert look("1pm", day="22").errors == ["The time must be in the past"]
    assert look("lunch").errors == ["Enter a time, like 9:30am"]


def test_without_a_time_it_asks_for_one_and_lists_every_change(team, incident):
    page = Visitor(team[Role.HEAD]).open(f"/incidents/{incident.pk}/as-known/")

    lines = [each.words for each in page.tree.all("details")[0].all("li")]
    assert len(lines) == 9
    assert lines[0].startswith("11:40pm on Friday 20 November 2026")
    assert lines[-1] == "3:40pm on Friday 20 November 2026 Incident reported"


def test_it_shows_what_the_investigation_had_found(by, incident, look):
    investigated(incident, by, at=FRIDAY + 9 * HOUR)

    key = "Whether there was a breach"
    assert key not in look("11:45pm").facts()
    assert look("12:45am", day="21").facts()[key] == (
        "Established. We asked, and it is so. Priya Shah, 12:40am on Saturday 21 November 2026"
    )


def test_what_few_may_read_is_not_in_it(team, by, look):
    case = ready_to_close(by, at=FRIDAY)
    decide_discipline(
        case, is_taken=True, about="staff", words="A first warning.", by=team[Role.HEAD],
        at=FRIDAY + HOUR,
    )  # fmt: skip

    page = look("9am", day="21", page=case)

    assert "Disciplinary decision recorded, to be read by few" in page.words
    assert "A first warning." not in page.html


def test_looking_back_at_a_closed_case_shows_it_open(by, look):
    case = closed(ready_to_close(by, at=FRIDAY), by, at=FRIDAY + HOUR)

    assert "Closed as" not in look("4pm", page=case).facts()
    assert look("5pm", page=case).facts()["Closed as"].startswith("A personal data breach")
    assert look("5pm", page=case).words.partition("What was left to do")[2].startswith(" Nothing.")


def test_of_a_case_whose_content_was_destroyed_it_says_so(incident, look):
    with reading(incident.school_id):
        DataKey.objects.filter(pk=incident.pk).delete()

    page = look("9:45pm")

    assert "What this case held was destroyed when its time was over." in page.words
    assert "A list of names" not in page.html


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.DPO, 200), (Role.INVESTIGATING_OFFICER, 404), (Role.STAFF, 403), (Role.GOVERNOR, 403)],
)
def test_whoever_may_read_the_case_may_look_back(team, incident, role, status):
    path = f"/incidents/{incident.pk}/as-known/"

    assert Visitor(team[role]).open(path).status == status
    assert Visitor(a_member(a_school(), Role.DPO)).open(path).status == 404


def test_looking_changes_nothing_and_asks_little(incident, look, django_assert_max_num_queries):
    with reading(incident.school_id):
        before = Entry.objects.filter(school_id=incident.school_id).count()
    look("3:45pm")

    with django_assert_max_num_queries(60) as asked:
        look("11:45pm")

    with reading(incident.school_id):
        assert Entry.objects.filter(school_id=incident.school_id).count() == before
    told = [each["sql"] for each in asked.captured_queries]
    assert len([sql for sql in told if "set_config" not in sql and "_setting" not in sql]) <= 12


def test_the_hour_that_comes_twice_in_october_can_be_chosen_both_times(team, by, clock):
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 1:30am, and an hour later again
    case = triaged(a_report(team[Role.STAFF], at=first), by, at=first + HOUR)
    clock(FRIDAY)
    visitor = Visitor(team[Role.HEAD])
    lines = visitor.open(f"/incidents/{case.pk}/as-known/").tree.all("details")[0].all("a")

    last, begin = (visitor.open(each.attributes["href"]).facts() for each in lines)

    assert begin["What it is"] == "Not looked at yet"
    assert last["What it is"] == "A confirmed breach"
