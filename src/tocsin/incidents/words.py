"""The answers people choose from, in their own words; one place for forms and for pages."""

from tocsin.core.actions import ActionState
from tocsin.core.facts import Answer, Kind, Source

UNSURE = (Answer.UNSURE.value, "I do not know")
YES_NO_UNSURE = ((Answer.YES.value, "Yes"), (Answer.NO.value, "No"), UNSURE)
FOUND = (
    ("now", "In the last hour"),
    ("today", "Earlier today"),
    ("yesterday", "Yesterday"),
    ("date", "Another day"),
    UNSURE,
)
WHOSE = (
    ("pupils", "Pupils"),
    ("parents", "Parents or carers"),
    ("staff", "Staff"),
    ("governors", "Governors or volunteers"),
    ("others", "Someone else"),
    UNSURE,
)
HOW_MANY = (
    ("1", "One"),
    ("10", "2 to 10"),
    ("100", "11 to 100"),
    ("more", "More than 100"),
    UNSURE,
)
RELATIONS = (
    ("pupil", "A pupil, now or in the past"),
    ("parent", "A parent or carer"),
    ("supplier", "A company that works for the school"),
    ("press", "The press"),
    ("other", "Somebody else"),
)
# At the link that is for everybody.
ANYBODY = (("staff", "Somebody who works at the school"), *RELATIONS)
CAME_TO_LIGHT = (
    (Source.STAFF.value, "A member of staff noticed it"),
    (Source.OFFICE.value, "The school office was told"),
    (Source.PUPIL.value, "A pupil told us"),
    (Source.PEOPLE_AFFECTED.value, "Somebody affected told us"),
    (Source.PROCESSOR.value, "A company we use told us"),
    (Source.IT_SYSTEM.value, "A system gave the alarm"),
    (Source.MEDIA.value, "Through the media"),
    (Source.OTHER.value, "Somebody else told us"),
)
SOURCES = {  # of what somebody without an account tells, by who they say they are
    "staff": Source.STAFF, "supplier": Source.PROCESSOR, "press": Source.MEDIA,
    "parent": Source.PEOPLE_AFFECTED, "pupil": Source.PUPIL, "other": Source.OTHER,
}  # fmt: skip
BREACHES = (
    ("confidentiality", "Somebody saw, got or could have got it who should not have"),
    ("integrity", "It was changed, or is wrong now"),
    ("availability", "It was lost, destroyed or could not be used"),
)
KINDS = {
    Kind.CONFIRMED.value: "A confirmed breach",
    Kind.SUSPECTED.value: "A suspected breach",
    Kind.NEAR_MISS.value: "A near miss",
    Kind.NOT_A_BREACH.value: "Not a breach",
    Kind.PLANNED_MAINTENANCE.value: "Planned maintenance: not a breach",
    Kind.DUPLICATE.value: "A second report of another incident",
}
GROUNDS_TO_TELL = (
    ("high_risk", "A high risk to them is likely: the law requires it"),
    ("voluntary", "No legal duty, but it is right to tell them"),
    ("ordered", "The regulator told us to"),
)
# The last three are those of UK GDPR Art 34(3)(a), (b) and (c).
GROUNDS_NOT_TO_TELL = (
    ("no_high_risk", "No high risk to them is likely"),
    ("unreadable", "Nobody can read the information: it is encrypted and the key is safe"),
    ("risk_removed", "What was done since means that the high risk is no longer likely"),
    ("disproportionate", "Reaching each of them is out of proportion: a public notice instead"),
)
GROUNDS = dict(GROUNDS_TO_TELL + GROUNDS_NOT_TO_TELL)
TELLS = {
    "yes": "yes",
    "no": "no",
    "later": "later, on the advice of the police",
    "unsure": "unsure",
}
LEVELS_OF_RISK = {
    "unlikely": "A risk is unlikely",
    "risk": "A risk is likely",
    "high": "A high risk is likely",
    "depends": "It depends on what is not known yet",
}
RECOMMENDED = {
    "keep as near miss": "Keep it on the log: no personal data was lost, changed or disclosed",
    "record": "Record it on the log",
    "tell the regulator": "Record it, and tell the regulator",
    "tell the regulator and the people": "Record it, tell the regulator, and tell the people"
    " affected",
}
PARTIES = {
    "reporter": "the reporter",
    "head": "the Headteacher",
    "team": "the response team",
    "other": "somebody else",
}
# What a virus scanner said of a file; "" when none has been asked, or none has answered yet.
SCANS = {
    "clean": "No virus was found in it.",
    "too-big": "Not scanned for viruses: the scanner does not take files of this size.",
    "found": "Held back: a virus scanner found something in it.",
}
# Whether there is a copy of a picture that does not say where and when it was taken.
COPIES = {
    "": "",
    "heic": "No copy could be made of this kind of picture (HEIC).",
    "too-big": "No copy could be made: the picture is too big.",
    "unreadable": "No copy could be made: we could not read the picture.",
}
ACTION_STATES = {
    ActionState.OPEN.value: "Asked",
    ActionState.ANSWERED.value: "Answered: look at it",
    ActionState.RETURNED.value: "Given back",
    ActionState.ACCEPTED.value: "Done",
    ActionState.CHECKED.value: "Done, and works",
    ActionState.WITHDRAWN.value: "Not asked for any more",
}
