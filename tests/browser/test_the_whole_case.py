"""Every page of a case that was closed, and of one that was opened again, on every screen."""

import json

import pytest

from tests.browser.conftest import PICTURES

pytestmark = pytest.mark.browser
CASES = """
import json
from datetime import timedelta
from django.utils import timezone
from tests.tellings import told_regulator
from tests.worlds import a_report, closed, decided, ready_to_close
from tocsin.core.roles import Role
from tocsin.incidents.chronology.commands import record_happening
from tocsin.incidents.outcome.commands import reopen
from tocsin.incidents.recipients.commands import name_recipient
from tocsin.schools.models import Membership, School
school = School.objects.get(slug="{slug}")
people = Membership.objects.select_related("person", "school").filter(school=school)
by = next(each for each in people if Role.DEPUTY_DPO in each.held_roles)
at = timezone.now() - timedelta(days=5)
story = "Two reports went out in the wrong envelopes: each family got the other child's."
done = closed(ready_to_close(by, at=at, story=story), by, at=at)
again = ready_to_close(by, at=at, story=story)
record_happening(
    again, precision="about", started_at=at, ended_at=None, words="The envelopes were posted.",
    corrects=None, by=by, at=at)
name_recipient(
    again, name="The other family", reached_by="By phone", chase_on=at.date(), by=by, at=at)
from tocsin.incidents.recipients.commands import settle_recipient
from tocsin.incidents.models import Recipient
row = Recipient.objects.get(incident=again)
settle_recipient(row, state="confirmed", words="It came back.", seen=row.revision, by=by, at=at)
again.refresh_from_db()
closed(again, by, at=at)
reopen(again, reason="A claim came.", news=["risk", "findings"], aware_at=None,
       seen=again.revision, by=by, at=at + timedelta(days=1))
told = ready_to_close(by, at=at, story=story)
told_regulator(decided(told, by, regulator="yes", at=at), by, at=at)
print(json.dumps({{"done": str(done.pk), "again": str(again.pk), "told": str(told.pk),
                   "at": at.isoformat()}}))
"""
PAGES = {
    "done": ("", "timeline/", "review/", "outcome/review/", "reopen/", "similar/", "case-file/",
             "regulator/not-reported/", "as-known/"),
    "again": ("", "close/", "chronology/", "recipients/", "outcome/", "investigation/"),
    "told": ("regulator/", "regulator/sent/1/", "regulator/letters/"),
}  # fmt: skip


@pytest.fixture(scope="module")
def cases(site):
    return json.loads(site.instance.say(CASES.format(slug=site.slug)).splitlines()[-1])


def shown(page, name, width):
    if PICTURES:
        page.screenshot(path=PICTURES / f"whole-{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("which", PAGES)
def test_every_page_of_the_case_is_sound_on_every_screen(visit, cases, which, width):
    deputy = visit("deputy", width=width)

    for path in PAGES[which]:
        page = deputy.open(f"/incidents/{cases[which]}/{path}")
        shown(page, f"{which}-{path.strip('/').replace('/', '-') or 'case'}", width)
        assert page.locator("h1").count() == 1, path


@pytest.mark.parametrize(("width", "scripts"), [(320, False), (320, True), (1200, True)])
def test_somebody_looks_back_with_and_without_scripts(visit, cases, width, scripts):
    head = visit("head", width=width, scripts=scripts)
    page = head.open(f"/incidents/{cases['done']}/as-known/")
    page.get_by_text("Choose a change").click()
    page.locator("details[open] a").last.click()
    head.look()

    shown(page, f"look-back-{scripts}", width)
    assert "This is a look back." in page.inner_text("main")
    assert page.locator("[data-deadline]").count() == 0
    page.locator("[name=moment_time]").fill("lunch")
    page.get_by_role("button", name="Show what was known").click()
    head.look()
    assert "Enter a time, like 9:30am" in page.inner_text("main")
