"""The network locked for ransom: five people take a critical case to its end, in real browsers."""

import json
from types import SimpleNamespace

import pytest

from tests.browser.conftest import PICTURES
from tests.browser.windows import Window
from tests.incidents.test_critical_case import AGAIN, STAGES, STORY, People, now
from tocsin.core.roles import Role

pytestmark = pytest.mark.browser
A_CASE = """
import json
from datetime import timedelta
from django.utils import timezone
from tests.worlds import a_member, a_report, signed_in
from tocsin.core.roles import Role
from tocsin.schools.models import Membership, School
school = School.objects.get(slug="{slug}")
at = timezone.now() - timedelta(hours=2)
officer = a_member(school, Role.INVESTIGATING_OFFICER, name="Idris Cole", at=at)
people = list(Membership.objects.select_related("person", "school").filter(school=school))
ids = {{role: str(m.person_id) for m in people for role in m.roles}}
ids["investigating_officer"] = str(officer.person_id)
staff = next(m for m in people if m.person.name == "Sam Bell")
case = a_report(staff, what="cyber", story="{story}", at=at, discovered_at=at)
cookie = signed_in(officer).cookies["sessionid"].value
print(json.dumps({{"case": str(case.pk), "ids": ids, "cookie": cookie}}))
"""


class InBrowsers(People):
    """The five, each in a browser of their own."""

    def __init__(self, made, visit):
        self.team = {Role(role): SimpleNamespace(person_id=pk) for role, pk in made["ids"].items()}
        self.case = SimpleNamespace(pk=made["case"])
        self.priya, self.ruth = Window(visit("deputy")), Window(visit("dpo", width=390))
        self.helen, self.ivan = Window(visit("head", width=320)), Window(visit("ransom", width=320))


@pytest.fixture
def people(visit, site):
    code = A_CASE.format(slug=site.slug, story=STORY)
    made = json.loads(site.instance.say(code).splitlines()[-1])
    site.cookies["ransom"] = made["cookie"]
    yield InBrowsers(made, visit)
    del site.cookies["ransom"]


def test_from_the_report_to_closed_and_open_again_by_five_people(people, site):
    for stage, left in STAGES:
        stage(people)
        assert people.left == left, stage.__name__
        if PICTURES:
            shown = people.helen.visit.page
            shown.screenshot(path=PICTURES / f"ransom-{stage.__name__}.png", full_page=True)

    done = people.send(people.helen, "close/", lessons="A second factor everywhere.")
    assert "Closed by Alan Morris" in done.words
    people.send(people.ruth, "reopen/", reason="The files are on the web.",
                news=["risk", "aware"], **now("aware_at"))  # fmt: skip

    assert people.left == AGAIN
    verified = site.instance.run("verify")
    assert verified.returncode == 0, verified.stdout
