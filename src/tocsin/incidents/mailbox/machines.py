"""Whether a machine wrote a mail, and why. What is not clearly a machine's is a report."""

import re

from tocsin.incidents.mailbox.headers import Headers
from tocsin.incidents.mailbox.parts import Inside
from tocsin.incidents.mailbox.senders import sender_of
from tocsin.incidents.threads import HEADER, thread_id_in

MAILER = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon|mdaemon)(?:@|$)")
BOUNCED = re.compile(
    r"undeliver|not delivered|delivery status notification|returned mail|failure notice|"
    r"delivery (?:has )?fail|mail delivery|could not be delivered|non.?remis|unzustellbar",
    re.IGNORECASE,
)
LATE = re.compile(r"delay|warning: could not send|verzögert", re.IGNORECASE)
AWAY = re.compile(
    r"^\W*(?:automatic reply|auto(?:matic)?[ -]?(?:response|reply|antwort)|out of (?:the )?office|"
    r"automatische antwort|abwesenheit|réponse automatique|respuesta automática|"
    r"i am (?:currently )?(?:away|out of office)|on (?:annual|maternity) leave)\b",
    re.IGNORECASE,
)
READ = re.compile(r"^(?:read|not read|gelesen|lu)\s*:", re.IGNORECASE)
RECALLED = re.compile(r"would like to recall the message", re.IGNORECASE)
RECALL_REPORT = re.compile(r"^(?:message )?recall (?:success|failure|report|status)", re.IGNORECASE)
SHORT = 600  # characters: a recall says no more
AUTOREPLY = (
    "x-autoreply",
    "x-autorespond",
    "x-auto-reply-from",
    "x-mail-autoreply",
    "x-autoreply-from",
)
MANY = {"bulk", "junk"}
AUTO = {"auto_reply", "auto-reply", "autoreply"}
# Programs that talk to each other about meetings, whatever the mail says beside that.
MEETINGS = {"REQUEST", "CANCEL", "REPLY", "COUNTER", "DECLINECOUNTER"}
ENCRYPTED = {
    "application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted",
    "application/pgp-encrypted", "application/x-microsoft-rpmsg-message",
}  # fmt: skip


def reason_of(headers: Headers, inside: Inside, own_sender: str, outlook_kind: str = "") -> str:
    """Why a mail is a machine's: a code of reasons.ASIDE; "" for what a person may have written."""
    return (
        _own(headers, own_sender)
        or _about_delivery(headers, inside)
        or _recall(headers, inside)
        or _calendar(inside, outlook_kind)
        or _automatic(headers)
        or _bulk(headers)
    )


def is_encrypted(inside: Inside) -> bool:
    """Whether only the reader's own mail program can open it."""
    names = {each.name.lower() for each in inside.attachments}
    return bool(inside.types & ENCRYPTED or names & {"smime.p7m", "message.html", "message.rpmsg"})


def _own(headers: Headers, own_sender: str) -> str:
    is_marked = bool(thread_id_in(headers.one("message-id"))) or headers.has(HEADER.lower())
    says_automatic = headers.one("auto-submitted").lower() not in {"", "no"}
    is_ours = sender_of(headers)[1] == own_sender
    return "own" if says_automatic and (is_ours or is_marked) else ""


def _about_delivery(headers: Headers, inside: Inside) -> str:
    said = "\n".join(inside.reports).lower()
    if "message/disposition-notification" in inside.types:
        return "receipt"
    if "message/feedback-report" in inside.types:
        return "complaint"
    if said and ("action:" in said or "final-recipient:" in said):
        has_failed = re.search(r"^action:\s*failed", said, re.MULTILINE)
        is_late = re.search(
            r"^action:\s*(?:delayed|delivered|relayed|expanded)", said, re.MULTILINE
        )
        return "delayed" if is_late and not has_failed else "bounce"
    subject = headers.words("subject")
    is_mailer = bool(MAILER.match(sender_of(headers)[1]))
    is_null = headers.one("return-path").replace(" ", "") == "<>"
    if headers.has("x-failed-recipients"):
        return "bounce"
    if (is_mailer or is_null) and LATE.search(subject):
        return "delayed"
    return "bounce" if (is_mailer or is_null) and BOUNCED.search(subject) else ""


def _recall(headers: Headers, inside: Inside) -> str:
    words = inside.words
    is_recall = len(words) < SHORT and RECALLED.search(words)
    return "recall" if is_recall or RECALL_REPORT.match(headers.words("subject")) else ""


def _calendar(inside: Inside, outlook_kind: str) -> str:
    is_meeting = inside.calendar in MEETINGS or outlook_kind.startswith("IPM.Schedule")
    others = [each for each in inside.attachments if each.type not in {"text/calendar",
              "application/ics", "application/ms-tnef"}]  # fmt: skip
    return "calendar" if is_meeting and not others else ""


def _automatic(headers: Headers) -> str:
    subject = headers.words("subject")
    submitted = headers.one("auto-submitted").partition(";")[0].strip().lower()
    precedence = headers.one("precedence").strip().lower()
    if (
        submitted == "auto-replied"
        or headers.has(*AUTOREPLY)
        or precedence in AUTO
        or AWAY.match(subject)
    ):
        return "auto-reply"
    if READ.match(subject) and headers.has("x-auto-response-suppress"):
        return "receipt"
    suppresses = "all" in headers.one("x-auto-response-suppress").lower()
    is_null = headers.one("return-path").replace(" ", "") == "<>"
    if submitted not in {"", "no"} or suppresses or is_null:
        return "auto-reply" if headers.has("in-reply-to") else "notice"
    return ""


def _bulk(headers: Headers) -> str:
    precedence = headers.one("precedence").strip().lower()
    # A group of people that one writes to is a list as well; a newsletter can be ended with a link.
    is_group = precedence == "list" or headers.has("mailing-list", "list-post")
    is_mass = precedence in MANY or headers.has("list-unsubscribe", "feedback-id")
    return "bulk" if is_mass and not is_group else ""
