"""The queues, the figures and the calendar address, as people see them on a phone and a desk."""

import pytest

MADE = """
from datetime import timedelta
from django.utils import timezone
from tests.worlds import a_report, classified, contained, triaged
from tocsin.core.roles import Role
from tocsin.schools.models import School
from tocsin.schools.queries import holders
school = School.objects.get(slug="{slug}")
[by] = holders(school.pk, Role.DEPUTY_DPO)
at = timezone.now()
for hours in (1, 5, 30, 60):
    incident = a_report(by, at=at - timedelta(hours=hours), discovered_at=None)
    if hours != 30:
        triaged(incident, by, at=at)
        classified(incident, by, "critical" if hours == 5 else "minor", at=at)
    if hours == 60:
        contained(incident, by, at=at)
"""


@pytest.fixture(scope="module")
def work(site):
    """Reports in every stage, some of them late."""
    site.instance.say(MADE.format(slug=site.slug))


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize("width", [320, 1200])
def test_the_queues_and_the_figures_are_read_on_a_phone_and_on_a_desk(site, visit, width):
    deputy = visit("deputy", width=width, scripts=width > 320)

    for path in ("/my-work/", "/queue/", "/figures/"):
        deputy.open(path)
    for path in ("/queue/", "/queue/?overdue=on", "/queue/?school=zzz", "/queue/schools/"):
        deputy.page.goto(site.url + path)
        deputy.look()

    assert "72-hour clock" in deputy.page.goto(f"{site.url}/queue/").text()


@pytest.mark.usefixtures("work")
def test_somebody_goes_from_the_queue_to_what_is_to_be_done(site, visit):
    deputy = visit("deputy")
    deputy.page.goto(f"{site.url}/queue/")

    deputy.page.locator("tbody a", has_text="Decide what this report is").first.click()

    assert "What is this report?" in deputy.look().inner_text("h1")


@pytest.mark.parametrize("width", [320, 1200])
def test_somebody_makes_a_calendar_address_and_ends_it(site, visit, width):
    head = visit("head", width=width)
    head.page.goto(f"{site.url}/account/")
    head.look()

    head.follow("Change deadlines in your calendar")
    head.page.get_by_label("Remind me one hour before").check()
    address = head.press("Make an address").inner_text(".app-receipt")
    head.follow("I have copied it")
    head.follow("Change deadlines in your calendar")

    assert address.startswith("http")
    assert "The calendar address is ended." in head.press("End the address").inner_text("main")
