"""What to do now, and what not to do. Source: BR-5.0."""

STEPS_FOR_ALL = (
    "Do not contact the people whose information it is. The school will decide who tells them.",
    "Do not investigate by yourself, and do not delete anything.",
    "If somebody asks you to help put it right, please do.",
)
FIRST_STEPS = {
    "email": (
        "Recall the message if your mail program lets you.",
        "Write to whoever got it: ask them not to open or pass it on, and to delete it.",
    ),
    "paper": ("If you know where the papers are, have somebody stay with them or collect them.",),
    "device": (
        "Tell IT support now: they can lock the device and its accounts.",
        "If it was stolen, phone the police on 101 and ask for a crime reference.",
    ),
    "access": ("Lock the screen, or close the system, that showed the information.",),
    "online": ("Take it down if you can, after making a picture of the page.",),
    "cyber": (
        "Do not click on anything else. Unplug the network cable or switch off the wifi.",
        "Leave the computer on and tell IT support by phone.",
    ),
    "loss": ("Stop using the system, so that nothing more is overwritten.",),
    "supplier": ("Keep every message from the company.",),
}


def first_steps(what: str) -> tuple[str, ...]:
    """What the reporter can do at once for this kind of report, then what holds for all."""
    return FIRST_STEPS.get(what, ()) + STEPS_FOR_ALL
