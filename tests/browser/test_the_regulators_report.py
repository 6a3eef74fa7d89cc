"""The Deputy DPO gets the report to the regulator ready, copies it, sends it, and adds the rest."""

from datetime import datetime, timedelta

import pytest

from tests.browser.conftest import PICTURES
from tocsin.core.clock import LONDON

pytestmark = pytest.mark.browser
A_CASE = """
from datetime import timedelta
from django.utils import timezone
from tests.worlds import a_report, assessed, aware, decided, triaged
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership, School
from tocsin.core.roles import Role
school = School.objects.get(slug="{slug}")
with reading(school.pk):
    people = list(Membership.objects.select_related("person", "school").filter(school=school))
by = next(each for each in people if Role.DEPUTY_DPO in each.held_roles)
at = timezone.now() - timedelta(hours=30)
case = triaged(a_report(by, at=at, discovered_at=at), by, at=at)
aware(case, by, at, at=at)
decided(assessed(case, by, at=at), by, regulator="yes", at=at)
print(case.pk)
"""


def shown(page, name, width):
    if PICTURES:
        page.screenshot(path=PICTURES / f"regulator-{name}-{width}.png", full_page=True)


def told_now():
    """A minute ago, as one types it."""
    then = datetime.now(LONDON) - timedelta(minutes=1)  # noqa: TID251
    return str(then.day), str(then.month), str(then.year), f"{then:%H:%M}"


def case(site):
    return site.instance.say(A_CASE.format(slug=site.slug)).splitlines()[-1]


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_it_is_written_sent_and_kept_on_every_screen(visit, site, width):
    pk = case(site)
    deputy = visit("deputy", width=width)
    deputy.open(f"/incidents/{pk}/regulator/")
    deputy.page.goto(f"{deputy.base}/incidents/{pk}/regulator/part/breach/")
    page = deputy.look()
    page.locator("[name=B7]").fill("Two lists with the name of Emma Wilson.")
    page.locator("[name=B8-unknown]").check()
    shown(page, "part", width)
    page = deputy.press("Save")
    assert "Emma Wilson" in page.locator("main").inner_text()
    shown(page, "report", width)

    page = deputy.open(f"/incidents/{pk}/regulator/sent/")
    shown(page, "sent", width)
    page.get_by_label("The regulator's online form").check()
    for part, value in zip(("day", "month", "year", "time"), told_now(), strict=True):
        page.locator(f"[name=told_at_{part}]").fill(value)
    page.locator("[name=without_log]").fill("It could not wait.")
    deputy.press("Save")
    shown(deputy.open(f"/incidents/{pk}/regulator/sent/1/"), "kept", width)
    page = deputy.open(f"/incidents/{pk}/regulator/letters/")
    shown(page, "letters", width)


def test_a_part_is_copied_with_one_press(visit, site):
    pk = case(site)
    deputy = visit("deputy")
    deputy.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = deputy.open(f"/incidents/{pk}/regulator/")

    page.get_by_role("button", name="Copy all of About the breach").click()
    page.wait_for_function("document.body.innerText.includes('Copied')")

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("What happened, what went wrong, and how?\nDaily notice")


def test_without_scripts_the_text_stands_in_a_box(visit, site):
    pk = case(site)
    deputy = visit("deputy", width=320, scripts=False)
    deputy.page.goto(f"{deputy.base}/incidents/{pk}/regulator/")
    page = deputy.page

    assert not page.get_by_role("button", name="Copy all").first.is_visible()
    page.get_by_text("This part as text").nth(1).click()
    assert "Daily notice" in page.locator("#text-breach").input_value()
