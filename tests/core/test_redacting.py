"""Names are hidden wherever they stand, and the same person is always the same number."""

from tocsin.core.redacting import Redactor


def test_each_person_gets_one_number_in_the_order_of_the_text():
    hidden = Redactor(["Priya Shah", "Tom Reed", "Ann"])

    said = hidden.hide("Tom Reed rang Priya Shah. Mrs Shah and Mr Reed told Ann.")

    assert said == ("Person 1 rang Person 2. Mrs Person 2 and Mr Person 1 told Person 3.")
    assert hidden.hide("Shah again") == "Person 2 again"


def test_a_name_inside_a_word_and_a_word_without_a_capital_stay():
    hidden = Redactor(["Ann Price", "  "])

    assert hidden.hide("The price of an Annex. Price said so.") == (
        "The price of an Annex. Person 1 said so."
    )


def test_signs_in_a_name_are_taken_as_they_are_and_nobody_known_hides_nothing():
    assert Redactor(["A. (Bob) O'Neil"]).hide("Said A. (Bob) O'Neil.") == "Said Person 1."
    assert Redactor(["the parent of class", "01632 960 123"]).hide("A class of 123") == (
        "A class of 123"
    )
    assert Redactor([]).hide("Said A. (Bob) O'Neil.") == "Said A. (Bob) O'Neil."
