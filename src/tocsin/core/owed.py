"""What the school owes the regulator once it was told: the rest of it, and answers."""

from collections import Counter
from datetime import date

from tocsin.core.duty import Duty, Group, Situation, by_the_end_of
from tocsin.core.facts import NO_BREACH, Kind
from tocsin.core.regulator_form import Phase
from tocsin.core.roles import Role

REST = "owed-"  # and the day by which it was promised
LETTER = "letter-"  # and the id of the regulator's letter
WITHDRAW = "withdraw"
RULED_OUT = NO_BREACH - {Kind.DUPLICATE}


def owed(now: Situation) -> tuple[Duty, ...]:
    """One duty for each day by which answers were promised, and for each letter to answer.

    Source: BR-4.4; BR-5.14.
    """
    rest = Counter(each.due_on for each in now.facts.regulator_owed if not each.is_letter)
    letters = [each for each in now.facts.regulator_owed if each.is_letter]
    return (
        *(_duty(f"{REST}{day}", _rest(count), day) for day, count in sorted(rest.items())),
        *(_duty(f"{LETTER}{each.key}", "Answer the regulator", each.due_on) for each in letters),
    )


def withdraw(now: Situation) -> Duty | None:
    """The regulator hears it when what it was told of was no breach after all. Source: BR-5.15."""
    facts = now.facts
    if facts.regulator_told_at is None or facts.kind not in RULED_OUT:
        return None
    if facts.is_imported or facts.regulator_phase == Phase.NO_BREACH:
        return None
    return Duty(
        WITHDRAW,
        "Tell the regulator that it was no breach after all",
        Group.TELL,
        "BR-5.15",
        Role.DEPUTY_DPO,
    )


def _rest(count: int) -> str:
    answers = "1 answer that is" if count == 1 else f"{count} answers that are"
    return f"Send the regulator {answers} still missing"


def _duty(code: str, title: str, day: date) -> Duty:
    return Duty(
        code, title, Group.TELL, "BR-5.14", Role.DEPUTY_DPO, due_at=by_the_end_of(day)
    )  # fmt: skip
