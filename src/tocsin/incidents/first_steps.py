"""What to do now, and what not to do. Source: BR-5.0."""

from tocsin.core.facts import Source
from tocsin.core.policy import Pack
from tocsin.incidents.models import Report

STAFF = "staff"

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


# Whoever is not of the school cannot do what its staff do, and need not.
OUTSIDE_STEPS = (
    "If you got something that was not meant for you, do not pass it on or put it online.",
    "Keep it until the school tells you what to do with it.",
    "Keep what shows what happened, such as the email, the letter or a picture of the page.",
)
# Whoever is upset or afraid comes first: what it is about can wait.
PUPIL_STEPS = (
    "If you or somebody else is in danger, call 999 now. Then tell an adult you trust.",
    "If it worries or upsets you, talk to a teacher or another adult you trust today.",
    "You can also call Childline on 0800 1111. It is free, at any time.",
    "You do not have to find out more or put it right yourself.",
    *OUTSIDE_STEPS,
)
SUPPLIER_STEPS = (
    "Stop it from going on, if you can, and write down what you did and when.",
    "Keep your records of it. Do not delete anything.",
    "Do not write to pupils, parents or staff about it until the school has agreed.",
)


def first_steps(what: str, pack: Pack, *, relation: str = STAFF) -> tuple[str, ...]:
    """What the reporter can do at once for this kind of report, then what holds for all like them.

    relation: who they are to the school.
    """
    own = FIRST_STEPS.get(what, ()) if relation == STAFF else ()
    return own + steps_for(relation, pack)


def steps_for(relation: str, pack: Pack) -> tuple[str, ...]:
    """What holds for everybody who is this to the school and has reported: for staff, what its
    policy says. Where that begins with reporting, which they have done, it comes last: it holds
    for whatever they notice next.
    """
    if relation == STAFF:
        first, *others = pack.steps_for_all
        return (*others, first) if first.startswith("Report ") else (first, *others)
    return {"supplier": SUPPLIER_STEPS, "pupil": PUPIL_STEPS}.get(relation, OUTSIDE_STEPS)


def relation_of(report: Report, source: str) -> str:
    """Who the reporter is to the school; "other" when nobody knows.

    source: how the incident came to light, which for a mail says whether its sender is of the
    school.
    """
    is_of_school = report.by_id is not None or source == Source.STAFF
    return report.relation or (STAFF if is_of_school else "other")
