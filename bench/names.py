"""Names that several parts of the bench share."""

LARGE, MEDIUM = "large", "medium"  # the schools with many incidents, in addresses
SAVED = {  # what a bare create sends
    "number": 1,
    "reference": "2026-001",
    "reported_at": "2026-11-20T15:40:00+00:00",
    "title": "Information sent to the wrong person by email",
    "kind": "near_miss",
    "people": 30,
    "severity": "minor",
    "tell_regulator": "no",
    "regulator_told_at": "2026-11-20T15:40:00+00:00",
    "status": "open",
}
