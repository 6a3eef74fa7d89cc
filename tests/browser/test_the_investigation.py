"""An investigation with its records, its evidence and its oversight, on a phone and on a desk."""

import re

import pytest

from tests.incidents.evidence.samples import PDF
from tests.jobs.instances import until

MADE = """
from datetime import timedelta
from django.utils import timezone
from tests.worlds import a_report, classified, triaged
from tocsin.core.roles import Role
from tocsin.schools.models import School
from tocsin.schools.queries import holders
school = School.objects.get(slug="{slug}")
[by] = holders(school.pk, Role.DEPUTY_DPO)
at = timezone.now()
incident = triaged(a_report(by, at=at - timedelta(hours=5), discovered_at=None), by, at=at)
classified(incident, by, "major", at=at)
print(incident.pk)
"""
FILE = {"name": "mail log.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture(scope="module")
def case(site):
    """The path of an incident that Priya leads."""
    return f"/incidents/{site.instance.say(MADE.format(slug=site.slug)).split()[-1]}/"


def say(page, **answers):
    for label, words in answers.items():
        page.get_by_label(label.replace("_", " "), exact=False).first.fill(words)


def a_day(page, name, *parts):
    for part, value in zip(("day", "month", "year"), parts, strict=True):
        page.locator(f"[name={name}_{part}]").fill(value)


def records(deputy, case):
    """A risk, what somebody said, a thing, a file that was checked, and the lead accepted."""
    page = deputy.open(f"{case}records/add/risk/")
    say(page, What_could_go_wrong="Families move school", What_do_we_do="Ring each of them.")
    page.get_by_label("High").check()
    deputy.press("Save")
    page = deputy.open(f"{case}interviews/add/")
    say(page, Who_was_spoken_to="Bel Ashe", Their_email="bel@home.example",
        Who_else="Priya Shah", What_did_they_say="I chose the wrong list.")  # fmt: skip
    a_day(page, "held_on", "1", "9", "2026")
    deputy.press("Save")
    page.get_by_role("button", name="Ask whether they agree").click()
    page = deputy.open(f"{case}evidence/add/")
    page.get_by_label("A thing").check()
    say(page, Where_is_it_kept="The safe", Its_name="USB stick", Describe_it="Found in room 4.",
        Whom_or_where="Sam Bell")  # fmt: skip
    deputy.press("Save")
    page = deputy.open(f"{case}files/")
    page.set_input_files("input[type=file]", FILE)
    deputy.press("Add")
    deputy.open(f"{case}evidence/")
    deputy.press("Check every file")
    deputy.open(f"{case}oversight/")
    deputy.press("I lead this from now on")


def link_to(site, address):
    """The path of the link in the newest mail to an address."""
    mails = lambda: [text for to, text in site.mailbox.messages if address in to]  # noqa: E731
    until(mails)
    return re.search(r"(/s/[^\s/]+/said/\S+/)", mails()[-1])[1]


def test_an_investigation_is_written_down_on_a_phone_and_read_on_a_desk(site, case, visit):
    records(visit("deputy", width=320), case)

    wide = visit("deputy")
    for part in ("investigation/", "records/", "interviews/", "evidence/", "oversight/",
                 "investigation/investigation/risks/"):  # fmt: skip
        wide.open(case + part)
    wide.page.goto(f"{wide.base}{case}evidence/")
    assert "Unchanged: it is what was added" in wide.page.content()
    wide.page.get_by_role("link", name="USB stick").click()
    wide.look()
    wide.open("/actions/")

    bel = visit("Bel Ashe", width=320, scripts=False)
    bel.page.goto(site.url + link_to(site, "bel@home.example"))
    bel.look()
    bel.page.get_by_label("Yes, this is what I said").check()
    bel.press("Send the answer")
    assert "Thank you." in bel.page.content()
    wide.open(f"{case}interviews/")
    assert "They agree" in wide.page.content()
