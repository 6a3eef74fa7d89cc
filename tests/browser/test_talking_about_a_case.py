"""Asking the reporter, being stopped before a leak, the team, and somebody who must not see it."""

import pytest

from tests.browser.test_the_notice_to_all_parents import report

pytestmark = pytest.mark.browser(twice=False)
SEED = """
from tests.incidents.correspondence.reporters import told_outside
from tocsin.schools.models import School
incident, told = told_outside(School.objects.get(slug="{slug}"), protection="anonymous")
print(incident.pk)
"""


def test_a_reporter_is_asked_told_what_to_do_and_answers(visit):
    sam, priya = visit("staff", width=320), visit("deputy")
    report(sam)
    page = sam.page
    own = page.get_by_role("link", name="Add files or anything else").get_attribute("href")
    own = own.split("/", 3)[3]
    incident = f"/incidents/{own.rstrip('/').rsplit('/', 1)[1]}/"

    priya.open(f"{incident}messages/")
    priya.page.get_by_role("button", name="Write to the reporter").first.click()
    priya.look().get_by_label("Your message").fill("Ring the bus company and ask for the folder.")
    priya.page.get_by_label("This is something to do now").check()
    priya.press("Send")

    page = sam.open(f"/{own}")
    assert page.get_by_role("region", name="Do this now").is_visible()
    sam.press("I have read this")
    page.get_by_role("button", name="Answer", exact=True).click()
    sam.look()
    page.get_by_label("Your message").fill("They have it. I fetch it tonight.")
    sam.press("Send")
    answered = priya.open(f"{incident}messages/").inner_text("main")
    assert "They have it. I fetch it tonight." in answered
    assert "Read" in answered
    priya.open(incident)


def test_words_that_could_reveal_somebody_stop_and_the_team_is_written_to(visit, site):
    pk = site.instance.say(SEED.format(slug=site.slug)).splitlines()[-1]
    priya = visit("deputy", width=320)
    page = priya.open(f"/incidents/{pk}/messages/")
    page.get_by_role("button", name="Write to the reporter").first.click()
    priya.look().get_by_label("Your message").fill("As you told me, Sam Bell, it was in room 12.")
    priya.press("Send")

    assert "This could show who told us" in page.inner_text("main")
    assert page.get_by_role("button", name="Send it all the same").is_visible()
    wide = visit("deputy")
    kept = wide.open(f"/incidents/{pk}/kind/")
    kept.get_by_label("A breach: it happened").check()
    kept.get_by_label("Why do you say so?").fill("It is gone.")
    kept.get_by_label("Yes", exact=True).check()
    wide.press("Save")
    wide.open(f"/incidents/{pk}/messages/team/")
    kept.get_by_label("Your message").fill("The bus company looks for it.")
    wide.press("Send")
    assert "The bus company looks for it." in kept.inner_text("main")


def test_somebody_is_kept_out_and_finds_nothing(visit, site):
    pk = site.instance.say(SEED.format(slug=site.slug)).splitlines()[-1]
    narrow, wide, head = visit("deputy", width=320), visit("deputy"), visit("head")
    page = narrow.open(f"/incidents/{pk}/team/keep-out/")
    page.get_by_label("Who must not see this incident?").select_option(label="Alan Morris")
    page.get_by_label("Why?", exact=True).fill("It is about him.")
    narrow.press("Save")

    assert "It is about him." in wide.open(f"/incidents/{pk}/team/").inner_text("main")
    head.page.goto(f"{head.base}/incidents/{pk}/")
    assert head.page.title().startswith("Page not found")
    head.open("/response-team/")
    narrow.open("/response-team/")
    visit("deputy", width=320).open(f"/incidents/{pk}/team/change/")
    visit("deputy", width=320).open(f"/incidents/{pk}/team/keep-out/")
    visit("deputy", width=320).open(f"/incidents/{pk}/team/")
