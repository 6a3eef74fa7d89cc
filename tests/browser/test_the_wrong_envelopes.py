"""Two reports in the wrong envelopes: walked by five people to its end, and opened again."""

import json

import pytest

from tests.browser.conftest import PICTURES
from tests.browser.test_a_doubtful_case import agree, assess, decide
from tests.browser.test_the_notice_to_all_parents import report

pytestmark = pytest.mark.browser
STORY = "Two reports were swapped: each family got the other child's. Both came back."
AN_OFFICER = """
import json
from datetime import timedelta
from django.utils import timezone
from tests.worlds import a_member, signed_in
from tocsin.core.roles import Role
from tocsin.schools.models import School
school = School.objects.get(slug="{slug}")
at = timezone.now() - timedelta(days=50)
one = a_member(school, Role.INVESTIGATING_OFFICER, name="Ivan Cole", at=at)
print(json.dumps([str(one.person_id), signed_in(one).cookies["sessionid"].value]))
"""
TRIAGE = (
    ("kind/", {"kind": "confirmed", "kind_reason": "Both are back.", "personal_data": "yes",
               "title": "Two reports in the wrong envelopes"}),
    ("details/", {"breaches": "confidentiality", "cause": "posted_wrong_person", "people": "2",
                  "data_kinds": "basic", "children": "yes", "is_continuing": "no"}),
    ("containment/", {"contained": "yes", "containment": "Both came back by hand."}),
    ("awareness/", {"grounds": "The first phone call."}),
    ("severity/", {"severity": "moderate", "reason": "Two families, a school report each."}),
    ("dpo/", {"referral": "not_referred", "reason": "Both are back, and nobody was harmed."}),
)  # fmt: skip


def put(visitor, path, button="Save", **answers):
    """Fill in a form by the names of its boxes, and send it."""
    page = visitor.open(path)
    for name, value in answers.items():
        box = page.locator(f"[name='{name}']").first
        if box.get_attribute("type") in {"radio", "checkbox"}:
            page.locator(f"[name='{name}'][value='{value}']").check()
        elif box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    return visitor.press(button)


@pytest.fixture
def officer(visit, site):
    """The officer's id, and a window of theirs on a phone."""
    made = site.instance.say(AN_OFFICER.format(slug=site.slug)).splitlines()[-1]
    person, site.cookies["officer"] = json.loads(made)
    yield person, visit("officer", width=320)
    del site.cookies["officer"]


def triaged(deputy, reference, person):
    """Everything that the Deputy DPO does first; returns the address of the case."""
    page = deputy.open("/inbox/")
    page.get_by_role("link", name=reference).click()
    case = "/incidents/" + page.url.split("/incidents/")[1].split("/")[0] + "/"
    for path, answers in TRIAGE:
        more = {"lead": person} if path == "severity/" else {}
        put(deputy, case + path, **answers, **more)
    return case


def found_out(officer, case):
    """Each step of the plan that the officer may record."""
    page = officer.open(f"{case}investigation/")
    every = "links => links.map(link => link.getAttribute('href'))"
    hrefs = page.locator("main .govuk-task-list a").evaluate_all(every)
    steps = [each.removeprefix(officer.base.partition("/s/")[0]) for each in hrefs]
    for path in [each for each in steps if "/investigation/" in each]:
        address = "/" + path.split("/", 3)[3]
        page = officer.open(address)
        sure = page.locator("[name=certainty]").count()
        more = {"certainty": "established"} if sure else {}
        put(officer, address, state="done", words="We asked, and it is so.", **more)
    return len(steps)


def reported(officer, head, case):
    """The officer hands the outcome report in, and the Headteacher accepts it."""
    page = officer.open(f"{case}outcome/")
    for box in page.locator("textarea").all():
        if not box.input_value():
            box.fill("One folds, one reads the name aloud.")
    officer.press("Hand it in")
    put(head, f"{case}outcome/review/", verdict="yes")


def reviewed(deputy, case):
    page = deputy.open(f"{case}review/write/")
    for box in page.locator("[type=radio][value=yes]").all():
        box.check()
    deputy.press("Finish the review")


def shown(page, name):
    if PICTURES:
        page.screenshot(path=PICTURES / f"envelopes-{name}.png", full_page=True)


def test_from_the_report_to_closed_and_open_again_by_five_people(visit, site, officer):
    person, ivan = officer
    deputy, head = visit("deputy"), visit("head", width=320)
    case = triaged(deputy, report(visit("staff", width=320), STORY), person)
    assess(deputy, case, page_4={"Can you trust them": "Yes"}, page_8={"Did it come back": "Yes"})
    decide(deputy, case, tell="No, a risk to people is unlikely",
           ground="No high risk to them is likely")  # fmt: skip
    agree(visit, "head", case)
    agree(visit, "dpo", case)
    assert "Investigate" in ivan.open("/my-work/").inner_text("main")

    assert found_out(ivan, case) > 5
    put(head, f"{case}people-action/", is_taken="no", words="An honest mistake.")
    reported(ivan, head, case)
    reviewed(deputy, case)
    page = deputy.open(f"{case}close/")
    shown(page, "close")
    page = put(deputy, f"{case}close/", "Close the incident", lessons="Two people each time.")
    assert "Closed" in page.inner_text(".govuk-tag >> nth=0")
    shown(page, "closed")
    opened_again(visit, site, case)


def opened_again(visit, site, case):
    """The DPO hears of a claim: what rests on it is asked for again, and the look back stays."""
    dpo = visit("dpo", width=320)
    page = put(dpo, f"{case}reopen/", "Open it again", reason="A claim came.", news="risk")
    shown(page, "again")
    assert "Look at the risk again: the facts have changed" in page.inner_text("main")
    page = dpo.open(f"{case}as-known/")
    page.get_by_text("Choose a change").click()
    page.locator("details[open] a").first.click()
    shown(dpo.look(), "look-back")
    for command in (("verify", "--school", site.slug),
                    ("rebuild-agenda", "--check", "--school", site.slug)):  # fmt: skip
        done = site.instance.run(*command)
        assert done.returncode == 0, done.stdout + done.stderr
