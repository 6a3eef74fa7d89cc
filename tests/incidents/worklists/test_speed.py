"""The queue asks no more of the database when there is more to show."""

import pytest
from django.db import connection

from tests.incidents.worklists.conftest import also_at
from tests.worlds import a_report, a_school, a_team, signed_in
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def questions(client, path):
    """How many the page asks once it has been asked before."""
    asked = []

    def note(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    assert client.get(path).status_code == 200
    with connection.execute_wrapper(note):
        assert client.get(path).status_code == 200
    return [sql for sql in asked if "SAVEPOINT" not in sql and "coalesce(current" not in sql]


@pytest.mark.parametrize("few", [200, 1])
@pytest.mark.parametrize("path", ["/queue/", "/queue/schools/"])
def test_the_queue_of_many_schools_asks_twelve_questions_at_most(
    alder, dan, path, few, monkeypatch
):
    monkeypatch.setattr("tocsin.incidents.agendas.FEW", few)
    a_report(alder[Role.STAFF])
    before = len(questions(dan.client, path))

    for _ in range(4):
        team = a_team(a_school())
        also_at(team[Role.STAFF].school, alder[Role.DPO].person, Role.DPO, Role.HEAD)
        a_report(team[Role.STAFF])
        a_report(team[Role.STAFF])

    assert before <= 13
    assert len(questions(dan.client, path)) == before


def test_the_same_is_shown_however_many_schools_there_are(alder, birch, dan, monkeypatch):
    a_report(alder[Role.STAFF])
    a_report(birch[Role.STAFF])
    few = dan.open("/queue/").rows()

    monkeypatch.setattr("tocsin.incidents.agendas.FEW", 1)

    assert dan.open("/queue/").rows() == few
    assert signed_in(alder[Role.DPO]).get("/queue/").status_code == 200
