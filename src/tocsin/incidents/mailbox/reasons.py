"""Why a mail was kept aside: codes in the rows, words on the pages."""

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
NOTHING_SAID = "The mail has no words of its own. Look at its files."


def why_aside(code: str) -> str:
    """Why a mail was kept aside, in words."""
    return ASIDE.get(code, "Kept aside by a person")
