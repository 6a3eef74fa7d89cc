"""Whether a machine wrote a mail, and why. What is not clearly a machine's is a report."""

import re

from tocsin.incidents.letters import HEADER as LETTER
from tocsin.incidents.letters import letter_id_in
from tocsin.incidents.mailbox import wording
from tocsin.incidents.mailbox.headers import Headers
from tocsin.incidents.mailbox.parts import Inside, Part
from tocsin.incidents.mailbox.senders import is_nobody, sender_of
from tocsin.incidents.threads import HEADER, thread_id_in

MAILER = re.compile(r"^(?:mailer-?daemon|mail-daemon|mdaemon|microsoftexchange[0-9a-f]{6,})(?:@|$)")
POSTMASTER = "postmaster@"  # of a mail server, or a person who looks after one
AUTOREPLY = (
    "x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply-from", "x-mail-autoreply",
    "x-autoreply-from", "x-fc-machinegenerated", "x-vacation",
)  # fmt: skip
MANY = {"bulk", "junk"}
AUTO = {"auto_reply", "auto-reply", "autoreply"}
# A rule of somebody's mailbox sent on what a person wrote.
NOT_AUTOMATIC = {"", "no", "auto-forwarded"}
# Programs that talk to each other about meetings, whatever the mail says beside that.
MEETINGS = {"REQUEST", "CANCEL", "REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH", "ADD"}
MEETING_PARTS = {"text/calendar", "application/ics", "application/ms-tnef"}
NO_FILES = {*MEETING_PARTS, "message/rfc822"}
ENCRYPTED = {
    "application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted",
    "application/pgp-encrypted", "application/x-microsoft-rpmsg-message",
}  # fmt: skip
OUR_NUMBER = re.compile(r"<[0-9a-f]{40}@")  # of an alert


def reason_of(headers: Headers, inside: Inside, own_sender: str, outlook_kind: str = "") -> str:
    """Why a mail is a machine's: a code of reasons.ASIDE; "" for what a person may have written."""
    return (
        _own(headers, own_sender)
        or _about_delivery(headers, inside)
        or _recall(headers, inside, outlook_kind)
        or _calendar(inside, outlook_kind)
        or _automatic(headers, inside)
        or _bulk(headers, inside)
    )


def is_doubtful(headers: Headers, inside: Inside) -> bool:
    """Whether a machine may have written what is taken for a person's: it gets no answer."""
    is_away = bool(wording.AWAY_SUBJECT.match(headers.words("subject")))
    reads_so = wording.says_away(inside.words) and not wording.tells_of_harm(inside.words)
    return is_away or reads_so or _is_null(headers) or _submitted(headers) not in {"", "no"}


def is_encrypted(inside: Inside) -> bool:
    """Whether only the reader's own mail program can open it."""
    names = {each.name.lower() for each in inside.attachments}
    return bool(inside.types & ENCRYPTED or names & {"smime.p7m", "message.html", "message.rpmsg"})


def _own(headers: Headers, own_sender: str) -> str:
    number, is_ours = headers.one("message-id"), sender_of(headers)[1] == own_sender
    has_header = headers.has(HEADER.lower(), LETTER.lower())
    is_marked = has_header or bool(thread_id_in(number) or letter_id_in(number))
    if is_ours and (is_marked or OUR_NUMBER.match(number)):
        return "own"
    says_automatic = _submitted(headers) not in {"", "no"}
    return "own" if says_automatic and (is_ours or is_marked) else ""


def _about_delivery(headers: Headers, inside: Inside) -> str:
    if _is_passed_on(headers, inside):
        return ""
    if "message/disposition-notification" in inside.types:
        return "receipt"
    if "message/feedback-report" in inside.types:
        return "complaint"
    said = "\n".join(inside.reports).lower()
    if "action:" in said or "final-recipient:" in said:
        return _of_report(said)
    return _of_mailer(headers, inside)


def _is_passed_on(headers: Headers, inside: Inside) -> bool:
    """Whether a person sends on what a mail server told them."""
    if inside.kind == "multipart/report" or _is_null(headers):
        return False
    subject, (_, sender) = headers.words("subject"), sender_of(headers)
    is_mailer = bool(MAILER.match(sender)) or sender.startswith(POSTMASTER)
    return not is_mailer and bool(
        wording.FORWARD.match(subject) or wording.tells_of_harm(inside.words)
    )


def _of_report(said: str) -> str:
    has_failed = re.search(r"^action:\s*failed", said, re.MULTILINE)
    is_late = re.search(r"^action:\s*(?:delayed|delivered|relayed|expanded)", said, re.MULTILINE)
    return "delayed" if is_late and not has_failed else "bounce"


