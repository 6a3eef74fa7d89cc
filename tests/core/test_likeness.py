"""How much two incidents have in common."""

from tocsin.core.likeness import Traits, likeness, telling_words

ONE = Traits("human_error", 7, frozenset({"basic", "health", "money"}))


def test_cause_company_information_and_words_add_up():
    other = Traits("human_error", 7, frozenset({"basic", "health"}))

    found = likeness(ONE, other, ["taxi", "stick"])

    assert (found.score, found.is_same_cause, found.is_same_company) == (9, True, True)
    assert (found.kinds, found.words) == (("health",), ("stick", "taxi"))


def test_what_is_not_known_is_not_in_common():
    assert likeness(Traits(), Traits()).score == 0
    assert likeness(ONE, Traits()).score == 0


def test_names_alone_are_in_nearly_every_incident_and_do_not_count():
    assert likeness(ONE, Traits("", None, frozenset({"basic"}))).score == 0


def test_the_longest_words_tell_most_and_everyday_ones_nothing():
    text = "The Teacher left a memory stick, with MEDICAL medical notes, in a taxi"

    assert telling_words(text.split(), most=2) == ["medical", "memory"]
    assert telling_words(["stick,", "12345", "abcd"], most=5) == []


def test_two_forms_of_a_word_are_one():
    assert telling_words(["recall", "recalled", "behaviour"], most=5) == ["behaviour", "recalled"]
