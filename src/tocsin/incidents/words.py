"""The answers people choose from, in their own words; one place for forms and for pages."""

from tocsin.core.facts import Answer, Kind

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
