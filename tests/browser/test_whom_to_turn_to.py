"""The Deputy DPO keeps contacts and a supplier on a phone, and brings somebody in on a case."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.browser.conftest import PICTURES

pytestmark = pytest.mark.browser
WIDTHS = (320, 390, 1200)


def shown(page, name, width):
    if PICTURES:
        page.screenshot(path=PICTURES / f"registers-{name}-{width}.png", full_page=True)


def enter(page, name, day):
    for part in ("day", "month", "year"):
        page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))


@pytest.mark.parametrize("width", WIDTHS)
def test_contacts_card_plan_and_suppliers_fit_every_screen(visit, width):
    deputy, today = visit("deputy", width=width), datetime.now(UTC).date()  # noqa: TID251
    page = deputy.open("/contacts/add/?kind=it_support")
    page.get_by_label("Organisation").fill("Bright IT of the longest name in all the county")
    page.get_by_label("Phone", exact=True).fill("01632 960 789")
    shown(page, "contact", width)
    deputy.press("Save")
    shown(page, "contacts", width)
    page = deputy.open("/registers/suppliers/add/")
    page.get_by_label("Name of the company").fill(f"Ledgerly {width}")
    page.get_by_label("What do they do for the school?").fill("Pupil records")
    enter(page, "review_on", today + timedelta(days=300))
    deputy.press("Save")
    deputy.follow("Check the contract")
    deputy.press("Save")
    shown(page, "supplier", width)
    deputy.open("/contacts/card/")
    deputy.press("Make and send it now")
    for path in ("contacts/card", "contacts/card/recipients", "plan", "my-work",
                 "registers/suppliers", "my-phone"):  # fmt: skip
        shown(deputy.open(f"/{path}/"), path.replace("/", "-"), width)


def test_somebody_is_brought_in_on_a_case_without_scripts_on_a_phone(visit, site):
    pk = site.instance.say(A_CASE.format(slug=site.slug)).splitlines()[-1]
    deputy = visit("deputy", width=320, scripts=False)
    deputy.page.goto(f"{deputy.base}/incidents/{pk}/")
    deputy.page.get_by_role("link", name="Decide whom else to tell").first.click()
    page = deputy.page
    shown(page, "others-told", 320)
    page.locator("a[href$='/others-told/it_support/']").click()
    page.get_by_label("We do not tell them, and say why").check()
    page.get_by_label("Why not?").fill("They told us.")
    shown(page, "party", 320)
    page.get_by_role("button", name="Save").click()

    assert "They told us." in page.inner_text("main")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_a_case_fit_every_screen(visit, site, width):
    pk = site.instance.say(A_CASE.format(slug=site.slug)).splitlines()[-1]
    deputy = visit("deputy", width=width)

    for path in ("others-told", "others-told/police", "signs", "supplier"):
        page = deputy.open(f"/incidents/{pk}/{path}/")
        shown(page, f"case-{path.replace('/', '-')}", width)
    deputy.open(f"/incidents/{pk}/others-told/police/")
    page.get_by_label("We told them, or asked them to help").check()
    shown(deputy.look(), "case-told", width)


A_CASE = """
from django.utils import timezone
from tests.worlds import a_report, described, triaged
from tocsin.core.roles import Role
from tocsin.schools.queries import holders, school_at
school = school_at("{slug}")
by, at = holders(school.pk, Role.DEPUTY_DPO)[0], timezone.now()
by.school = school
incident = triaged(a_report(by, at=at, discovered_at=at), by, at=at)
print(described(incident, by, at=at, cause="phishing").pk)
"""
