"""Somebody on a phone says that they are dealing with it, straight from the message."""

import re
from email import message_from_string
from email.policy import default

import pytest

pytestmark = pytest.mark.browser
REPORT = """
from datetime import timedelta
from tests.worlds import a_report
from tocsin.schools.models import Membership
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Person, School
school = School.objects.get(slug={slug!r})
with reading(school.pk):
    by = Membership.objects.select_related("person", "school").get(
        school=school, person__email={email!r})
incident = a_report(by, at=now - timedelta(hours=30), discovered_at=now - timedelta(hours=31))
print(incident.pk)
"""
LINK = re.compile(r"/s/[\w-]+(/alerts/\w+/)")


def links_to(site, who):
    """The links in the messages to somebody by which they answer."""
    mails = [text for to, text in site.mailbox.messages if to == [site.emails[who]]]
    texts = [
        message_from_string(text, policy=default).get_body(("plain",)).get_content()
        for text in mails
    ]
    return [found[1] for text in texts if (found := LINK.search(text))]


def test_an_alert_is_answered_from_the_message_and_shown_on_the_page(site, visit):
    earlier = set(links_to(site, "deputy"))
    code = REPORT.format(slug=site.slug, email=site.emails["staff"])
    path = f"/incidents/{site.instance.say(code).splitlines()[-1]}/alerts/"
    phone, desk = visit("nobody", width=320, scripts=False), visit("deputy")
    answered = desk.open(path).get_by_role("row", name="Priya Shah").filter(has_text="Since")
    assert not answered.count()

    def is_answered():
        """Answer what came by now; an alert about another incident may be among it."""
        for link in set(links_to(site, "deputy")) - earlier:
            earlier.add(link)
            assert phone.open(link).inner_text("h1") == "Are you dealing with it?"
            assert phone.press("Yes, I am dealing with it").inner_text("h1") == "Thank you"
        return answered.count()

    desk.reload_until(is_answered)
    desk.look()
    for width in (390, 1200):
        visit("deputy", width=width).open(path)
        visit("deputy", width=width).open("/notifications/")
