"""What a company is asked when something happened at it: enough for the school to decide. BR-5.11.

They are the things the regulator asks the school, in the order in which a company knows them.
"""

from collections.abc import Mapping

QUESTIONS: Mapping[str, str] = {
    "happened": "What happened, and how?",
    "when": "When did it begin, and when did it stop?",
    "aware": "When did your company become aware of it?",
    "data": "What information about our pupils, staff or families is involved?",
    "people": "How many of our people are affected, and how many records?",
    "protected": "Was the information encrypted, and is the key safe?",
    "likely": "Has anybody seen, taken or used the information, as far as you know?",
    "done": "What have you done to stop it, and what will you do?",
    "others": "Which other companies that work for you are involved?",
    "telling": "Have you told the regulator, the police or the people affected?",
}


def in_words(answers: Mapping[str, str]) -> str:
    """The answers with their questions, in their order. What was left empty is not known yet."""
    return "\n\n".join(
        f"{label}\n{answers.get(key) or 'Not known yet'}"
        for key, label in QUESTIONS.items()
        if key in answers
    )
