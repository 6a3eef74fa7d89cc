"""Who a mail says it is from, and what the school's own mail server could prove of that."""

import re
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from email.utils import parsedate_to_datetime

from tocsin.core.clock import LONDON
from tocsin.incidents.mailbox.headers import Headers

RESULT = re.compile(r"\b(dmarc|spf|dkim)\s*=\s*([a-z]+)", re.IGNORECASE)
ALIKE = 0.82  # of two domains, from 0 to 1
MANY = 100  # recipients
NOBODY = re.compile(
    r"^(?:mailer-?daemon|postmaster|microsoftexchange[0-9a-f]{6,}|(?:.*[-_.+])?no[-_.]?reply.*|"
    r"do[-_.]?not[-_.]?reply.*|bounces?|bounces?[-+_].*|.*-bounces|owner-.*|notifications?|alerts?|"
    r"automat(?:ed|ic)|voicemail|scan(?:ner)?)@"
)
AHEAD = timedelta(hours=26)  # a clock in another part of the world is not the future


def sender_of(headers: Headers) -> tuple[str, str]:
    """The name and the address it gives: never to be trusted, and "" where there is none."""
    for name in ("from", "reply-to", "sender"):
        for said, address in headers.addresses(name):
            if "@" in address:
                return said[:150], address[:254]
    return headers.words("from")[:150], ""


def is_nobody(address: str) -> bool:
    """Whether nobody reads what is sent to that address, as its name tells."""
    return bool(NOBODY.match(address))


def names_two(headers: Headers) -> bool:
    """Whether it names more than one sender."""
    return len(headers.all("from")) > 1 or len(headers.addresses("from")) > 1


def warnings_about(headers: Headers, own_domain: str, at: datetime) -> list[str]:
    """What to mind about the sender and the headers; codes of mail_warnings.WARNINGS."""
    _, address = sender_of(headers)
    domain, is_proven = address.rpartition("@")[2], is_authenticated(headers)
    found = {
        "no-sender": not address,
        "two-senders": names_two(headers),
        "not-ours": bool(domain) and domain == own_domain and not is_proven,
        "unproven": domain != own_domain and is_refuted(headers),
        "reply-elsewhere": _answers_go_elsewhere(headers, domain),
        "lookalike": _is_lookalike(domain, own_domain),
        "long-headers": headers.were_cut,
        "many": headers.one("to").count("@") + headers.one("cc").count("@") > MANY,
        "future": _is_ahead(headers, at),
    }
    return [code for code, is_so in found.items() if is_so]


def is_authenticated(headers: Headers) -> bool:
    """Whether the school's mail server proved that the sender's domain sent it."""
    return _results(headers).get("dmarc") == "pass"


def is_refuted(headers: Headers) -> bool:
    """Whether the school's mail server found that the sender's domain did not send it."""
    found = _results(headers)
    if found.get("dmarc", "none") in {"pass", "bestguesspass"}:
        return False
    if found.get("dmarc", "none") != "none":
        return True
    # The domain asks for nothing to be done: what was found is all the same.
    sent_by = found.get("spf") or headers.one("received-spf").partition(" ")[0].lower()
    is_unlikely = sent_by in {"fail", "softfail"} or found.get("dkim") == "fail"
    return is_unlikely and "pass" not in {sent_by, found.get("dkim")}


def _results(headers: Headers) -> dict[str, str]:
    # Only the topmost: that one the school's own server wrote, any other the sender may have.
    return {
        name.lower(): result.lower()
        for name, result in reversed(RESULT.findall(headers.one("authentication-results")))
    }


def _answers_go_elsewhere(headers: Headers, domain: str) -> bool:
    to = {address.rpartition("@")[2] for _, address in headers.addresses("reply-to")} - {""}
    return bool(domain) and bool(to) and domain not in to


def _is_lookalike(domain: str, own: str) -> bool:
    if not domain or not own or domain == own or domain.endswith(f".{own}"):
        return False
    return SequenceMatcher(None, domain[:100], own[:100]).ratio() >= ALIKE


def _is_ahead(headers: Headers, at: datetime) -> bool:
    try:
        said = parsedate_to_datetime(headers.one("date")[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return False
    aware = said if said.tzinfo else said.replace(tzinfo=LONDON)
    try:
        return aware - at > AHEAD
    except OverflowError:
        return True
