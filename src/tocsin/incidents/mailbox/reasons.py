"""Why a mail was kept aside, and what to mind about one: codes in the rows, words on the pages."""

ASIDE = {
    "auto-reply": "An automatic reply",
    "bounce": "A message of ours could not be delivered",
    "delayed": "A message of ours is late",
    "receipt": "A read receipt",
    "recall": "Somebody wants to call a message back",
    "calendar": "An invitation, or an answer to one",
    "complaint": "A complaint about spam",
    "bulk": "Sent to many: a newsletter or an advertisement",
    "notice": "Written by a machine",
    "own": "Our own mail came back",
}
# A person decides about these; the others need nobody unless somebody asks what became of them.
TO_LOOK_AT = ("bounce", "recall", "calendar", "complaint", "bulk", "notice")
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
    "other-sender": "It answers one of our mails, but comes from another address.",
}
NOTHING_SAID = "The mail has no words of its own. Look at its files."


def why_aside(code: str) -> str:
    """Why a mail was kept aside, in words."""
    return ASIDE.get(code, "Kept aside by a person")
