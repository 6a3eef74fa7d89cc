"""What a page says, and what came by mail."""

import html
import re

from django.core import mail
from django.utils import timezone

from tocsin.jobs.worker import Worker


def words_of(page):
    """The text of a page, on one line, without what is hidden or for machines."""
    text = page.content.decode()
    text = re.sub(r"<(script|style|title)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def mail_after_the_jobs():
    """Do the work that waits; return the messages that went out since the last time."""
    worker, before = Worker(clock=timezone.now), len(mail.outbox)  # noqa: TID251
    while worker.do_next():
        pass
    return mail.outbox[before:]


def link_in(message):
    """The path of the link in a message."""
    return re.search(r"https?://[^/\s]+(/\S+)", message.body).group(1)
