"""What to mind about a mail that came in: codes in its row, words wherever it is shown."""

from collections.abc import Sequence

WARNINGS = {
    "not-ours": "It says it is from our own domain, but the mail server could not prove that. Do"
    " not trust the sender.",
    "unproven": "The mail server could not prove who sent it.",
    "lookalike": "The sender's domain looks like ours, but is not.",
    "two-senders": "It names more than one sender.",
    "no-sender": "It names no sender.",
    "secure": "It is encrypted, so we could not read it. Open it where it was sent to, and write"
    " down here what it says.",
    "portal": "It only says that a message waits on another website. Open that website by hand,"
    " not with the link, and write down here what it says.",
    "locked": "It has a file with a password. Ask for the password by phone.",
    "linked": "It has links to files instead of the files. Nobody has followed them.",
    "too-large": "It is too large to be taken in. Look at it in the mailbox: it is still there.",
    "unreadable": "Part of it could not be read. The file of the mail has all of it.",
    "long-headers": "Its headers are very long, which is not usual.",
    "many": "It went to very many people.",
    "future": "It is dated in the future.",
    "reply-elsewhere": "An answer to it would go to another address than that of the sender. Check"
    " before you write back.",
    "other-sender": "It answers one of our mails, but comes from another address.",
}
# Those for which nobody should act on the mail before they have asked the person it names.
ABOUT_SENDER = frozenset({"not-ours", "unproven", "lookalike", "two-senders", "reply-elsewhere"})

# Why an attachment is not among the files of its incident, by the code of what was refused.
WHY_INSIDE = {
    "file-kind": "it is not a kind of file that Tocsin keeps",
    "file-empty": "it is empty",
    "file-too-big": "it is too big",
    "file-locked": "it has a password",
    "file-bomb": "it unpacks to far more than such a file should",
    "file-content": "what is in it is not what its name says",
    "too-many": "the mail has too many files",
}


def left_inside(not_kept: Sequence[str | Sequence[str]]) -> list[tuple[str, str]]:
    """What only the mail itself has, from its row: the name of each attachment, and why."""
    pairs = [(each, "") if isinstance(each, str) else tuple(each) for each in not_kept]
    return [(name, WHY_INSIDE.get(code, "it could not be kept as a file")) for name, code in pairs]


def said(codes: list[str]) -> list[str]:
    """The warnings in words, those about the sender first."""
    known = [code for code in WARNINGS if code in codes]
    return [WARNINGS[code] for code in sorted(known, key=lambda code: code not in ABOUT_SENDER)]
