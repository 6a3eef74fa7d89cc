"""What is recorded of a time in which information could not be used. Source: BR-2.6."""

UNSURE = ("unsure", "I do not know yet")
# The values are those of the assessment, so that it begins with what is recorded here.
EFFECTS = (
    ("none", "Nothing that they would notice"),
    ("minor", "Something small, for a short time"),
    ("major", "Something that matters: care, meals, pay, exams, safety"),
    UNSURE,
)
BACKUPS = (
    ("yes", "Yes, and it can be used"),
    ("no", "No, or it cannot be used"),
    UNSURE,
)
RESTORED = (
    ("whole", "Yes, all of it"),
    ("part", "Part of it"),
    ("not_yet", "Not yet"),
    ("never", "It cannot be brought back"),
)
EFFECT_WORDS, RESTORED_WORDS = dict(EFFECTS), dict(RESTORED)
HAS_BACKUP = {"yes": True, "no": False}
