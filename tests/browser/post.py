"""A mail server that takes, refuses and gives back: what is given back lies in a real mailbox."""

import re
from email import message_from_bytes, policy

from tests.browser.conftest import Mailbox

BOUNCE = """From: Mail Delivery System <mailer-daemon@mx.example>
To: {sender}
Subject: Undelivered Mail Returned to Sender
Return-Path: <>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

There is no mailbox {to} here.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {to}
Action: failed
Status: 5.1.1
--b
Content-Type: message/rfc822

{mail}
--b--
"""


class Post(Mailbox):
    """Mail to `gone` addresses is taken first, and goes back to whoever the envelope names."""

    def __init__(self, imap, users):
        super().__init__()
        self.imap, self.users = imap, users  # users: by the address of their mailbox
        self.gone, self.returned = re.compile(r"gone-"), []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("refused-"):
            return "550 No such mailbox"
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        told = await super().handle_DATA(server, session, envelope)
        for to in filter(self.gone.match, envelope.rcpt_tos):
            raw = BOUNCE.format(sender=envelope.mail_from, to=to, mail=envelope.content.decode())
            self.returned.append((to, envelope.mail_from))
            self.imap.deliver(self.users[envelope.mail_from], raw.encode())
        return told

    def sent(self):
        """Every mail as it was sent: to whom, and all of its words, headers and file names.

        No property: aiosmtpd looks at every attribute whenever somebody connects.
        """
        return [(tos[0], words_of(content)) for tos, content in self.messages]

    def letters(self):
        """The words of each letter, by the address it went to."""
        return {to: words for to, words in self.sent() if "X-Tocsin-Letter" in words}


def words_of(content):
    """All that a mail says, decoded: headers, file names and every part."""
    mail = message_from_bytes(content.encode(), policy=policy.default)
    said = [f"{name}: {value}" for name, value in mail.items()]
    for part in mail.walk():
        said.append(part.get_filename() or "")
        if part.get_content_maintype() == "text":
            said.append(part.get_content())
    return "\n".join(said)
