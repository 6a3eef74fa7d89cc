"""The eight pages of the assessment. Nothing is compulsory: "Not known yet" is an answer."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from tocsin.incidents.assessment import fact_words as words
from tocsin.incidents.consequences import CONSEQUENCES, LIKELIHOODS, SEVERITIES
from tocsin.incidents.words import BREACHES
from tocsin.ui.fields import Choice, Choices, Dropdown, LongText, WholeNumber
from tocsin.ui.forms import Form

UNSURE = words.UNSURE[0]
LONGEST_OUTAGE = 100_000  # hours


def _known(value: str) -> str | None:
    return None if value == UNSURE else value


def _yes_no(label: str, help_text: str = "") -> Choice:
    answers = {"yes": True, "no": False}
    return Choice(
        words.YES_NO, label=label, help_text=help_text, required=False, coerce=answers.get
    )


def _one_of(choices: Sequence[tuple[str, str]], label: str, **options: Any) -> Choice:
    return Choice(choices, label=label, required=False, coerce=_known, **options)


def _reason() -> LongText:
    return LongText(label="Why do you say so? (optional)", required=False, rows=3)


class PageForm(Form):
    """One page of the draft; `seen` is the revision of the draft that was on screen."""

    title: ClassVar[str] = ""
    seen = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def facts(cls) -> tuple[str, ...]:
        """The facts this page asks for."""
        return tuple(name for name in cls.base_fields if name in words.LABELS)

    def known(self) -> dict[str, Any]:
        """The facts answered on the page, None for those not known yet."""
        return {name: self.cleaned_data[name] for name in self.facts()}


class TypeForm(PageForm):
    """1. Type of breach. Source: BR-3.2; BR-2.3."""

    title = "What happened to the information"
    breach_types = Choices(
        (*BREACHES, words.UNSURE),
        label="What happened to the information?",
        help_text="Select all that apply.",
        exclusive=[UNSURE],
        required=False,
    )
    actor = _one_of(words.ACTORS, "Who caused it?")
    malicious = _yes_no(
        "Did somebody mean harm, or take it on purpose?",
        "A stolen laptop, a hacked account or a pupil who broke in: yes. An email to the wrong"
        " parent: no.",
    )
    reason = _reason()

    def clean_breach_types(self) -> list[str] | None:
        """Nothing selected is not known yet."""
        return _several(self.cleaned_data["breach_types"])


class DataForm(PageForm):
    """2. Nature, sensitivity and volume of the data. Source: BR-3.2."""

    title = "What kind of information it is"
    data_categories = Choices(
        words.DATA,
        label="What kinds of information are in it?",
        help_text="Select all that apply.",
        exclusive=[UNSURE],
        required=False,
    )
    data_sensitivity = _one_of(
        words.SENSITIVITY,
        "How private is it?",
        hints={
            "low": "A form list, a lunch order, a work email address.",
            "moderate": "Marks, behaviour points, free school meals, a home address.",
            "high": "A diagnosis, a child protection note, the address of a family in hiding.",
        },
    )
    identity_fraud_potential = _yes_no(
        "Is there enough for somebody to pose as the person?",
        "A passport copy, bank details with a birth date, or a password that still works.",
    )
    already_public = _yes_no(
        "Could anybody read it already?", "For example, names on the school's own web page."
    )
    reason = LongText(
        label="Why do you say so, and how much of it is there? (optional)", required=False, rows=3
    )

    def clean_data_categories(self) -> list[str] | None:
        """Nothing selected is not known yet."""
        return _several(self.cleaned_data["data_categories"])


class EaseForm(PageForm):
    """3. Ease of identification. Source: BR-3.2."""

    title = "How easily people can be recognised"
    ease_of_identification = _one_of(
        words.EASE,
        "How easily can somebody tell whose information it is?",
        hints={
            "negligible": "Totals for a year group; a code whose key nobody else has.",
            "limited": "A pupil number, which somebody would have to look up.",
            "significant": "Initials and the year group: at one school that is often enough.",
            "maximum": "A class list with names.",
        },
    )
    reason = _reason()


class WhoForm(PageForm):
    """4. Who has it, and whether they can be trusted. Source: BR-3.2."""

    title = "Who has it, and whether we trust them"
    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "recipient_known": {"yes": ["recipient_trusted"]}
    }
    exfiltrated = _yes_no(
        "Did somebody get, copy or take it?",
        "Left in a locked room: no. Sent in an email: yes. After a break-in into a system, only"
        " the logs can tell.",
    )
    recipient_known = _yes_no("Do you know who has it?")
    recipient_trusted = _yes_no(
        "Can you trust them to delete it and keep quiet?",
        "Another school, the council or a doctor: yes. A parent you do not know well: not known"
        " yet, or no.",
    )
    exposed_to_unknown_or_many_recipients = _yes_no(
        "Did it reach many people, or strangers?", "All parents; a public web page; a bus."
    )
    reason = _reason()


class HarmForm(PageForm):
    """5. Severity of the consequences, considered one by one. Source: BR-3.1; BR-3.2."""

    title = "What harm it can do"
    service_impact_on_subjects = _one_of(
        words.IMPACT,
        "What did people have to do without?",
        hints={
            "none": "Nothing was away, or nobody noticed.",
            "minor": "The parents' app was off for an evening.",
            "major": "No register, medicine plans or pay for days; coursework lost.",
        },
    )
    permanent_loss = _yes_no("Is it gone for good?", "No other copy, and nobody can write it anew.")
    actual_misuse_or_harm = _yes_no(
        "Has somebody misused it, or come to harm?", "Fraud, threats, teasing, a child in danger."
    )
    reason = _reason()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for code, label, example in CONSEQUENCES:
            self.fields[f"{code}_likelihood"] = Dropdown(
                LIKELIHOODS, label=f"{label}: how likely?", help_text=example, required=False
            )
            self.fields[f"{code}_severity"] = Dropdown(
                SEVERITIES, label=f"{label}: how bad?", required=False
            )

    def consequences(self) -> dict[str, dict[str, str]]:
        """What was judged of each consequence."""
        return {
            code: {
                part: self.cleaned_data[f"{code}_{part}"] or ""
                for part in ("likelihood", "severity")
            }
            for code, _, _ in CONSEQUENCES
        }


class PeopleForm(PageForm):
    """6. Special characteristics of the people, and of the school. Source: BR-3.2."""

    title = "Who the people are, and what is special about the school"
    children = _yes_no("Are there children among them?")
    vulnerable_subjects = _yes_no(
        "Are there people at risk among them?",
        "Children with SEND or in care, families in hiding, staff who are ill.",
    )
    systemic_or_repeat = _yes_no(
        "Has it happened before, or can it happen again in the same way?",
        "A wrong setting that is still there; the third email this year.",
    )
    controller_role = _one_of(words.ROLES, "Whose information is it to look after?")
    reason = LongText(
        label="What is special about them, or about the school? (optional)",
        help_text="A special school, a small village, a school in the news.",
        required=False,
        rows=3,
    )


class NumbersForm(PageForm):
    """7. The number of people. Source: BR-3.2."""

    title = "How many people"
    number_of_subjects = WholeNumber(
        label="How many people does it affect? (optional)",
        help_text="The people whose information it is, not those who got it.",
        required=False,
    )
    number_band = _one_of(words.BANDS, "If nobody has counted: about how many?")
    reason = _reason()


class MitigationsForm(PageForm):
    """8. What makes it less bad. Source: BR-3.2; UK GDPR Art 34(3)."""

    title = "What makes it less bad"
    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "unintelligible": {"yes": ["key_or_secret_compromised"]}
    }
    unintelligible = _yes_no(
        "Is it encrypted, so that nobody can read it?",
        "A laptop with disk encryption that was shut down: yes. A password on a Word file: ask IT.",
    )
    key_or_secret_compromised = _yes_no(
        "Did the key or password get out too?", "A note with the password in the laptop bag: yes."
    )
    backup_available = _yes_no("Is there another copy that the school can use?")
    restored_within_hours = WholeNumber(
        label="After how many hours could it be used again? (optional)",
        help_text="Only if it was away. 0 if it never was.",
        most=LONGEST_OUTAGE,
        required=False,
    )
    data_recovered_or_confirmed_deleted = _yes_no(
        "Did it come back, or was it certainly deleted?",
        "Handed back unopened, or deletion confirmed in writing by somebody you believe.",
    )
    reason = _reason()


PAGES: dict[str, type[PageForm]] = {
    "type": TypeForm,
    "data": DataForm,
    "recognised": EaseForm,
    "who": WhoForm,
    "harm": HarmForm,
    "people": PeopleForm,
    "numbers": NumbersForm,
    "less-bad": MitigationsForm,
}
NAMES = tuple(PAGES)


def _several(chosen: list[str]) -> list[str] | None:
    return None if not chosen or chosen == [UNSURE] else chosen
