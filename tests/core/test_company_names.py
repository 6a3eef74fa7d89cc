"""Companies as schools write them: what is the same one, and what somebody should look at."""

import pytest

from tocsin.core.company_names import is_same, may_be_same


@pytest.mark.parametrize(
    "name", ["PupilWorks", "PUPILWORKS LTD.", "Pupil-Works Limited", "The Pupil Works (UK) plc"]
)
def test_capitals_signs_blanks_and_the_form_of_a_company_make_no_difference(name):
    assert is_same("PupilWorks", name)
    assert may_be_same("PupilWorks", name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("PupilWorks", "PupilWorks Payroll"), ("Café Books", "Cafe Books Online"),
     ("O'Neill", "O\N{RIGHT SINGLE QUOTATION MARK}Neill Catering")],
)  # fmt: skip
def test_a_name_that_is_only_alike_is_not_the_same_and_is_shown(one, other):
    assert not is_same(one, other)
    assert may_be_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("PupilWorks", "Ledgerly"), ("The Company Ltd", "Ledgerly Ltd"), ("", "--")]
)
def test_other_companies_are_not_alike(one, other):
    assert not is_same(one, other)
    assert not may_be_same(one, other)


def test_a_name_of_nothing_but_forms_is_itself():
    assert is_same("The Company", "the company")
    assert not is_same("The Company", "Ltd")
