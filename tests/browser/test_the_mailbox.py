"""Mail that came in, and what to mind about it, in a browser."""

import pytest

from tests.browser.test_files_and_connections import seen

pytestmark = pytest.mark.browser
START = b"To: dpo@school.example\r\nDate: Fri, 20 Nov 2026 15:00:00 +0000\r\n"
FORGED = (
    START + b"From: Helen Moss <head@school.example>, other@else.example\r\n"
    b"Reply-To: helen@mail.else.example\r\nSubject: The list of free school meals\r\n\r\n"
    b"I sent the list of free school meals to the wrong parent. What now?\r\n"
)
RECALL = START + (
    b"From: Tom Reed <tom@school.example>\r\nSubject: Recall\r\n\r\n"
    b'Reed, Tom would like to recall the message, "Free school meals".\r\n'
)


ARRIVED = """
from tocsin.incidents.mailbox.taking import take_in
from tocsin.schools.models import School, System
school = School.objects.get(slug={slug!r}).pk
assert take_in({content!r}, school_id=school, by=System(school), at=now, arrived_at=now)
"""


def arrived(site, content):
    """A mail is there as the mailbox brings it: nobody has read it, or wants a report of it."""
    site.instance.say(ARRIVED.format(slug=site.slug, content=content))


def put_in(window, name, content):
    window.open("/mail/new/")
    file = {"name": name, "mimeType": "message/rfc822", "buffer": content}
    window.page.locator("input[type=file]").set_input_files(file)
    window.press("Send")


def followed(window, path, words):
    """Follow the link in the row with these words, once the worker has done its part."""
    window.open(path)
    found = window.page.get_by_role("row").filter(has_text=words).get_by_role("link")
    window.reload_until(found.count)
    found.first.click()
    return window.look()


def test_a_mail_is_put_in_and_its_sender_is_doubted_wherever_it_is_read(visit):
    window = visit("deputy")
    window.open("/mail/new/")
    window.press("Send")
    seen(window, "mailbox-put-in")
    put_in(window, "meals.eml", FORGED)
    followed(window, "/inbox/", "Check who sent it")
    seen(window, "mailbox-triage")
    window.open("/inbox/")
    seen(window, "mailbox-inbox")
    followed(window, "/inbox/", "Check who sent it")
    window.follow("The mail that it came by")

    window.page.get_by_text("It names more than one sender.").wait_for()
    seen(window, "mailbox-one")


def test_a_mail_that_was_kept_aside_is_found_and_nothing_has_to_be_done(site, visit):
    arrived(site, RECALL)
    window = visit("deputy")

    followed(window, "/mail/", "Recall")
    seen(window, "mailbox-aside")
    window.press("Nothing to do")

    window.page.get_by_text("Noted that nothing has to be done about it.").wait_for()
    seen(window, "mailbox-list")


def test_the_head_connects_the_mailbox_and_is_told_what_is_missing(visit):
    window = visit("head")
    window.open("/mailbox/")
    window.page.get_by_role("button").last.click()

    seen(window, "mailbox-connect")


LONG = (
    b"From: " + b"a" * 180 + b"@" + b"b" * 60 + b".example\r\nTo: dpo@school.example\r\n"
    b"Date: Fri, 20 Nov 2026 15:00:00 +0000\r\nSubject: " + b"Undeliverable" * 16 + b"\r\n"
    b"Auto-Submitted: auto-replied\r\n\r\nI am away.\r\n"
)


def test_a_very_long_sender_and_subject_do_not_make_a_phone_scroll_sideways(site, visit):
    arrived(site, LONG)
    window = visit("deputy", width=320)

    followed(window, "/mail/", "Undeliverable")
    window.open("/mail/")

    assert "Undeliverable" * 15 in window.look().inner_text("main").replace("\n", "")
    seen(window, "mailbox-long")