def _of_mailer(headers: Headers, inside: Inside) -> str:
    subject, (_, sender) = headers.words("subject"), sender_of(headers)
    is_mailer, is_null = bool(MAILER.match(sender)), _is_null(headers)
    is_report = inside.kind == "multipart/report" and bool(
        re.search(r"report-type\s*=\s*\"?delivery-status", headers.one("content-type").lower())
    )
    is_sure = is_report or headers.has("x-failed-recipients")
    if not (is_sure or is_mailer or is_null or sender.startswith(POSTMASTER)):
        return ""
    if wording.LATE.search(subject):
        return "delayed"
    if is_sure or wording.BOUNCED.search(subject):
        return "bounce"
    # Exchange writes from that address about full mailboxes as well.
    of_exchange = sender.startswith("microsoftexchange")
    return ("notice" if of_exchange else "bounce") if is_mailer else ""


def _recall(headers: Headers, inside: Inside, outlook_kind: str) -> str:
    is_recall = wording.RECALLED.match(inside.words) or outlook_kind.startswith(
        "IPM.Outlook.Recall"
    )
    is_report = wording.RECALL_REPORT.match(headers.words("subject"))
    return "recall" if is_recall or is_report else ""


def _calendar(inside: Inside, outlook_kind: str) -> str:
    is_meeting = inside.calendar in MEETINGS or outlook_kind.startswith("IPM.Schedule")
    has_others = any(each.type not in MEETING_PARTS for each in inside.attachments)
    return "calendar" if is_meeting and not has_others else ""


def _automatic(headers: Headers, inside: Inside) -> str:
    if _says_it_answers(headers):
        return "auto-reply"
    suppresses = "all" in headers.one("x-auto-response-suppress").lower()
    if wording.READ.match(headers.words("subject")) and suppresses:
        return "receipt"
    is_program = _submitted(headers) not in NOT_AUTOMATIC
    may_be_report = _may_be_report(headers, inside)
    is_away = bool(wording.AWAY_SUBJECT.match(headers.words("subject")))
    if is_away and (is_program or not may_be_report):
        return "auto-reply"
    is_likely = suppresses or _is_null(headers) or _precedence(headers) in MANY
    if may_be_report or not (is_program or is_likely):
        return ""
    return _of_program(headers, inside, is_program=is_program)


def _may_be_report(headers: Headers, inside: Inside) -> bool:
    """Whether there is something in it that a school has to hear, whoever sent it."""
    subject = headers.words("subject")
    is_answer = wording.AWAY_SUBJECT.match(subject) or wording.REPLY.match(subject)
    if not is_answer and wording.tells_of_harm(subject):  # of an answer it is what was asked
        return True
    is_sent_on = bool(wording.FORWARD.match(subject))
    return is_sent_on or wording.tells_of_harm(inside.words) or _brings_files(inside)


def _of_program(headers: Headers, inside: Inside, *, is_program: bool) -> str:
    if wording.says_away(inside.words):
        return "auto-reply"
    is_answer = is_program or is_nobody(sender_of(headers)[1])
    return "auto-reply" if is_answer and headers.has("in-reply-to") else "notice"


def _says_it_answers(headers: Headers) -> bool:
    given = [value.strip().lower() for name in AUTOREPLY for value in headers.all(name)]
    says_so = any(value not in {"no", "false"} for value in given)
    is_sent_so = headers.one("preference").strip().lower() in AUTO or "autoresponder" in {
        value.strip().lower() for value in headers.all("delivered-to")
    }
    is_answer = _submitted(headers) == "auto-replied" or _precedence(headers) in AUTO
    return says_so or is_sent_so or is_answer


def _bulk(headers: Headers, inside: Inside) -> str:
    # A group of people that one writes to is a list as well; a newsletter can be ended with a link.
    post = headers.one("list-post").strip().lower().strip("<>")
    is_list = _precedence(headers) == "list" or headers.has("mailing-list", "list-post")
    is_group = is_list and not post.startswith("no")
    is_mass = _precedence(headers) in MANY or headers.has("list-unsubscribe")
    is_answer = headers.has("in-reply-to") and bool(wording.REPLY.match(headers.words("subject")))
    is_told = bool(wording.NOTIFIES.search(inside.words[:20_000]))
    return "bulk" if is_mass and not (is_group or is_answer or is_told) else ""


def _brings_files(inside: Inside) -> bool:
    """Whether it has files: a scan or a call for the school, and not only a company's badge."""
    return any(_is_file(each) for each in inside.attachments)


def _is_file(part: Part) -> bool:
    is_badge = part.type.startswith("image/") and part.type != "image/tiff" and part.is_inline
    return bool(part.content) and not is_badge and part.type not in NO_FILES


def _is_null(headers: Headers) -> bool:
    """Whether it names no address that an answer could go to, as mail servers' own mail does."""
    return any(headers.one(name).replace(" ", "") == "<>" for name in ("return-path", "from"))


def _submitted(headers: Headers) -> str:
    found = re.match(r"\s*([\w-]*)", headers.one("auto-submitted"))
    return found[1].lower() if found else ""


def _precedence(headers: Headers) -> str:
    return headers.one("precedence").strip().lower()
