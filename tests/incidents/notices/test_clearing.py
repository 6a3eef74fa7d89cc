"""Clearing what leaves the school: by whom, of which words, and what it then is."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.incidents.visits import Visitor
from tests.notices import WORDS, cleared, waiting, written
from tests.worlds import FRIDAY, a_member, a_school, a_team, holders_away
from tocsin.core.roles import Role
from tocsin.incidents.models import Notice, NoticeClearance

pytestmark = pytest.mark.django_db
BUTTON = "Clear it as it is"


@pytest.fixture
def notice(clock, incident, by):
    return waiting(incident, by)


def click(visitor, path, **answers):
    """Press the first button of the page: of several forms it is the one that clears."""
    page = visitor.open(path)
    forms = [each for each in page.tree.all("form") if "/clear/" in each.attributes["action"]]
    seen = [box.attributes["value"] for box in forms[0].all("input") if box.attributes["name"] == "seen"]
    return visitor.post(forms[0].attributes["action"], seen=seen[0], **answers)
