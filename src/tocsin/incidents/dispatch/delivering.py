"""One letter by email: to one address, with the words that were cleared and nothing else."""

from email.utils import formataddr, parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.template.loader import render_to_string

from tocsin.core.facts import Tell
from tocsin.core.notice_parts import in_paragraphs
from tocsin.incidents.letters import (
    HEADER,
    content_of,
    letter_id_in,
    mail_id,
    reply_address,
    token_of,
)
from tocsin.incidents.models import Letter, Notice
from tocsin.jobs.mail import deliver
from tocsin.ledger.tenancy import reading
from tocsin.schools.mailbox_address import mailbox_address

FOR_GOOD = 500  # a mail server that says so will not take it at a later try either

__all__ = ["is_refused", "letter_id_in", "send_letter", "why_stopped"]


def send_letter(letter: Letter) -> None:
    """Hand the letter to the mail server. Raises what its failure raises."""
    content = content_of(letter)
    mailbox = mailbox_address(letter.school_id)
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    # A parent knows the school, and not the program it uses.
    headers = {HEADER: token_of(letter), "From": formataddr((letter.school.name, address))}
    if mailbox:
        headers["Reply-To"] = reply_address(letter, mailbox)
    page = {
        "subject": content.subject, "language": content.language, "words": content.words,
        "paragraphs": in_paragraphs(content.words),
    }  # fmt: skip
    deliver(
        [content.email],
        subject=" ".join(content.subject.split()),
        text=render_to_string("incidents/mail/letter.txt", page),
        html=render_to_string("incidents/mail/letter.html", page),
        headers=headers,
        message_id=mail_id(letter),
        return_to=mailbox if mailbox and _may_send_for(mailbox) else "",
    )


def _may_send_for(mailbox: str) -> bool:
    """Whether our mail server may send for the mailbox, so that what comes back goes there."""
    return mailbox.rpartition("@")[2].lower() in settings.MAIL_RETURN_DOMAINS


def why_stopped(letter: Letter) -> str:
    """Why the letter may not go out any more: a code; "" while it may. Source: BR-5.17; BR-5.20."""
    with reading(letter.school_id):
        rows = Notice.objects.filter(school_id=letter.school_id, pk=letter.notice_id)
        is_cleared = rows.filter(state=Notice.State.CLEARED).exists()
    if letter.incident.tell_people != Tell.YES:
        return "delay" if letter.incident.tell_people == Tell.LATER else "not-decided"
    return "" if is_cleared else "withdrawn"


def is_refused(fault: Exception) -> bool:
    """Whether the mail server will never take it: no such address, or not such a mail."""
    if isinstance(fault, SMTPRecipientsRefused):
        return all(code >= FOR_GOOD for code, _ in fault.recipients.values())
    return isinstance(fault, SMTPDataError) and fault.smtp_code >= FOR_GOOD
