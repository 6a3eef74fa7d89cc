"""The Investigating Officer: asked to find out, with a list of their own, to an accepted report."""

import pytest

from tests.incidents.documents import (
    WORD,
    download,
    headings_of_word,
    words_of_pdf,
    words_of_word,
)
from tests.incidents.visits import Visitor
from tests.investigations import investigated
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_member,
    a_report,
    a_school,
    a_team,
    contained,
    described,
    triaged,
)  # fmt: skip
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    priya = team[Role.DEPUTY_DPO]
    return contained(described(triaged(a_report(team[Role.STAFF]), priya), priya), priya)


@pytest.fixture
def ivan(team, incident):
    """The officer, once the Deputy DPO has said on the page that he leads."""
    Visitor(team[Role.DEPUTY_DPO]).send(
        f"/incidents/{incident.pk}/severity/", severity="moderate", reason="Somebody has it.",
        lead=str(team[Role.INVESTIGATING_OFFICER].person_id),
    )  # fmt: skip
    return Visitor(team[Role.INVESTIGATING_OFFICER])


def work_of(visitor):
    return visitor.open("/my-work/").words


def hand_in(visitor, incident):
    words = {f"section-{place}": f"Words {place}." for place in range(1, 5)}
    return visitor.send(f"/incidents/{incident.pk}/outcome/", **{"hand-in": "yes"}, **words)


@pytest.mark.clause("SI-M3")
def test_the_officer_finds_out_and_reports_and_somebody_else_gives_back_or_accepts(
    team, incident, ivan
):
    helen = Visitor(team[Role.HEAD])
    path = f"/incidents/{incident.pk}/outcome/"
    assert "Investigate" in work_of(ivan)
    investigated(incident, team[Role.INVESTIGATING_OFFICER], at=FRIDAY)
    assert "Write the outcome report" in work_of(ivan)

    begun = ivan.open(path).tree.all("textarea")[0].words
    hand_in(ivan, incident)
    helen.send(f"{path}review/", verdict="no", comments="Who had the list?")
    assert "Given back by Helen Moss: Who had the list?" in ivan.open(path).words
    hand_in(ivan, incident)
    helen.send(f"{path}review/", verdict="yes")

    assert "Daily notice to the wrong list." in begun
    assert "outcome report" not in work_of(ivan)
    for made in (words_of_pdf(download(ivan, f"{path}document/").content),
                 "\n".join(words_of_word(download(ivan, f"{path}word/").content))):  # fmt: skip
        assert "Daily notice to the wrong list." in made
        assert "Accepted by Helen Moss, 3:40pm on Friday 20 November 2026" in made


@pytest.fixture
def handed_in(team, incident, ivan):
    investigated(incident, team[Role.INVESTIGATING_OFFICER], at=FRIDAY)
    hand_in(ivan, incident)
    return incident


def test_the_word_file_has_every_heading_and_the_same_bytes_each_time(handed_in, ivan):
    path = ivan.open(f"/incidents/{handed_in.pk}/outcome/review/").links["for Word"]

    first, second = (ivan.client.get(path) for _ in range(2))

    assert first.content == second.content
    assert first["Content-Type"] == WORD
    assert first["Content-Disposition"] == 'attachment; filename="outcome-report-2026-001-1.docx"'
    assert "Draft. Not accepted yet." in words_of_word(first.content)
    assert headings_of_word(first.content) == [
        "Outcome report", "What happened", "What was affected, and who", "What was done",
        "What was decided, and why", "What should change", "Signed",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["document", "word"])
def test_only_those_who_may_read_the_case_get_its_report(team, handed_in, kind):
    path = f"/incidents/{handed_in.pk}/outcome/{kind}/"

    assert (
        Visitor(team[Role.HEAD]).client.get(f"/s/{handed_in.school.slug}{path}").status_code == 200
    )
    assert Visitor(team[Role.GOVERNOR]).open(path).status == 403
    assert Visitor(a_member(a_school(), Role.DPO)).open(path).status == 404


def test_nobody_gets_a_report_that_nobody_has_begun(team, incident):
    assert Visitor(team[Role.HEAD]).open(f"/incidents/{incident.pk}/outcome/word/").status == 404
