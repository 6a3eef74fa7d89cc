"""The journey of the notice that went to all parents, walked by four people in a real browser."""

import re

import pytest

from tests.jobs.instances import until

pytestmark = pytest.mark.browser(twice=True)


def report(staff, story="The daily notice went to all parents instead of all staff."):
    """Send a report with the five questions; returns the reference."""
    page = staff.open("/report/")
    staff.press("Start a report")
    page.get_by_label("Email or message sent to the wrong person").check()
    staff.press("Continue")
    page.get_by_label("In your own words").fill(story)
    page.get_by_label("No", exact=True).check()
    staff.press("Continue")
    page.get_by_label("In the last hour").check()
    staff.press("Continue")
    page.get_by_label("Pupils").check()
    page.get_by_label("11 to 100").check()
    staff.press("Continue")
    page.get_by_label("What has been done about it already?").fill("The right file was sent.")
    staff.press("Continue")
    assert "Check your answers" in page.inner_text("h1")
    staff.press("Send the report")
    assert page.inner_text("h1") == "Report received"
    return page.inner_text(".govuk-panel__body strong")


def triage(deputy, reference):
    """Say what it is, when the school became aware, and how serious it is."""
    page = deputy.open("/inbox/")
    page.get_by_role("link", name=re.compile(reference)).click()
    page.get_by_label("A breach: it happened").check()
    page.get_by_label("Why do you say so?").fill("The sent item shows the attachment.")
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("A short title").fill("Daily notice sent to all parents")
    deputy.press("Save")
    describe(deputy)
    deputy.follow("Record when the school became aware")
    page.get_by_label("What are the grounds?").fill("The office saw the sent item.")
    deputy.press("Save")
    deputy.follow("Say how serious it is")
    page.get_by_label("Major", exact=True).check()
    page.get_by_label("Why?").fill("Behaviour notes and SEND of 69 pupils.")
    deputy.press("Save")
    return page


def describe(deputy):
    """Say what happened to the information, and that it has been stopped."""
    page = deputy.page
    deputy.follow("Record what happened to the information, and the cause")
    page.get_by_label("Somebody saw, got or could have got it who should not have").check()
    page.get_by_label("What caused it?").select_option("emailed_wrong_person")
    page.get_by_label("How many people does it affect?").fill("69")
    page.get_by_label("Health, SEND, medicines").check()
    page.get_by_label("Yes", exact=True).last.check()
    deputy.press("Save")
    deputy.follow("Stop it getting worse, and say how")
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("What has been done?").fill("Recalled; parents asked to delete it.")
    deputy.press("Save")


@pytest.mark.clause("SI-M1", "SI-M6", "SI-M8", "BR-5.4")
def test_from_the_report_to_the_log_by_four_people(visit, site):
    reference = report(visit("staff", width=320))
    deputy = visit("deputy")
    page = triage(deputy, reference)

    assert "71 hours" in page.inner_text(".app-clock__left")
    incident = page.url.removeprefix(deputy.base)
    for who, duty in (
        ("head", "Confirm that you are supporting this incident"),
        ("dpo", "Confirm that you have seen the referral"),
    ):
        other = visit(who, width=320)
        other.open("/my-work/")
        other.follow(f"{duty} ({reference})")
        other.press("I have seen it")
    timeline = " ".join(deputy.open(incident).inner_text(".app-timeline").split())
    assert "Confirmed as seen by Alan Morris" in timeline
    assert "Confirmed as seen by Ruth Okoro" in timeline
    log = deputy.open("/log/")
    assert "Daily notice sent to all parents" in log.inner_text("table")
    verified = site.instance.run("verify", "--school", site.slug)
    assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.clause("SI-M1")
def test_those_who_must_know_are_told_by_mail_that_says_nothing(visit, site):
    before = len(site.mailbox.messages)

    report(visit("staff"), story="Payroll of Mrs Example left on the copier.")

    def told():
        return [m for to, m in site.mailbox.messages[before:] if site.emails["deputy"] in to]

    # Others may come in between, about what somebody left undone.
    until(lambda: any("You have something to do in Tocsin" in each for each in told()))
    assert not any("Example" in each or "copier" in each for each in told())


@pytest.mark.clause("SI-M1")
def test_a_report_can_be_made_with_scripts_off(visit):
    assert report_without_scripts(visit("staff", width=390, scripts=False)).startswith("20")


def report_without_scripts(staff):
    """The same five questions; axe needs scripts, so only the journey is walked."""
    staff.look = lambda: staff.page
    return report(staff)


def test_a_report_can_be_made_by_keyboard_alone(visit):
    staff = visit("staff")
    page = staff.open("/report/")
    keys = page.keyboard

    tab_to(page, "Start a report")
    keys.press("Enter")
    page.wait_for_url("**/what/")
    tab_to(page, "email")
    keys.press("Space")
    tab_to(page, "Continue")
    keys.press("Enter")
    page.wait_for_url("**/story/")
    tab_to(page, "story")
    keys.type("A list was left on the bus.")
    for step in ("found", "whose", "done", "check"):
        tab_to(page, "Continue")
        keys.press("Enter")
        page.wait_for_url(f"**/{step}/")
    tab_to(page, "Send the report")
    keys.press("Enter")
    page.wait_for_url("**/sent/**")

    assert page.inner_text("h1") == "Report received"


def tab_to(page, wanted):
    """Press Tab until the focus is on what is wanted: a button's words, a box's value or name."""
    where = "(e => [e.innerText, e.value, e.name])(document.activeElement)"
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted in [str(each).strip() for each in page.evaluate(where)]:
            return
    pytest.fail(f"The keyboard does not get to {wanted}.")
