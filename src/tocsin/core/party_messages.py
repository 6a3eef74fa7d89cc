"""A message to each body beside the regulator, ready to be copied: it names nobody. BR-5.10.

It says what kind of thing happened, since when it is known, and what is wanted of that body. Who
writes it adds names and figures by hand, where that body needs them.
"""

from tocsin.core.causes import cause
from tocsin.core.facts import Facts
from tocsin.core.when import say_instant

ANY = "Please tell us what you need from us, and give us your reference."
WANTED = {
    "it_support": "Please help us now: stop it getting worse, keep every log and copy, and write"
    " down the time of each thing you do.",
    "insurer": "We tell you of it because it may lead to a claim. Please tell us what you need,"
    " whom we may bring in, and the number of the claim.",
    "legal": "Please advise us what we must do, and what we should not say or write yet.",
    "hr": "Please advise us what the conduct of a member of staff means here, and what must stay"
    " confidential.",
    "police": "We want to report it as a crime. Please give us the crime reference, and tell us"
    " whether telling people now would get in the way of your work.",
    "report_fraud": "We want to report it. Please give us the reference of the report.",
    "anti_fraud": "We want to report fraud, or an attempt at it. Please tell us what to keep for"
    " you, and give us your reference.",
    "dfe_cyber": "We report a cyber attack on a school. Please tell us what help there is, and"
    " give us your reference.",
    "ncsc": "We report a cyber incident that is serious for us. Please tell us what help there is.",
    "local_authority": "A system or duty that we share with you may be concerned. Please tell us"
    " whom we work with at yours, and whether you act too.",
    "safeguarding": "A child may be at risk because of it. Please tell us what we must do first,"
    " and before we write to any family.",
    "bank": "Bank or pay details may be known to others. Please watch the accounts, and tell us"
    " what the people concerned should do.",
    "exam_board": "Exam papers, coursework or candidates may be concerned. Please tell us what we"
    " must send you, and by when.",
    "press_office": "The press may ask. Please agree with us what we say, and who says it.",
    "dfe_data": "Data that came from you may be concerned. Please tell us what our agreement asks"
    " us to do.",
    "processor": "It happened at your company or in your service. Please tell us without delay"
    " what you know, and keep every log and copy.",
    "joint_controller": "We are responsible for this information together. Please agree with us"
    " today who tells the regulator and who tells the people affected.",
    "governors": "We tell you that it happened and that it is being dealt with. No names are"
    " needed for that.",
    "union": "We tell you because information about your members may be concerned.",
}


def message_to(
    party: str, facts: Facts, *, school: str, phone: str, reference: str, writer: str
) -> str:
    """The words to copy. writer: the role of whoever sends it, never a name."""
    known = facts.discovered_at or facts.reported_at
    lines = [
        f"From {school}. Our reference: {reference}.",
        f"Something went wrong with information at our school: {_what(facts)}.",
        f"We have known of it since {say_instant(known)}.",
        _how_many(facts),
        WANTED.get(party, ANY),
        "We name nobody in this message. Phone us before you ask for names by email.",
        f"{writer}, {school}{f', {phone}' if phone else ''}",
    ]
    return "\n\n".join(line for line in lines if line)


def _what(facts: Facts) -> str:
    label = cause(facts.cause).label if facts.cause else "we are still finding out how"
    return f"{label[:1].lower()}{label[1:]}"


def _how_many(facts: Facts) -> str:
    if facts.people is None:
        return "We do not know yet how many people it affects."
    one = facts.people == 1
    return f"It affects about {facts.people:,} {'person' if one else 'people'}."
