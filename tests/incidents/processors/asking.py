"""The pages of a company, as people fill them in."""

import re

from tests.incidents.test_alerts import delivered
from tests.worlds import FRIDAY

ADDRESS = "breach@ledgerly.example"


def instant(name, moment):
    """The boxes of a date and time; `moment` is in London, in winter."""
    return {
        f"{name}_day": moment.day, f"{name}_month": moment.month, f"{name}_year": moment.year,
        f"{name}_time": f"{moment:%H:%M}",
    }  # fmt: skip


def page_of(incident, name=""):
    return f"/incidents/{incident.pk}/company/{name}"


def link(visitor, incident, supplier, **more):
    """Say that it happened at a company of the register."""
    return visitor.send(
        page_of(incident, "change/"), where="register", supplier=str(supplier.pk), **more
    )


def ask(visitor, incident, port, *, at=FRIDAY, **more):
    """Ask the company, and give the mail with the path of its link."""
    page = visitor.send(page_of(incident, "ask/"), **more)
    assert page.status == 200, page.errors
    (mail,) = mails_to(ADDRESS, port, at)
    return mail, path_in(mail)


def mails_to(address, port, at=FRIDAY):
    return [mail for mail in delivered(port, at) if mail["To"] == address]


def path_in(mail):
    text = mail.get_body(("plain",)).get_content()
    return re.search(r"https?://\S+?(/s/\S+/asked/company/\S+/)", text)[1]
