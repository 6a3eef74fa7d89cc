"""Whether mail leaves this machine: what is set, and what a test message meets."""

import secrets
import smtplib
import ssl
from datetime import datetime
from socket import gaierror

from django.conf import settings

from tocsin.core.when import say_instant
from tocsin.jobs.mail import deliver, message_id
from tocsin.ui.pieces import Row

SUBJECT = "Test message from Tocsin"
UNKNOWN = "The mail server broke off the talk. Its own log may say why."
FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (
        smtplib.SMTPAuthenticationError,
        "{server} does not take the user name and password in TOCSIN_MAIL_URL. Check both.",
    ),
    (
        smtplib.SMTPSenderRefused,
        "{server} does not let us send from {sender}. Change TOCSIN_MAIL_FROM.",
    ),
    (
        smtplib.SMTPRecipientsRefused,
        "{server} does not accept mail for this address. Check it, or try another.",
    ),
    (
        smtplib.SMTPNotSupportedError,
        "{server} does not offer what TOCSIN_MAIL_URL asks for (encryption, or signing in).",
    ),
    (smtplib.SMTPException, "{server} refused the message. Its own log may say why."),
    (
        ssl.SSLError,
        "{server} does not encrypt as TOCSIN_MAIL_URL says. Try smtp+tls (587) or smtp+ssl (465).",
    ),
    (gaierror, "There is no machine called {host}. Check the name in TOCSIN_MAIL_URL."),
    (
        ConnectionRefusedError,
        "Nothing answers at {server}. Check name and port in TOCSIN_MAIL_URL.",
    ),
    (TimeoutError, "{server} did not answer in time. A firewall may be in the way."),
    (OSError, "{server} cannot be reached. Check the network, and TOCSIN_MAIL_URL."),
)


def mail_settings() -> list[Row]:
    """What the environment says about mail, without the password."""
    if not settings.MAIL_IS_SET:
        return [Row("Mail server", "Not set. Messages reach nobody.")]
    security = "TLS" if settings.EMAIL_USE_TLS else "SSL" if settings.EMAIL_USE_SSL else "None"
    return [
        Row("Mail server", f"{_server()} (from TOCSIN_MAIL_URL)"),
        Row("Encryption", security),
        Row("User name", settings.EMAIL_HOST_USER or "None"),
        Row("Sender", f"{settings.DEFAULT_FROM_EMAIL} (from TOCSIN_MAIL_FROM)"),
    ]


def send_test(to: str, *, at: datetime) -> str:
    """Send one message now; return what went wrong in plain words, "" when the server took it."""
    if not settings.MAIL_IS_SET:
        return "No mail server is set. Set TOCSIN_MAIL_URL and start Tocsin again."
    text = f"Mail from Tocsin arrives. This was sent at {say_instant(at)}.\n"
    try:
        deliver(
            [to], subject=SUBJECT, text=text, html=f"<p>{text}</p>", headers={},
            message_id=message_id("test", secrets.token_hex(8)),
        )  # fmt: skip
    except (OSError, smtplib.SMTPException) as fault:
        return _in_words(fault)
    return ""


def _in_words(fault: Exception) -> str:
    words = next((said for kind, said in FAULTS if isinstance(fault, kind)), UNKNOWN)
    return words.format(
        server=_server(), host=settings.EMAIL_HOST, sender=settings.DEFAULT_FROM_EMAIL
    )


def _server() -> str:
    return f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
