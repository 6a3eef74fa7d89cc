"""Sending somebody the card. The message itself says nothing about anybody."""

from django.template.loader import render_to_string

from tocsin.jobs.mail import deliver, message_id
from tocsin.registers.keeping import pieces_of
from tocsin.registers.models import Card
from tocsin.schools.models import Membership

SUBJECT = "Your emergency card from Tocsin"
FILE = "emergency-card.pdf"


def send_card(card: Card, member: Membership) -> None:
    """Hand it to the mail server. Raises what the mail server's failure raises."""
    page = {"subject": SUBJECT}
    deliver(
        [member.person.email],
        subject=SUBJECT,
        text=render_to_string("registers/mail/card.txt", page),
        html=render_to_string("registers/mail/card.html", page),
        headers={},
        message_id=message_id(card.pk, member.person_id),
        attachments=[(FILE, b"".join(pieces_of(card)), "application/pdf")],
    )
