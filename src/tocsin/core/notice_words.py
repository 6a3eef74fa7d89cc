"""Plain sentences from which a notice begins. WHOM and WHOSE are put in for each audience."""

from collections.abc import Mapping

from tocsin.core.notice_parts import CHILDREN, LINES, PARENTS, PEOPLE, PRESS, PUBLIC, WELSH

# "you" and "your", or how others speak of them.
WHOM: Mapping[str, tuple[str, str]] = {
    PEOPLE: ("you", "your"),
    CHILDREN: ("you", "your"),
    PARENTS: ("{child}", "{child}'s"),
    PUBLIC: ("people at our school", "their"),
    PRESS: ("people at our school", "their"),
    LINES: ("people at our school", "their"),
}
BREACHES: Mapping[str, str] = {
    "confidentiality": "Information about WHOM was seen, or could have been seen, by somebody who"
    " should not have it.",
    "integrity": "Information about WHOM was changed, or is wrong.",
    "availability": "Information about WHOM was lost, or could not be used.",
}
BREACHES_FOR_CHILDREN: Mapping[str, str] = {
    "confidentiality": "Somebody saw things about you that they should not see.",
    "integrity": "Some things written about you are wrong.",
    "availability": "Some things we keep about you were lost.",
}
EFFECTS: Mapping[str, str] = {
    "control": "Others may pass on WHOSE information, and nobody can take that back for certain.",
    "rights": "It may be harder to use rights, because records are missing or wrong.",
    "discrimination": "Somebody may treat WHOM unfairly because of what they know.",
    "fraud": "Somebody may pose as WHOM, or try to cheat.",
    "money": "Money may be lost.",
    "pseudonyms": "Somebody may find out who is behind a code or a number.",
    "reputation": "People may think badly of WHOM because of what they have seen.",
    "secrecy": "Something told in confidence may become known.",
    "disadvantage": "Somebody may shun WHOM, or it may cost chances.",
    "safety": "Somebody may find out where WHOM can be found.",
    "distress": "It may be upsetting or frightening.",
    "education": "Work for school or for an exam may suffer.",
}
FOR_CHILDREN: Mapping[str, str] = {
    "control": "Somebody may tell others what they saw.",
    "rights": "Some of your school papers may be missing for a while.",
    "discrimination": "Somebody may be unkind to you about it.",
    "fraud": "Somebody may pretend to be you.",
    "money": "A grown-up at home may have to look after money matters.",
    "pseudonyms": "Somebody may work out that a number stands for you.",
    "reputation": "Somebody may say things about you.",
    "secrecy": "Somebody may know a thing you told us in private.",
    "disadvantage": "Somebody may leave you out.",
    "safety": "Somebody may know where you are.",
    "distress": "You may feel sad, cross or afraid. That is all right.",
    "education": "Some of your school work may be missing.",
}
ASK: Mapping[str, str] = {
    "what": "[Say in two or three plain sentences what happened.]",
    "when": "[Say how and when it happened.]",
    "data": "[Say what information it is about.]",
    "effects": "[Say what this could lead to. If you expect no harm, say so and why.]",
    "done": "[Say what the school has done, and what it is going to do.]",
    "contact": "[Say who answers questions, with an email address or a phone number.]",
}
GREETINGS = {"en": "Dear {name}", WELSH: "Annwyl {name}"}
SUBJECTS = {
    PEOPLE: "About your information", CHILDREN: "About your information",
    PARENTS: "About your child's information", PUBLIC: "About information at {school}",
    PRESS: "Statement of {school}", LINES: "If you are asked",
}  # fmt: skip
STATEMENT = (
    "We can confirm that there has been an incident with information at {school}. We found it on"
    " [say when], acted at once, and told those we had to tell. We are sorry that it happened."
    " To protect the people it is about we say no more than this."
)
TO_TAKE = (
    "Yes, something happened, and the school is dealing with it.\n"
    "The people it is about hear from the school directly.\n"
    "I cannot tell you more. The office can help you."
)
SILENT = (
    "Who it is about, or how many.\nWho made a mistake.\nWhat the police or the regulator may do."
)


def spoken_to(audience: str, sentence: str) -> str:
    """The sentence as it is said to, or of, this audience."""
    whom, whose = WHOM[audience]
    return sentence.replace("WHOSE", whose).replace("WHOM", whom)
