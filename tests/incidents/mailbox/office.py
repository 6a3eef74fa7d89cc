"""What the tests do with a mailbox: send mail to it, let Tocsin work, and look at what became."""

from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage

from django.core import mail as sent
from django.utils import timezone

from tocsin.incidents.models import Attachment, Incident, Message, ReceivedMail, Report
from tocsin.jobs.queue import enqueue
from tocsin.jobs.worker import Worker
from tocsin.ledger.tenancy import reading

WORDS = "I sent the list of free school meals to the wrong parent.\n\nTom"


def a_mail(words=WORDS, *, sender="Tom Reed <tom@school.example>", **headers):
    """A mail as a person sends it; headers by name with underscores, None leaves one out."""
    mail = EmailMessage()
    wanted = {
        "From": sender, "To": "dpo@school.example", "Subject": "Wrong list",
        "Message-ID": f"<{abs(hash((words, sender, str(headers))))}@mail.example>",
        "Date": "Fri, 20 Nov 2026 15:00:00 +0000",
    }  # fmt: skip
    wanted |= {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in wanted.items():
        if value is not None:
            mail[name] = value
    mail.set_content(words)
    return mail


@dataclass
class Office:
    school: object
    team: dict
    imap: object
    user: str

    def arrives(self, *mails):
        raws = [mail if isinstance(mail, bytes) else mail.as_bytes() for mail in mails]
        self.imap.deliver(self.user, *raws)

    def works(self, *, after=timedelta()):
        """Let Tocsin read the mailbox and do all that follows."""
        at = timezone.now() + after  # noqa: TID251 - an edge
        enqueue("mailbox.read", at=at, school_id=self.school.pk)
        worker = Worker(clock=lambda: at)
        while worker.do_next():
            pass
        return at

    def _rows(self, model):
        with reading(self.school.pk):
            return list(model.objects.filter(school_id=self.school.pk).order_by("at", "pk"))

    @property
    def mails(self):
        return self._rows(ReceivedMail)

    @property
    def mail(self):
        [one] = self.mails
        return one

    @property
    def reports(self):
        return self._rows(Report)

    @property
    def report(self):
        [one] = self.reports
        return one

    @property
    def incidents(self):
        with reading(self.school.pk):
            rows = Incident.objects.filter(school_id=self.school.pk).order_by("number")
            return list(rows)

    @property
    def files(self):
        return self._rows(Attachment)

    @property
    def messages(self):
        return self._rows(Message)

    @property
    def answers(self):
        """The acknowledgements that were sent."""
        return [each for each in sent.outbox if each.subject == "We have received your message"]
