"""A breach at a company the school uses: said, asked about, answered from outside, on a phone."""

import re

import pytest

from tests.browser.test_the_notice_to_all_parents import report, triage
from tests.jobs.instances import until

pytestmark = pytest.mark.browser


def link_to(address, site):
    """The path of the link in the mail to the address."""

    def mails():
        return "".join(text for to, text in site.mailbox.messages if address in to)

    until(mails)
    pattern = r"/asked/company/[0-9a-f-]+/[0-9a-f]+/"
    return re.search(pattern, mails().replace("=\r\n", "").replace("=\n", ""))[0]


def test_the_company_answers_on_a_phone_and_the_deputy_reads_it(visit, site):
    deputy = visit("deputy")
    page = triage(deputy, report(visit("staff")))
    incident = page.url.removeprefix(deputy.base)
    page = deputy.open(f"{incident}company/change/")
    page.get_by_label("At another company").check()
    page.get_by_label("The name of the company").fill("Ledgerly")
    deputy.press("Save")
    page = deputy.press("Ask the company what it knows")
    page.get_by_label("Who is asked?").fill("The security desk")
    page.get_by_label("Their email address").fill("desk@ledgerly.example")
    deputy.press("Send the questions")

    outsider = visit("outsider", width=320)
    page = outsider.open(link_to("desk@ledgerly.example", site))
    page.get_by_label("What happened, and how?").fill("A log-in was stolen.")
    page.get_by_label("Your name").fill("Ann Lee")
    outsider.press("Send the answer")

    assert "Your answer was received" in page.inner_text("main")
    assert "A log-in was stolen." in deputy.open(f"{incident}company/").inner_text("main")


def test_sharing_responsibility_and_an_outage_are_recorded_on_a_phone_without_scripts(visit):
    deputy = visit("deputy", width=320, scripts=False)
    page = triage(visit("deputy"), report(visit("staff")))
    incident = page.url.removeprefix(deputy.base)

    page = deputy.open(f"{incident}joint/change/")
    page.get_by_label("Which organisation").fill("Anytown Council")
    page.get_by_label("Not yet, and the regulator").check()
    page.get_by_label("Why can it not wait?").fill("Nobody answers there.")
    deputy.press("Save")
    assert "It could not wait, because: Nobody answers there." in page.inner_text("main")

    page = deputy.open(f"{incident}outage/")
    page.get_by_label("What could not be used?").fill("The pupil records")
    deputy.press("Save")
    assert "Enter when it began" in page.inner_text("main")


def test_the_pages_of_an_event_over_several_schools_fit_a_phone(visit, site):
    dpo = visit("dpo", width=320)
    dpo.page.goto(f"{site.url}/events/new/")
    page = dpo.look()
    page.get_by_label("Which company?").fill("Ledgerly")
    page.get_by_label("What does the company say").fill("A log-in was stolen.")
    page.get_by_label("Yes", exact=True).check()
    told = page.get_by_role("group", name="When did the company tell the schools?")
    for label, value in (("Day", "2"), ("Month", "1"), ("Year", "2026"), ("Time", "9am")):
        told.get_by_label(label).fill(value)
    page.get_by_label("Alder Bank Primary School").check()
    dpo.press("Continue")
    dpo.press("Open an incident in each school")
    assert "was opened" in page.inner_text("main")
    dpo.follow("The event in all of your schools")
    assert "Not decided yet" in page.inner_text("main")
